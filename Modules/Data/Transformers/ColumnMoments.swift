import Tensor

/// Mean and spread, least and largest value of each column of a tensor of shape [rows, columns], in one pass.
///
/// Rows are taken in blocks of a fixed size, each around its first row, and put together in a fixed order (Chan, Golub,
/// LeVeque 1979): the result is the same on any number of threads, and does not suffer from a large mean.
struct ColumnMoments {
  private(set) var count = 0
  private(set) var mean: [Double]
  /// Σ(x - mean)²
  private(set) var squares: [Double]
  private(set) var least: [Double]
  private(set) var largest: [Double]

  private static let blockRows = 2048

  init<Scalar: FloatingScalar>(_ tensor: Tensor<Scalar>, extremes: Bool = false) {
    let (rows, width) = (tensor.shape[0], tensor.shape[1])
    let blocks = (rows + Self.blockRows - 1) / Self.blockRows
    mean = Array(repeating: 0, count: width)
    squares = mean
    least = Array(repeating: .infinity, count: width)
    largest = Array(repeating: -.infinity, count: width)
    // Four figures a column and block: shift, sum, sum of squares or least, largest.
    var parts = Buffer<Double>(uninitialized: max(blocks * width * 3, 1))
    parts.withUnsafeMutable { parts in
      nonisolated(unsafe) let parts = parts
      tensor.withUnsafeScalars { scalars in
        nonisolated(unsafe) let scalars = scalars
        Workers.run(pieces: blocks) { claim in
          while let block = claim() {
            let range = block * Self.blockRows..<min((block + 1) * Self.blockRows, rows)
            let target = parts + block * width * 3
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
      let size = min(Self.blockRows, rows - block * Self.blockRows)
      parts.withUnsafe { extremes ? widen($0 + block * width * 3) : merge($0 + block * width * 3, size) }
    }
  }

  private mutating func merge(_ part: UnsafePointer<Double>, _ size: Int) {
    let (width, n, m) = (mean.count, Double(count), Double(size))
    for column in 0..<width {
      let (shift, sum, square) = (part[column], part[width + column], part[2 * width + column])
      let partMean = shift + sum / m
      let difference = partMean - mean[column]
      mean[column] += difference * m / (n + m)
      squares[column] += square - sum * sum / m + difference * difference * n * m / (n + m)
    }
    count += size
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
    let (shift, sum, square) = (target, target + width, target + 2 * width)
    for column in 0..<width {
      shift[column] = x[rows.lowerBound * width + column].asDouble
      sum[column] = 0
      square[column] = 0
    }
    for row in rows {
      let line = x + row * width
      for column in 0..<width {
        let difference = line[column].asDouble - shift[column]
        sum[column] += difference
        square[column] += difference * difference
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
        least[column] = min(least[column], line[column].asDouble)
        largest[column] = max(largest[column], line[column].asDouble)
      }
    }
  }
}

/// x · factor + offset for each column.
func scaled<Scalar: FloatingScalar>(_ x: Tensor<Scalar>, by factor: [Double], plus offset: [Double]) -> Tensor<Scalar> {
  let width = x.shape[1]
  return Tensor(shape: x.shape) { target in
    nonisolated(unsafe) let target = target
    x.withUnsafeScalars { source in
      nonisolated(unsafe) let source = source
      factor.withUnsafeBufferPointer { factors in
        offset.withUnsafeBufferPointer { offsets in
          nonisolated(unsafe) let (factors, offsets) = (factors.baseAddress, offsets.baseAddress)
          Parallelism.forEachRange(of: x.shape[0], grain: max(1, (1 << 15) / max(width, 1))) { rows in
            if let to = target.baseAddress as? UnsafeMutablePointer<Double> {
              scaleRows(to, source.baseAddress as! UnsafePointer<Double>, factors, offsets, width, rows)
            } else if let to = target.baseAddress as? UnsafeMutablePointer<Float> {
              scaleRows(to, source.baseAddress as! UnsafePointer<Float>, factors, offsets, width, rows)
            }
          }
        }
      }
    }
  }
}

private func scaleRows<Scalar: FloatingScalar>(
  _ target: UnsafeMutablePointer<Scalar>, _ source: UnsafePointer<Scalar>, _ factors: UnsafePointer<Double>?,
  _ offsets: UnsafePointer<Double>?, _ width: Int, _ rows: Range<Int>
) {
  guard let factors, let offsets else { return }
  for row in rows {
    let (to, from) = (target + row * width, source + row * width)
    for column in 0..<width { to[column] = Scalar(nearest: from[column].asDouble * factors[column] + offsets[column]) }
  }
}
