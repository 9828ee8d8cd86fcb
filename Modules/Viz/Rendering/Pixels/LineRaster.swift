/// Draws a thick curve on pixels: each pixel is covered by how near its centre is to the curve.
///
/// Where parts of the curve lie over each other the greater coverage counts, so a curve that shines through does so
/// evenly, and corners come out round. Lengths are in pixels.
struct LineRaster {
  private let left: Int
  private let top: Int
  private let width: Int
  private let height: Int
  private let radius: Float
  /// A line thinner than a pixel covers no pixel fully.
  private let most: Float
  private let coverage: Workspace<Float>
  /// For each row the columns between which something is covered.
  private var covered: [(start: Int32, end: Int32)]

  /// Room for the part inside a clip of everything that lies near some runs; nil where nothing does.
  init?(_ runs: [[Point]], width lineWidth: Double, clip: (minX: Int, minY: Int, maxX: Int, maxY: Int)) {
    var (minX, minY, maxX, maxY) = (Double.infinity, Double.infinity, -Double.infinity, -Double.infinity)
    for run in runs {
      for point in run {
        (minX, maxX) = (min(minX, point.x), max(maxX, point.x))
        (minY, maxY) = (min(minY, point.y), max(maxY, point.y))
      }
    }
    guard minX <= maxX else { return nil }
    let reach = lineWidth / 2 + 2
    func whole(_ value: Double, _ low: Int, _ high: Int) -> Int { Int(max(Double(low), min(Double(high), value))) }
    let (x0, x1) = (whole(minX - reach, clip.minX, clip.maxX), whole(maxX + reach, clip.minX, clip.maxX))
    let (y0, y1) = (whole(minY - reach, clip.minY, clip.maxY), whole(maxY + reach, clip.minY, clip.maxY))
    guard x0 < x1, y0 < y1 else { return nil }
    (left, top, width, height) = (x0, y0, x1 - x0, y1 - y0)
    radius = Float(lineWidth / 2)
    most = Float(min(1, lineWidth))
    coverage = Workspace(repeating: 0, count: width * height)
    covered = Array(repeating: (.max, 0), count: height)
  }

  /// Covers a segment. A cut end is straight, any other end is round.
  mutating func draw(from a: Point, to b: Point, cutsStart: Bool = false, cutsEnd: Bool = false) {
    let (ax, ay) = (Float(a.x - Double(left)), Float(a.y - Double(top)))
    let (dx, dy) = (Float(b.x - a.x), Float(b.y - a.y))
    let length = (dx * dx + dy * dy).squareRoot()
    let (ux, uy) = length > 0 ? (dx / length, dy / length) : (1, 0)
    let reach = radius + 1
    let (most, radius) = (most, radius + 0.5)
    let low = min(ay, ay + dy) - reach, high = max(ay, ay + dy) + reach
    let firstRow = max(0, Int(max(low - 0.5, 0))), lastRow = min(height - 1, Int(max(high, 0)))
    guard firstRow <= lastRow, high >= 0 else { return }
    let (minX, maxX) = (min(ax, ax + dx) - reach, max(ax, ax + dx) + reach)
    let halfWidth = abs(uy) > 1e-3 ? reach / abs(uy) : Float.infinity
    let width = width
    let coverage = coverage.start
    for row in firstRow...lastRow {
      let y = Float(row) + 0.5 - ay
      // Where the row crosses the middle of the line, as far as the line goes in either direction.
      let middle = abs(uy) > 1e-3 ? ax + y * ux / uy : ax
      let from = max(minX, middle - halfWidth), to = min(maxX, middle + halfWidth)
      let start = max(0, Int(max(from - 0.5, 0))), end = min(width - 1, Int(max(to, -1)))
      guard start <= end, to >= 0 else { continue }
      let line = row * width
      covered[row] = (min(covered[row].start, Int32(start)), max(covered[row].end, Int32(end + 1)))
      for column in start...end {
        let x = Float(column) + 0.5 - ax
        let along = x * ux + y * uy
        let across = x * uy - y * ux
        let beyond = max(-along, along - length, 0)
        var cover = min(most, radius - (across * across + beyond * beyond).squareRoot())
        if cutsStart && along < 0.5 { cover = min(cover, min(most, radius - abs(across)) * max(0, along + 0.5)) }
        if cutsEnd && length - along < 0.5 {
          cover = min(cover, min(most, radius - abs(across)) * max(0, length - along + 0.5))
        }
        coverage[line + column] = max(coverage[line + column], cover)
      }
    }
  }

  /// Lays a colour on the covered pixels.
  func blend(_ color: Color, onto target: StampTarget) {
    let pixel = StampTarget.pixel(color)
    let full = color.alpha * 255
    let coverage = coverage.start
    for y in 0..<height {
      let line = target.pixels + (top + y) * target.stride + left
      let (start, end) = (Int(covered[y].start), Int(covered[y].end))
      guard start < end else { continue }
      for x in start..<end where coverage[y * width + x] > 0 {
        line[x] = StampTarget.blend(line[x], pixel, UInt32(coverage[y * width + x] * full + 0.5))
      }
    }
  }

  /// Draws a run, in dashes where there are any.
  mutating func draw(_ run: [Point], dashes: [Double]) {
    guard dashes.contains(where: { $0 > 0 }), dashes.allSatisfy({ $0 > 0 }) else {
      if run.count == 1 { draw(from: run[0], to: run[0]) }
      for (a, b) in zip(run, run.dropFirst()) { draw(from: a, to: b) }
      return
    }
    var (index, left) = (0, dashes[0])
    var begins = true
    for (a, b) in zip(run, run.dropFirst()) {
      let length = (b - a).length
      guard length > 0 else { continue }
      var done = 0.0
      while done < length {
        let step = min(left, length - done)
        let ends = step == left
        if index % 2 == 0 {
          draw(
            from: a + (b - a) * (done / length), to: a + (b - a) * ((done + step) / length), cutsStart: begins,
            cutsEnd: ends)
          begins = false
        }
        done += step
        left -= step
        if ends {
          index = (index + 1) % dashes.count
          left = dashes[index]
          begins = true
        }
      }
    }
  }
}
