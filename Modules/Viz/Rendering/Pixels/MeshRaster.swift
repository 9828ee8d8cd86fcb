import Kernels

/// Fills facets at four times the resolution and averages, so that neighbours meet without a seam and outlines are
/// smooth. Works on one band of the page after the other, for which the processor's cache has room.
struct MeshRaster {
  /// As `mk_blend_samples` has it.
  private static let factor = 4
  /// Pixels that a band is high.
  private static let bandHeight = 48

  private let scale: Double
  private let left: Int
  private let width: Int
  private let rows: Range<Int>
  /// The first row of the band.
  private var top = 0
  /// Premultiplied 0xAARRGGBB for each quarter of a pixel's side.
  private let samples: Workspace<UInt32>

  /// Room for the facets inside the clip, in pixels, of which there are `scale` to the point; nil where none is inside.
  init?(_ mesh: Mesh, scale: Double, clip: (minX: Int, minY: Int, maxX: Int, maxY: Int)) {
    var (minX, minY, maxX, maxY) = (Double.infinity, Double.infinity, -Double.infinity, -Double.infinity)
    for facet in mesh.facets where facet.isFinite {
      let c = facet.corners
      (minX, maxX) = (min(minX, c.0.x, c.1.x, c.2.x, c.3.x), max(maxX, c.0.x, c.1.x, c.2.x, c.3.x))
      (minY, maxY) = (min(minY, c.0.y, c.1.y, c.2.y, c.3.y), max(maxY, c.0.y, c.1.y, c.2.y, c.3.y))
    }
    guard minX <= maxX else { return nil }
    let margin = (mesh.edge?.width ?? 0) * scale + 1
    func whole(_ value: Double, _ low: Int, _ high: Int) -> Int { Int(max(Double(low), min(Double(high), value))) }
    let right = whole(maxX * scale + margin + 1, clip.minX, clip.maxX)
    let bottom = whole(maxY * scale + margin + 1, clip.minY, clip.maxY)
    left = whole(minX * scale - margin, clip.minX, clip.maxX)
    let first = whole(minY * scale - margin, clip.minY, clip.maxY)
    guard left < right, first < bottom else { return nil }
    (width, rows, self.scale) = (right - left, first..<bottom, scale)
    samples = Workspace(repeating: 0, count: width * Self.bandHeight * Self.factor * Self.factor)
  }

