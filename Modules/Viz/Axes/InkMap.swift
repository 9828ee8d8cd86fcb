/// A coarse map of how much of the plot is drawn on, by which the legend finds its place.
struct InkMap {
  private static let columns = 48
  private static let rows = 36

  private let plot: Rect
  private var weights = [Double](repeating: 0, count: columns * rows)

  init(plot: Rect) { self.plot = plot }

  mutating func add(_ point: Point, weight: Double = 1) {
    guard plot.contains(point) else { return }
    let column = min(Self.columns - 1, Int((point.x - plot.minX) / plot.width * Double(Self.columns)))
    let row = min(Self.rows - 1, Int((point.y - plot.minY) / plot.height * Double(Self.rows)))
    weights[row * Self.columns + column] += weight
  }

  /// Points; of very many only an even choice is looked at.
  mutating func add(points: [Point]) {
    for index in stride(from: 0, to: points.count, by: max(1, points.count / 4000)) { add(points[index]) }
  }

  /// A curve: about one sample for every cell that it crosses.
  mutating func add(curve points: [Point], weight: Double = 1) {
    let step = max(1, points.count / 4000)
    var last: Point?
    for index in stride(from: 0, to: points.count, by: step) {
      let point = points[index]
      if let last, point.isFinite, last.isFinite {
        let steps = Int(min(200, (point - last).length / (plot.width / Double(Self.columns))))
        for part in 0..<max(0, steps) {
          add(last + (point - last) * (Double(part + 1) / Double(steps + 1)), weight: weight)
        }
      }
      if point.isFinite { add(point, weight: weight) }
      last = point
    }
  }

  mutating func add(_ rect: Rect, weight: Double = 1) {
    let (width, height) = (plot.width / Double(Self.columns), plot.height / Double(Self.rows))
    for row in 0..<Self.rows {
      for column in 0..<Self.columns {
        let center = Point(plot.minX + (Double(column) + 0.5) * width, plot.minY + (Double(row) + 0.5) * height)
        if rect.contains(center) { weights[row * Self.columns + column] += weight }
      }
    }
  }

  /// How much is drawn inside a rectangle.
  func weight(in rect: Rect) -> Double {
    let (width, height) = (plot.width / Double(Self.columns), plot.height / Double(Self.rows))
    var sum = 0.0
    for row in 0..<Self.rows {
      let top = plot.minY + Double(row) * height
      guard top < rect.maxY, top + height > rect.minY else { continue }
      for column in 0..<Self.columns {
        let left = plot.minX + Double(column) * width
        guard left < rect.maxX, left + width > rect.minX else { continue }
        sum += weights[row * Self.columns + column]
      }
    }
    return sum
  }
}
