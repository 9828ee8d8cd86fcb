import Tensor

/// Mean and spread, least and largest value of each column of a tensor of shape [rows, columns], in one pass. Missing
/// values, NaN, are left out.
///
/// Rows are taken in blocks of a fixed size, each around its first row, and put together in a fixed order (Chan, Golub,
/// LeVeque 1979): the result is the same on any number of threads, and does not suffer from a large mean.
struct ColumnMoments {
  /// How many values of each column are there.
  private(set) var count: [Double]
  /// NaN where there is no value, as the two extremes.
  private(set) var mean: [Double]
  /// Σ(x - mean)²
  private(set) var squares: [Double]
  private(set) var least: [Double]
  private(set) var largest: [Double]

  private static let blockRows = 2048
  /// Figures for each column of a block: shift, sum, sum of squares, count; or least and largest.
  private static let figures = 4

  init<Scalar: FloatingScalar>(_ tensor: Tensor<Scalar>, extremes: Bool = false) {
    let (rows, width) = (tensor.shape[0], tensor.shape[1])
    let blocks = (rows + Self.blockRows - 1) / Self.blockRows
    mean = Array(repeating: 0, count: width)
    (count, squares) = (mean, mean)
    least = Array(repeating: .infinity, count: width)
    largest = Array(repeating: -.infinity, count: width)
    var parts = Buffer<Double>(uninitialized: max(blocks * width * Self.figures, 1))
    parts.withUnsafeMutable { parts in
      nonisolated(unsafe) let parts = parts
      tensor.withUnsafeScalars { scalars in
        nonisolated(unsafe) let scalars = scalars
        Workers.run(pieces: blocks) { claim in
          while let block = claim() {
            let range = block * Self.blockRows..<min((block + 1) * Self.blockRows, rows)
            let target = parts + block * width * Self.figures
            // Here the type is known, so that the loops are made for it.
            if let start = scalars.baseAddress as? UnsafePointer<Double> {
              extremes ? Self.extremes(start, range, width, target) : Self.sums(start, range, width, target)
            } else if let start = scalars.baseAddress as? UnsafePointer<Float> {
              extremes ? Self.extremes(start, range, width, target) : Self.sums(start, range, width, target)
            }
          }
        }
      }
    }
    for block in 0..<blocks {
      parts.withUnsafe {
        let part = $0 + block * width * Self.figures
        extremes ? widen(part) : merge(part)
      }
    }
    for column in 0..<width {
      if extremes, least[column] > largest[column] { (least[column], largest[column]) = (.nan, .nan) }
      if !extremes, count[column] == 0 { mean[column] = .nan }
    }
  }

  private mutating func merge(_ part: UnsafePointer<Double>) {
    let width = mean.count
    for column in 0..<width {
      let (shift, sum, square) = (part[column], part[width + column], part[2 * width + column])
      let (n, m) = (count[column], part[3 * width + column])
      if m == 0 { continue }
      let (partMean, partSquares) = (shift + sum / m, square - sum * sum / m)
      let difference = partMean - mean[column]
      if n == 0 {
        (mean[column], squares[column]) = (partMean, partSquares)
      } else {
        mean[column] += difference * m / (n + m)
        squares[column] += partSquares + difference * difference * n * m / (n + m)
      }
      count[column] += m
    }
  }

  private mutating func widen(_ part: UnsafePointer<Double>) {
    for column in 0..<mean.count {
      least[column] = min(least[column], part[column])
      largest[column] = max(largest[column], part[mean.count + column])
    }
  }

  private static func sums<Scalar: FloatingScalar>(
    _ x: UnsafePointer<Scalar>, _ rows: Range<Int>, _ width: Int, _ target: UnsafeMutablePointer<Double>
  ) {
    let (shift, sum, square, count) = (target, target + width, target + 2 * width, target + 3 * width)
    for column in 0..<width {
      shift[column] = x[rows.lowerBound * width + column].asDouble
      sum[column] = 0
      square[column] = 0
      count[column] = Double(rows.count)
    }
    for row in rows {
      let line = x + row * width
      for column in 0..<width {
        let difference = line[column].asDouble - shift[column]
        sum[column] += difference
        square[column] += difference * difference
      }
    }
    for column in 0..<width where sum[column].isNaN {
      let present = rows.lazy.map { x[$0 * width + column].asDouble }.filter { !$0.isNaN }
      shift[column] = present.first ?? 0
      (sum[column], square[column], count[column]) = (0, 0, 0)
      for value in present {
        let difference = value - shift[column]
        sum[column] += difference
        square[column] += difference * difference
        count[column] += 1
      }
    }
  }

  private static func extremes<Scalar: FloatingScalar>(
    _ x: UnsafePointer<Scalar>, _ rows: Range<Int>, _ width: Int, _ target: UnsafeMutablePointer<Double>
  ) {
    let (least, largest) = (target, target + width)
    for column in 0..<width {
      least[column] = .infinity
      largest[column] = -.infinity
    }
    for row in rows {
      let line = x + row * width
      for column in 0..<width {
        // A comparison with NaN is false.
        let value = line[column].asDouble
        least[column] = value < least[column] ? value : least[column]
        largest[column] = value > largest[column] ? value : largest[column]
      }
    }
  }
}

/// (x - origin) · factor + offset for each column: what is near the origin keeps its digits.
func scaled<Scalar: FloatingScalar>(
  _ x: Tensor<Scalar>, from origin: [Double], by factor: [Double], plus offset: [Double]
) -> Tensor<Scalar> {
  let width = x.shape[1]
  let figures = origin + factor + offset
  return Tensor(shape: x.shape) { target in
    nonisolated(unsafe) let target = target
    x.withUnsafeScalars { source in
      nonisolated(unsafe) let source = source
      figures.withUnsafeBufferPointer { figures in
        nonisolated(unsafe) let figures = figures.baseAddress
        Parallelism.forEachRange(of: x.shape[0], grain: max(1, (1 << 15) / max(width, 1))) { rows in
          if let to = target.baseAddress as? UnsafeMutablePointer<Double> {
            scaleRows(to, source.baseAddress as! UnsafePointer<Double>, figures, width, rows)
          } else if let to = target.baseAddress as? UnsafeMutablePointer<Float> {
            scaleRows(to, source.baseAddress as! UnsafePointer<Float>, figures, width, rows)
          }
        }
      }
    }
  }
}

private func scaleRows<Scalar: FloatingScalar>(
  _ target: UnsafeMutablePointer<Scalar>, _ source: UnsafePointer<Scalar>, _ figures: UnsafePointer<Double>?,
  _ width: Int, _ rows: Range<Int>
) {
  guard let origins = figures else { return }
  let (factors, offsets) = (origins + width, origins + 2 * width)
  for row in rows {
    let (to, from) = (target + row * width, source + row * width)
    for column in 0..<width {
      to[column] = Scalar(nearest: (from[column].asDouble - origins[column]) * factors[column] + offsets[column])
    }
  }
}
