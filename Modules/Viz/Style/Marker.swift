/// The sign that stands at a point; the raw value is its letter in a format string.
public enum Marker: String, CaseIterable, Sendable {
  /// A disc: `o`.
  case circle = "o"
  /// A small disc: `.`.
  case point = "."
  /// A single dot, one pixel wide at 72 dpi: `,`.
  case pixel = ","
  /// A square: `s`.
  case square = "s"
  /// A triangle that points up: `^`.
  case triangleUp = "^"
  /// A triangle that points down: `v`.
  case triangleDown = "v"
  /// A triangle that points left: `<`.
  case triangleLeft = "<"
  /// A triangle that points right: `>`.
  case triangleRight = ">"
  /// A square on its corner: `D`.
  case diamond = "D"
  /// A narrow diamond: `d`.
  case thinDiamond = "d"
  /// A star of five points: `*`.
  case star = "*"
  /// A plus sign: `+`.
  case plus = "+"
  /// A cross: `x`.
  case cross = "x"
  /// A filled plus sign: `P`.
  case filledPlus = "P"
  /// A filled cross: `X`.
  case filledCross = "X"
  /// A pentagon: `p`.
  case pentagon = "p"
  /// A hexagon: `h`.
  case hexagon = "h"
  /// An octagon: `8`.
  case octagon = "8"
  /// A vertical stroke: `|`.
  case verticalLine = "|"
  /// A horizontal stroke: `_`.
  case horizontalLine = "_"

  /// Whether the sign is made of strokes alone and encloses nothing.
  var isStroke: Bool {
    switch self {
    case .plus, .cross, .verticalLine, .horizontalLine: true
    default: false
    }
  }

  /// The width of the sign where a size of 1 is asked for.
  var scale: Double {
    switch self {
    case .point: 0.5
    case .pixel: 0.2
    default: 1
    }
  }

  /// The farthest point of the outline from the centre along x or y, for a size of 1.
  var reach: Double {
    switch self {
    // A square on its corner, as wide across its sides as a square is.
    case .diamond, .thinDiamond: 0.7072
    default: scale / 2
    }
  }

  /// Whether the corners of the outline are cut off: a star's would be thorns.
  var cutsCorners: Bool { self == .star }

  /// How far a stroke's corner reaches beyond the outline, in half stroke widths.
  var cornerReach: Double {
    switch self {
    case .circle, .point, .square, .pixel, .filledPlus, .plus, .verticalLine, .horizontalLine: 1
    case .star: 1
    default: 2.5
    }
  }

  /// The outline around the origin, y downwards, for a given size in points.
  func path(size: Double) -> Path {
    let r = size * scale / 2
    func polygon(_ points: [(Double, Double)]) -> Path { Path(polygon: points.map { Point($0.0 * r, $0.1 * r) }) }
    func strokes(_ lines: [((Double, Double), (Double, Double))]) -> Path {
      var path = Path()
      for (a, b) in lines { path.append(Path(from: Point(a.0 * r, a.1 * r), to: Point(b.0 * r, b.1 * r))) }
      return path
    }
    func regular(_ corners: Int, inner: Double? = nil) -> Path {
      let count = inner == nil ? corners : corners * 2
      return Path(
        polygon: (0..<count).map { index in
          let angle = Double(index) * 2 * .pi / Double(count) + (corners == 8 ? .pi / 8 : 0)
          let radius = r * (index % 2 == 1 ? inner ?? 1 : 1)
          return Point(radius * sine(angle), -radius * cosine(angle))
        })
    }
    switch self {
    case .circle, .point: return Path(ellipseIn: Rect(x: -r, y: -r, width: 2 * r, height: 2 * r))
    case .pixel, .square: return polygon([(-1, -1), (1, -1), (1, 1), (-1, 1)])
    case .triangleUp: return polygon([(0, -1), (1, 1), (-1, 1)])
    case .triangleDown: return polygon([(0, 1), (1, -1), (-1, -1)])
    case .triangleLeft: return polygon([(-1, 0), (1, -1), (1, 1)])
    case .triangleRight: return polygon([(1, 0), (-1, -1), (-1, 1)])
    case .diamond: return polygon([(0, -1.4142), (1.4142, 0), (0, 1.4142), (-1.4142, 0)])
    case .thinDiamond: return polygon([(0, -1.4142), (0.8485, 0), (0, 1.4142), (-0.8485, 0)])
    case .star: return regular(5, inner: 0.381966)
    case .pentagon: return regular(5)
    case .hexagon: return regular(6)
    case .octagon: return regular(8)
    case .plus: return strokes([((-1, 0), (1, 0)), ((0, -1), (0, 1))])
    case .cross: return strokes([((-1, -1), (1, 1)), ((-1, 1), (1, -1))])
    case .verticalLine: return strokes([((0, -1), (0, 1))])
    case .horizontalLine: return strokes([((-1, 0), (1, 0))])
    case .filledPlus:
      let t = 1.0 / 3
      return polygon([
        (-t, -1), (t, -1), (t, -t), (1, -t), (1, t), (t, t), (t, 1), (-t, 1), (-t, t), (-1, t), (-1, -t), (-t, -t),
      ])
    case .filledCross:
      return polygon([
        (-0.5, -1), (0, -0.5), (0.5, -1), (1, -0.5), (0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5), (-0.5, 1), (-1, 0.5),
        (-0.5, 0), (-1, -0.5),
      ])
    }
  }
}
