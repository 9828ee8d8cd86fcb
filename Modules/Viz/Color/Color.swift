/// A colour: red, green, blue and opacity, each 0 … 1, in sRGB and not premultiplied; or one that the theme decides.
///
/// Written as a string it follows matplotlib: `"C0"` … `"C9"` of the palette, `"r"`, `"steelblue"`, `"#1f77b4"`,
/// `"#1f77b480"`, `"0.5"` (a grey). A literal that is none of these traps; ``init(name:)`` gives nil instead.
public struct Color: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case fixed
    /// The n-th colour of the theme's palette.
    case palette(Int)
    /// What text and axes are drawn in: black on a light page, white on a dark one.
    case ink
    /// The page.
    case paper
  }

  var kind = Kind.fixed
  /// The red part, 0 … 1.
  public var red: Float
  /// The green part, 0 … 1.
  public var green: Float
  /// The blue part, 0 … 1.
  public var blue: Float
  /// The opacity: 0 is invisible, 1 opaque.
  public var alpha: Float

  /// A colour from its parts, each 0 … 1.
  public init(red: Double, green: Double, blue: Double, alpha: Double = 1) {
    self.red = Float(red)
    self.green = Float(green)
    self.blue = Float(blue)
    self.alpha = Float(alpha)
  }

  /// A grey: 0 is black, 1 white.
  public init(gray: Double) { self.init(red: gray, green: gray, blue: gray) }

  /// A colour by its name; nil where there is no such colour.
  public init?(name: String) {
    guard let color = ColorNames.color(named: name) else { return nil }
    self = color
  }

  /// The n-th colour of the theme's palette, the one that matplotlib calls `Cn`; n wraps around at ten.
  public static func palette(_ index: Int) -> Color { Color(.palette(index)) }

  /// What text and axes are drawn in: black on a light page, nearly white on a dark one.
  public static let ink = Color(.ink)
  /// The page's own colour.
  public static let paper = Color(.paper)

  /// The same colour, as transparent as said: 0 is invisible, 1 opaque.
  public func opacity(_ alpha: Double) -> Color {
    var color = self
    color.alpha = Float(alpha)
    return color
  }

  init(_ kind: Kind) {
    self.init(red: 0, green: 0, blue: 0)
    self.kind = kind
  }

  init(hex: UInt32) {
    self.init(
      red: Double(hex >> 16 & 0xff) / 255, green: Double(hex >> 8 & 0xff) / 255, blue: Double(hex & 0xff) / 255)
  }

  /// This colour mixed into another: 0 gives this one, 1 the other.
  func mixed(with other: Color, _ share: Double) -> Color {
    let t = Float(share)
    var color = self
    color.red += (other.red - red) * t
    color.green += (other.green - green) * t
    color.blue += (other.blue - blue) * t
    color.alpha += (other.alpha - alpha) * t
    return color
  }

  /// Red, green, blue and opacity, 0 … 255 each.
  var bytes: [UInt8] { [red, green, blue, alpha].map { UInt8(max(0, min(255, $0 * 255 + 0.5))) } }

  /// Relative luminance, 0 (black) … 1 (white), as WCAG 2 defines it.
  var luminance: Double {
    func linear(_ part: Float) -> Double {
      let part = Double(part)
      return part <= 0.04045 ? part / 12.92 : power((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }
}

extension Color: ExpressibleByStringLiteral {
  /// A colour by its name. Traps, naming the text, where there is no such colour.
  public init(stringLiteral name: String) {
    guard let color = Color(name: name) else {
      misuse("\"\(name)\" is not a colour: use C0…C9, a letter of bgrcmykw, a CSS name, #rrggbb or a grey 0…1")
    }
    self = color
  }
}
