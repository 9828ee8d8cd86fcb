/// Fills facets at four times the resolution and averages, so that neighbours meet without a seam and outlines are
/// smooth. Lengths are in pixels.
struct MeshRaster {
  private static let factor = 4

  private let left: Int
  private let top: Int
  private let width: Int
  private let height: Int
  /// Premultiplied 0xAARRGGBB for each quarter of a pixel's side.
  private var samples: [UInt32]

  /// Room for the facets inside the clip; nil where none is inside.
  init?(_ facets: [Mesh.Facet], edgeWidth: Double, clip: (minX: Int, minY: Int, maxX: Int, maxY: Int)) {
    var (minX, minY, maxX, maxY) = (Double.infinity, Double.infinity, -Double.infinity, -Double.infinity)
    for facet in facets {
      for corner in [facet.corners.0, facet.corners.1, facet.corners.2, facet.corners.3] where corner.isFinite {
        (minX, maxX) = (min(minX, corner.x), max(maxX, corner.x))
        (minY, maxY) = (min(minY, corner.y), max(maxY, corner.y))
      }
    }
    guard minX <= maxX else { return nil }
    func whole(_ value: Double, _ low: Int, _ high: Int) -> Int { Int(max(Double(low), min(Double(high), value))) }
    let (x0, x1) = (
      whole(minX - edgeWidth - 1, clip.minX, clip.maxX), whole(maxX + edgeWidth + 2, clip.minX, clip.maxX)
    )
    let (y0, y1) = (
      whole(minY - edgeWidth - 1, clip.minY, clip.maxY), whole(maxY + edgeWidth + 2, clip.minY, clip.maxY)
    )
    guard x0 < x1, y0 < y1 else { return nil }
    (left, top, width, height) = (x0, y0, x1 - x0, y1 - y0)
    samples = [UInt32](repeating: 0, count: width * height * Self.factor * Self.factor)
  }

  mutating func draw(_ facet: Mesh.Facet, edge: (color: Color, width: Double)?) {
    let c = facet.corners
    guard c.0.isFinite, c.1.isFinite, c.2.isFinite, c.3.isFinite else { return }
    let color = Self.premultiplied(facet.color)
    if color >> 24 != 0 {
      fill(c.0, c.1, c.2, color)
      if c.2 != c.3 && c.3 != c.0 { fill(c.0, c.2, c.3, color) }
    }
    guard let edge, edge.width > 0 else { return }
    let line = Self.premultiplied(edge.color)
    for (a, b) in [(c.0, c.1), (c.1, c.2), (c.2, c.3), (c.3, c.0)] where a != b {
      let along = b - a
      let unit = along * (1 / along.length)
      let across = Point(-unit.y, unit.x) * (edge.width / 2)
      let (p, q) = (a - unit * (edge.width / 2), b + unit * (edge.width / 2))
      fill(p + across, q + across, q - across, line)
      fill(p + across, q - across, p - across, line)
    }
  }

  /// Averages the samples of each pixel and lays the result over what is there.
  func blend(onto target: StampTarget) {
    let (factor, area) = (Self.factor, UInt32(Self.factor * Self.factor))
    let stride = width * factor
    samples.withUnsafeBufferPointer { samples in
      for y in 0..<height {
        let line = target.pixels + (top + y) * target.stride + left
        for x in 0..<width {
          var (a, r, g, b): (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
          for row in 0..<factor {
            let start = (y * factor + row) * stride + x * factor
            for column in 0..<factor {
              let sample = samples[start + column]
              a &+= sample >> 24
              r &+= sample >> 16 & 0xff
              g &+= sample >> 8 & 0xff
              b &+= sample & 0xff
            }
          }
          guard a > 0 else { continue }
          let under = line[x], rest = 255 &* area &- a
          func over(_ part: UInt32, _ below: UInt32) -> UInt32 { (part &+ below &* rest / 255 &+ area / 2) / area }
          line[x] =
            0xff00_0000 | over(r, under >> 16 & 0xff) << 16 | over(g, under >> 8 & 0xff) << 8
            | over(b, under & 0xff)
        }
      }
    }
  }

  private static func premultiplied(_ color: Color) -> UInt32 {
    let bytes = color.bytes
    let alpha = UInt32(bytes[3])
    func part(_ index: Int) -> UInt32 { (UInt32(bytes[index]) * alpha + 127) / 255 }
    return alpha << 24 | part(0) << 16 | part(1) << 8 | part(2)
  }

  /// Every sample whose centre is inside of a triangle; a shared side belongs to one of two neighbours.
  private mutating func fill(_ a: Point, _ b: Point, _ c: Point, _ color: UInt32) {
    let factor = Double(Self.factor)
    func local(_ p: Point) -> Point { Point((p.x - Double(left)) * factor - 0.5, (p.y - Double(top)) * factor - 0.5) }
    let (a, b, c) = (local(a), local(b), local(c))
    let (columns, rows) = (width * Self.factor, height * Self.factor)
    let low = min(a.y, b.y, c.y), high = max(a.y, b.y, c.y)
    guard high >= 0, low < Double(rows) else { return }
    let firstRow = max(0, Int(low.rounded(.up))), lastRow = min(rows - 1, Int(min(high, 1e9).rounded(.up)) - 1)
    guard firstRow <= lastRow else { return }
    let isOpaque = color >> 24 == 255
    samples.withUnsafeMutableBufferPointer { samples in
      for row in firstRow...lastRow {
        let y = Double(row)
        var (from, to) = (Double.infinity, -Double.infinity)
        func cross(_ p: Point, _ q: Point) {
          guard (p.y <= y) != (q.y <= y) else { return }
          let x = p.x + (y - p.y) / (q.y - p.y) * (q.x - p.x)
          from = min(from, x)
          to = max(to, x)
        }
        cross(a, b)
        cross(b, c)
        cross(c, a)
        guard from < to else { continue }
        let start = Int(max(0, from.rounded(.up))), end = Int(min(Double(columns), to.rounded(.up)))
        guard start < end else { continue }
        for index in row * columns + start..<row * columns + end {
          samples[index] = isOpaque ? color : Self.over(color, samples[index])
        }
      }
    }
  }

  private static func over(_ color: UInt32, _ under: UInt32) -> UInt32 {
    let rest = 255 - (color >> 24)
    func part(_ shift: UInt32) -> UInt32 { ((under >> shift & 0xff) * rest + 127) / 255 + (color >> shift & 0xff) }
    return part(24) << 24 | part(16) << 16 | part(8) << 8 | part(0)
  }
}
