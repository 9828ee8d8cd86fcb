import Tensor

/// Finds how far to go along a direction so that the strong Wolfe conditions hold: brackets a point, then closes in on
/// it (Nocedal and Wright 2006, 3.5 and 3.6).
struct WolfeSearch<Scalar: FloatingScalar> {
  /// A point on the line.
  struct Point {
    var length: Double
    var loss: Double
    var gradient: Tensor<Scalar>
    var slope: Double
  }

  private let direction: Tensor<Scalar>
  private let start: Point
  private let evaluate: (Double) -> (Double, Tensor<Scalar>)
  /// How often the loss was evaluated.
  private(set) var evaluations = 0

  private var decrease: Double { 1e-4 }
  private var curvature: Double { 0.9 }

  init(
    direction: Tensor<Scalar>, loss: Double, gradient: Tensor<Scalar>, slope: Double,
    evaluate: @escaping (Double) -> (Double, Tensor<Scalar>)
  ) {
    self.direction = direction
    start = Point(length: 0, loss: loss, gradient: gradient, slope: slope)
    self.evaluate = evaluate
  }

  mutating func run(from first: Double, tolerance: Double, limit: Int) -> Point {
    var new = point(first), last = start
    var bracket: [Point]?
    var iteration = 0
    while iteration < limit {
      if isTooHigh(new) || (iteration > 1 && new.loss >= last.loss) || new.slope >= 0 && !isFlat(new) {
        bracket = [last, new]
        break
      }
      if isFlat(new) { return new }
      let (low, high) = (new.length + 0.01 * (new.length - last.length), new.length * 10)
      let next = Self.cubic(last, new, low...Swift.max(low, high))
      last = new
      new = point(next)
      iteration += 1
    }
    return close(bracket ?? [start, new], iteration, tolerance, limit)
  }

  /// Makes the bracket smaller until a point in it will do.
  private mutating func close(_ ends: [Point], _ first: Int, _ tolerance: Double, _ limit: Int) -> Point {
    var (low, high) = ends[0].loss <= ends[1].loss ? (ends[0], ends[1]) : (ends[1], ends[0])
    var isSlow = false
    var iteration = first
    let size = direction.greatest
    while iteration < limit, Swift.abs(high.length - low.length) * size >= tolerance {
      let (left, right) = (Swift.min(low.length, high.length), Swift.max(low.length, high.length))
      var t = Self.cubic(low, high, left...right)
      let margin = 0.1 * (right - left)
      if Swift.min(right - t, t - left) < margin {
        if isSlow || t >= right || t <= left {
          t = Swift.abs(t - right) < Swift.abs(t - left) ? right - margin : left + margin
          isSlow = false
        } else {
          isSlow = true
        }
      } else {
        isSlow = false
      }
      let new = point(t)
      iteration += 1
      if isTooHigh(new) || new.loss >= low.loss {
        high = new
        if high.loss < low.loss { swap(&low, &high) }
      } else {
        if isFlat(new) { return new }
        if new.slope * (high.length - low.length) >= 0 { high = low }
        low = new
      }
    }
    return low
  }

  private mutating func point(_ length: Double) -> Point {
    evaluations += 1
    let (loss, gradient) = evaluate(length)
    return Point(length: length, loss: loss, gradient: gradient, slope: gradient.dotted(direction))
  }

  private func isTooHigh(_ point: Point) -> Bool {
    point.loss > start.loss + decrease * point.length * start.slope
  }

  private func isFlat(_ point: Point) -> Bool { Swift.abs(point.slope) <= -curvature * start.slope }

  /// Where a cubic through two points, with their slopes, is least.
  private static func cubic(_ a: Point, _ b: Point, _ bounds: ClosedRange<Double>) -> Double {
    let (x, y) = a.length <= b.length ? (a, b) : (b, a)
    let d = x.slope + y.slope - 3 * (x.loss - y.loss) / (x.length - y.length)
    let square = d * d - x.slope * y.slope
    guard square >= 0 else { return (bounds.lowerBound + bounds.upperBound) / 2 }
    let root = square.squareRoot()
    let place = y.length - (y.length - x.length) * ((y.slope + root - d) / (y.slope - x.slope + 2 * root))
    return Swift.min(Swift.max(place, bounds.lowerBound), bounds.upperBound)
  }
}
