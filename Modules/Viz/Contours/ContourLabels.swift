/// Finds places for the numbers on contour lines: where a line is straight, inside the plot, apart from other numbers.
struct ContourLabels {
  let canvas: Canvas
  let size: Double
  private var taken: [Rect] = []

  init(canvas: Canvas, size: Double) {
    self.canvas = canvas
    self.size = size
  }

  /// The text on a curve and what is left of the curve on both sides of it; nil where there is no room.
  mutating func place(_ string: String, on curve: [Point], color: Color) -> (text: Text, rest: [[Point]])? {
    let extent = canvas.renderer.extent(of: Text(string, size: size, color: color))
    let gap = extent.width + size * 0.6
    var lengths = [0.0]
    for (a, b) in zip(curve, curve.dropFirst()) {
      let step = (b - a).length
      lengths.append(lengths[lengths.count - 1] + (step.isFinite ? step : 0))
    }
    let total = lengths[lengths.count - 1]
    guard total > gap * 1.8 else { return nil }
    let isClosed = curve.first == curve.last
    let candidates = stride(
      from: isClosed ? 0 : gap * 0.4, through: total - gap * (isClosed ? 1 : 1.4), by: max(3, total / 60))
    var best: (start: Double, bend: Double, box: Rect)?
    for start in candidates {
      let (a, b) = (point(at: start, curve, lengths), point(at: start + gap, curve, lengths))
      let middle = point(at: start + gap / 2, curve, lengths)
      guard a.isFinite, b.isFinite, middle.isFinite else { continue }
      let radius = max(gap, extent.height) / 2
      let box = Rect(x: middle.x - radius, y: middle.y - radius, width: 2 * radius, height: 2 * radius)
      guard canvas.plot.contains(Point(box.minX, box.minY)), canvas.plot.contains(Point(box.maxX, box.maxY)),
        !taken.contains(where: { $0.intersects(box) })
      else { continue }
      // How far the curve swings out from the chord, and a little for standing upright.
      let chord = b - a
      guard chord.length > gap * 0.8 else { continue }
      let bend = (middle - (a + chord * 0.5)).length / gap + 0.08 * abs(chord.y) / chord.length
      if bend < (best?.bend ?? 0.25) { best = (start, bend, box) }
    }
    guard let best else { return nil }
    taken.append(best.box)
    let (a, b) = (point(at: best.start, curve, lengths), point(at: best.start + gap, curve, lengths))
    var angle = arcTangent(-(b.y - a.y), b.x - a.x) * 180 / .pi
    if angle > 90 { angle -= 180 } else if angle <= -90 { angle += 180 }
    let text = Text(
      string, size: size, color: color, at: (a + b) * 0.5, .center, .middle, rotation: abs(angle) < 0.5 ? 0 : angle)
    let before = part(curve, lengths, from: 0, to: best.start)
    let after = part(curve, lengths, from: best.start + gap, to: total)
    // On a closed curve what follows the gap leads on to what precedes it.
    return (text, isClosed ? [after + before.dropFirst()] : [before, after])
  }

  private func point(at length: Double, _ curve: [Point], _ lengths: [Double]) -> Point {
    var (low, high) = (0, lengths.count - 1)
    while low + 1 < high {
      let middle = (low + high) / 2
      if lengths[middle] <= length { low = middle } else { high = middle }
    }
    let step = lengths[high] - lengths[low]
    return curve[low] + (curve[high] - curve[low]) * (step > 0 ? (length - lengths[low]) / step : 0)
  }

  private func part(_ curve: [Point], _ lengths: [Double], from: Double, to: Double) -> [Point] {
    guard to > from else { return [] }
    let inner = curve.indices.filter { lengths[$0] > from && lengths[$0] < to }.map { curve[$0] }
    return [point(at: from, curve, lengths)] + inner + [point(at: to, curve, lengths)]
  }
}
