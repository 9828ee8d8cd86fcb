/// A piece of text that is to be placed: one or several lines, at a point, turned or not.
struct Text {
  enum Horizontal { case left, center, right }
  /// Which height of the text lies at the point. `middle` is halfway up the capitals, so that numbers centre on ticks.
  enum Vertical { case top, middle, baseline, bottom }

  var string: String
  /// In points.
  var size: Double
  var color: Color
  var origin = Point(0, 0)
  var horizontal = Horizontal.left
  var vertical = Vertical.baseline
  /// Degrees, against the clock.
  var rotation = 0.0

  init(
    _ string: String, size: Double, color: Color, at origin: Point = Point(0, 0), _ horizontal: Horizontal = .left,
    _ vertical: Vertical = .baseline, rotation: Double = 0
  ) {
    self.string = string
    self.size = size
    self.color = color
    self.origin = origin
    self.horizontal = horizontal
    self.vertical = vertical
    self.rotation = rotation
  }

  var lines: [Substring] { string.split(separator: "\n", omittingEmptySubsequences: false) }
}

/// The room that a text takes.
struct TextExtent: Equatable {
  var width: Double
  var height: Double

  /// The upright rectangle around this one turned by an angle in degrees.
  func turned(by degrees: Double) -> TextExtent {
    if degrees == 0 { return self }
    let (s, c) = (abs(sine(degrees * .pi / 180)), abs(cosine(degrees * .pi / 180)))
    return TextExtent(width: width * c + height * s, height: width * s + height * c)
  }
}

/// Heights of a line of text in ems, above and below the line it stands on.
enum TextMetrics {
  static let capital = 0.729
  static let ascent = 0.76
  static let descent = 0.236
  static let lineSpacing = 1.2

  static func height(lines: Int) -> Double { ascent + descent + Double(lines - 1) * lineSpacing }

  /// Where the first line stands, relative to the text's origin, in ems and downwards.
  static func firstBaseline(lines: Int, _ vertical: Text.Vertical) -> Double {
    let rest = Double(lines - 1) * lineSpacing
    switch vertical {
    case .top: return ascent
    case .baseline: return 0
    case .bottom: return -descent - rest
    case .middle: return (capital - rest) / 2
    }
  }
}

extension TextMetrics {
  /// Where the block begins, relative to the text's origin, in ems and downwards.
  static func top(lines: Int, _ vertical: Text.Vertical) -> Double { firstBaseline(lines: lines, vertical) - ascent }
}
