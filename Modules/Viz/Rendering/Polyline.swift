/// Curves made ready for drawing: cut at gaps and at the plot's edge, and thinned to what can be seen.
enum Polyline {
  /// The unbroken stretches of a curve that are near a rectangle.
  static func runs(_ points: [Point], inside rect: Rect) -> [ArraySlice<Point>] {
    split(thinned(points, width: rect.width)).flatMap { clipped($0, to: rect) }
  }

  /// The stretches between points that have no place.
  static func split(_ points: [Point]) -> [ArraySlice<Point>] {
    var runs: [ArraySlice<Point>] = []
    var start = 0
    for index in points.indices where !points[index].isFinite {
      if index > start { runs.append(points[start..<index]) }
      start = index + 1
    }
    if start < points.count { runs.append(points[start...]) }
    return runs
  }

  /// Of a curve with many points to a column of pixels, the first, lowest, highest and last point of each column: what
  /// is left covers the same pixels.
  static func thinned(_ points: [Point], width: Double) -> [Point] {
    let columnsPerPoint = 2.0
    guard Double(points.count) > 8 * columnsPerPoint * width else { return points }
    var kept: [Point] = []
    var index = 0
    while index < points.count {
      let first = points[index]
      guard first.isFinite else {
        kept.append(first)
        index += 1
        continue
      }
      let column = (first.x * columnsPerPoint).rounded(.down)
      var (low, high, end) = (index, index, index)
      while end + 1 < points.count, points[end + 1].isFinite,
        (points[end + 1].x * columnsPerPoint).rounded(.down) == column
      {
        end += 1
        if points[end].y < points[low].y { low = end }
        if points[end].y > points[high].y { high = end }
      }
      var last = -1
      for chosen in [index, min(low, high), max(low, high), end] where chosen > last {
        kept.append(points[chosen])
        last = chosen
      }
      index = end + 1
    }
    return kept
  }

  /// The parts of a run whose segments touch a rectangle, their far ends drawn in so that no coordinate is huge.
  static func clipped(_ run: ArraySlice<Point>, to rect: Rect) -> [ArraySlice<Point>] {
    if run.allSatisfy({ rect.contains($0) }) { return [run] }
    var runs: [ArraySlice<Point>] = []
    var current: [Point] = []
    func finish() {
      if !current.isEmpty { runs.append(current[...]) }
      current = []
    }
    if run.count == 1 { return [] }
    for (a, b) in zip(run, run.dropFirst()) {
      guard let (from, to) = clipped(a, b, to: rect) else {
        finish()
        continue
      }
      if current.last != from {
        finish()
        current.append(from)
      }
      current.append(to)
      if to != b { finish() }
    }
    finish()
    return runs
  }

  /// The part of a segment inside a rectangle (Liang and Barsky); nil where there is none.
  static func clipped(_ a: Point, _ b: Point, to rect: Rect) -> (Point, Point)? {
    var (from, to) = (0.0, 1.0)
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    for (step, room) in [(-dx, a.x - rect.minX), (dx, rect.maxX - a.x), (-dy, a.y - rect.minY), (dy, rect.maxY - a.y)] {
      if step == 0 {
        if room < 0 { return nil }
      } else if step < 0 {
        from = max(from, room / step)
      } else {
        to = min(to, room / step)
      }
    }
    guard from <= to else { return nil }
    return (from == 0 ? a : Point(a.x + dx * from, a.y + dy * from), to == 1 ? b : Point(a.x + dx * to, a.y + dy * to))
  }
}