  /// Draws all facets, later ones over earlier ones, and lays the result over what is there.
  mutating func draw(_ mesh: Mesh, onto target: StampTarget) {
    let edge = mesh.edge.map { (Self.premultiplied($0.color), $0.width * scale) }
    let margin = (mesh.edge?.width ?? 0) + 1
    for first in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.bandHeight) {
      top = first
      let last = min(first + Self.bandHeight, rows.upperBound)
      let (high, low) = (Double(first) / scale - margin, Double(last) / scale + margin)
      for facet in mesh.facets where facet.isFinite {
        let c = facet.corners
        if max(c.0.y, c.1.y, c.2.y, c.3.y) >= high, min(c.0.y, c.1.y, c.2.y, c.3.y) <= low {
          draw(facet, edge)
        }
      }
      blend(rows: last - first, onto: target)
    }
  }

  private mutating func draw(_ facet: Mesh.Facet, _ edge: (color: UInt32, width: Double)?) {
    let c = facet.corners
    let corners = Quad(c.0 * scale, c.1 * scale, c.2 * scale, c.3 * scale)
    let color = Self.premultiplied(facet.color)
    if color >> 24 != 0 {
      if corners.isConvex {
        fill(corners, color)
      } else {
        fill(Quad(corners.a, corners.b, corners.c, corners.c), color)
        fill(Quad(corners.a, corners.c, corners.d, corners.d), color)
      }
    }
    guard let edge, edge.width > 0 else { return }
    for (a, b) in [
      (corners.a, corners.b), (corners.b, corners.c), (corners.c, corners.d), (corners.d, corners.a),
    ] where a != b {
      let along = b - a
      let unit = along * (1 / along.length)
      let across = Point(-unit.y, unit.x) * (edge.width / 2)
      let (p, q) = (a - unit * (edge.width / 2), b + unit * (edge.width / 2))
      fill(Quad(p + across, q + across, q - across, p - across), edge.color)
    }
  }

  /// Every sample of the band whose centre is inside of a convex shape; a shared side belongs to one of two neighbours.
  private mutating func fill(_ quad: Quad, _ color: UInt32) {
    let factor = Double(Self.factor)
    let (left, top) = (Double(self.left), Double(self.top))
    func local(_ p: Point) -> Point { Point((p.x - left) * factor - 0.5, (p.y - top) * factor - 0.5) }
    let (a, b, c, d) = (local(quad.a), local(quad.b), local(quad.c), local(quad.d))
    let (columns, rows) = (width * Self.factor, Self.bandHeight * Self.factor)
    let low = min(a.y, b.y, c.y, d.y), high = max(a.y, b.y, c.y, d.y)
    guard high >= 0, low < Double(rows) else { return }
    let firstRow = max(0, Int(low.rounded(.up))), lastRow = min(rows - 1, Int(min(high, 1e9).rounded(.up)) - 1)
    guard firstRow <= lastRow else { return }
    let sides = (Side(a, b), Side(b, c), Side(c, d), Side(d, a))
    let isOpaque = color >> 24 == 255
    let samples = samples.start
    for row in firstRow...lastRow {
      let y = Double(row)
      var (from, to) = (Double.infinity, -Double.infinity)
      sides.0.cross(y, &from, &to)
      sides.1.cross(y, &from, &to)
      sides.2.cross(y, &from, &to)
      sides.3.cross(y, &from, &to)
      guard from < to else { continue }
      let start = Int(max(0, from.rounded(.up))), end = Int(min(Double(columns), to.rounded(.up)))
      guard start < end else { continue }
      for index in row * columns + start..<row * columns + end {
        samples[index] = isOpaque ? color : Self.over(color, samples[index])
      }
    }
  }

  /// Averages the samples of each pixel of the band, lays the result over what is there, and empties the band.
  private mutating func blend(rows: Int, onto target: StampTarget) {
    let stride = width * Self.factor
    let samples = samples.start
    for y in 0..<rows {
      let line = target.pixels + (top + y) * target.stride + left
      mk_blend_samples(samples + y * Self.factor * stride, stride, width, line)
    }
    samples.update(repeating: 0, count: rows * Self.factor * stride)
  }

  private static func premultiplied(_ color: Color) -> UInt32 {
    let pixel = StampTarget.pixel(color)
    let alpha = UInt32(max(0, min(255, color.alpha * 255 + 0.5)))
    if alpha == 255 { return pixel }
    func part(_ shift: UInt32) -> UInt32 { ((pixel >> shift & 0xff) * alpha + 127) / 255 << shift }
    return alpha << 24 | part(16) | part(8) | part(0)
  }

  private static func over(_ color: UInt32, _ under: UInt32) -> UInt32 {
    let rest = 255 - (color >> 24)
    func part(_ shift: UInt32) -> UInt32 { ((under >> shift & 0xff) * rest + 127) / 255 + (color >> shift & 0xff) }
    return part(24) << 24 | part(16) << 16 | part(8) << 8 | part(0)
  }
}

/// Four corners in order; of a triangle the last two are one.
private struct Quad {
  let (a, b, c, d): (Point, Point, Point, Point)

  init(_ a: Point, _ b: Point, _ c: Point, _ d: Point) { (self.a, self.b, self.c, self.d) = (a, b, c, d) }

  /// Whether every turn goes the same way.
  var isConvex: Bool {
    func turn(_ p: Point, _ q: Point, _ r: Point) -> Double {
      (q.x - p.x) * (r.y - q.y) - (q.y - p.y) * (r.x - q.x)
    }
    let turns = (turn(a, b, c), turn(b, c, d), turn(c, d, a), turn(d, a, b))
    return (turns.0 >= 0 && turns.1 >= 0 && turns.2 >= 0 && turns.3 >= 0)
      || (turns.0 <= 0 && turns.1 <= 0 && turns.2 <= 0 && turns.3 <= 0)
  }
}

/// A side of a shape, from its upper to its lower end: the same whichever of two neighbours asks.
private struct Side {
  private let low: Double
  private let high: Double
  private let x: Double
  private let slope: Double

  init(_ p: Point, _ q: Point) {
    let (upper, lower) = p.y <= q.y ? (p, q) : (q, p)
    (low, high, x) = (upper.y, lower.y, upper.x)
    slope = lower.y > upper.y ? (lower.x - upper.x) / (lower.y - upper.y) : 0
  }

  /// Widens a stretch of a row to where this side crosses it.
  @inline(__always)
  func cross(_ y: Double, _ from: inout Double, _ to: inout Double) {
    guard low <= y, y < high else { return }
    let place = x + (y - low) * slope
    from = min(from, place)
    to = max(to, place)
  }
}

extension Mesh.Facet {
  fileprivate var isFinite: Bool {
    corners.0.isFinite && corners.1.isFinite && corners.2.isFinite && corners.3.isFinite
  }
}
