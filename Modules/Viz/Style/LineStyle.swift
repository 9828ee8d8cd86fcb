/// How a curve is drawn along its length.
public enum LineStyle: String, CaseIterable, Sendable {
  /// Without a break: `-`.
  case solid = "-"
  /// Dashes: `--`.
  case dashed = "--"
  /// Dots: `:`.
  case dotted = ":"
  /// Dashes and dots in turn: `-.`.
  case dashDot = "-."
  /// No line: markers alone.
  case none = ""

  /// Lengths of dashes and gaps in line widths, as matplotlib has them.
  var dashes: [Double] {
    switch self {
    case .solid, .none: []
    case .dashed: [3.7, 1.6]
    case .dotted: [1, 1.65]
    case .dashDot: [6.4, 1.6, 1, 1.6]
    }
  }
}
