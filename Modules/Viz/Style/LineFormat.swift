/// matplotlib's short form of a curve's look: a colour, a marker and a line style, in any order and each optional.
///
/// `"-"`, `"m--"`, `"g-."`, `"r:"`, `"-o"`, `"ro"` (red discs, no line), `"k.-"`, `"C1s--"`. A colour alone, such as
/// `"firebrick"` or `"#0af"`, gives a solid line. A literal that says anything else traps; ``init(_:)`` gives nil.
public struct LineFormat: Sendable, Equatable {
  /// The colour, where the text names one.
  public var color: Color?
  /// The marker, where the text names one.
  public var marker: Marker?
  /// The line style; `.none` where the text names a marker and no line.
  public var style: LineStyle

  /// Reads a format string; nil where a part of it is not understood or said twice.
  public init?(_ text: String) {
    self.init(color: nil, marker: nil, style: .solid)
    if text.count > 1, let color = Color(name: text), LineFormat(parts: text) == nil {
      self.color = color
      return
    }
    guard let parts = LineFormat(parts: text) else { return nil }
    self = parts
  }

  private init(color: Color?, marker: Marker?, style: LineStyle) {
    self.color = color
    self.marker = marker
    self.style = style
  }

  private init?(parts text: String) {
    var style: LineStyle?
    var rest = Substring(text)
    color = nil
    marker = nil
    while let letter = rest.first {
      if let found = [LineStyle.dashed, .dashDot, .solid, .dotted].first(where: { rest.hasPrefix($0.rawValue) }) {
        guard style == nil else { return nil }
        style = found
        rest = rest.dropFirst(found.rawValue.count)
      } else if letter == "C", let digits = Optional(rest.dropFirst().prefix(while: \.isASCIIDigit)), !digits.isEmpty {
        guard color == nil else { return nil }
        color = Color(name: "C" + digits)
        rest = rest.dropFirst(1 + digits.count)
      } else if "bgrcmykw".contains(letter) {
        guard color == nil else { return nil }
        color = Color(name: String(letter))
        rest = rest.dropFirst()
      } else if let found = Marker(rawValue: String(letter)) {
        guard marker == nil else { return nil }
        marker = found
        rest = rest.dropFirst()
      } else {
        return nil
      }
    }
    self.style = style ?? (marker == nil ? .solid : .none)
  }
}

extension LineFormat: ExpressibleByStringLiteral {
  /// Reads a format string. Traps, naming the text, where it is not one.
  public init(stringLiteral text: String) {
    guard let format = LineFormat(text) else {
      misuse(
        "\"\(text)\" is not a format string: at most one each of a colour (bgrcmykw or C0…), a marker, a line style")
    }
    self = format
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
