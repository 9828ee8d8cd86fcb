import Kernels

/// Variances and their roots: sums of squared deviations from the mean, cut into blocks by the shape alone, kept in
/// Double up to the last step so that the squares of Floats neither overflow nor vanish.
struct BlockedMoments {
  let type: ScalarType
  /// What the sums are divided by.
  let divisor: Double
  let isRoot: Bool

  private var kernel: mk_moments_fn { mk_moments(type.kernelType)! }

  func run(_ x: FoldedAxes, into result: Storage) {
    let count = result.count
    let scratch = Storage.uninitialized([2, count], .double)
    let means = scratch.data.assumingMemoryBound(to: Double.self)
    let squares = means + count
    let kernel = self.kernel
    let (size, data, n, inner, step) = (type.size, x.data, x.n, x.inner, x.outerStride)
    if BlockedReduction.cuts(x) && inner >= BlockedReduction.manyColumns {
      let kernel = mk_moments_columns(type.kernelType)!
      for item in 0..<x.outer {
        let (to, from) = (item * inner, data + item * step * size)
        Parallelism.forEachRange(of: inner, grain: Swift.max(BlockedReduction.block / n, 64)) { columns in
          kernel(means + to, squares + to, from, 1, n, inner, columns.lowerBound, columns.count)
        }
      }
    } else if BlockedReduction.cuts(x) {
      for item in 0..<x.outer { cut(data + item * step * size, n, inner, into: squares + item * inner) }
    } else {
      let row = n &* inner
      Parallelism.forEachRange(of: x.outer, grain: Swift.max((1 << 15) / Swift.max(row, 1), 1)) { range in
        for item in range {
          kernel(means + item * inner, squares + item * inner, data + item * step * size, 1, n, inner)
        }
      }
    }
    if type == .float {
      finish(squares, count, result.data.assumingMemoryBound(to: Float.self))
    } else {
      finish(squares, count, result.data.assumingMemoryBound(to: Double.self))
    }
    withExtendedLifetime(scratch) {}
  }

  private func finish<Scalar: FloatingScalar>(
    _ squares: UnsafePointer<Double>, _ count: Int, _ out: UnsafeMutablePointer<Scalar>
  ) {
    for item in 0..<count {
      let variance = squares[item] / divisor
      out[item] = Scalar(nearest: isRoot ? variance.squareRoot() : variance)
    }
  }

  /// [n, inner] in blocks, whose moments are then put together (Chan, Golub and LeVeque 1979).
  private func cut(_ x: UnsafeMutableRawPointer, _ n: Int, _ inner: Int, into out: UnsafeMutablePointer<Double>) {
    let rows = BlockedReduction.block / inner
    let blocks = (n + rows - 1) / rows
    let scratch = Storage.uninitialized([2, blocks, inner], .double)
    let means = scratch.data.assumingMemoryBound(to: Double.self)
    let squares = means + blocks * inner
    let (size, kernel) = (type.size, self.kernel)
    Parallelism.forEachRange(of: blocks, grain: 1) { range in
      for block in range {
        let first = block * rows, at = block * inner
        kernel(means + at, squares + at, x + first * inner * size, 1, Swift.min(rows, n - first), inner)
      }
    }
    for column in 0..<inner {
      var count = 0.0, mean = 0.0, sum = 0.0
      for block in 0..<blocks {
        let size = Double(Swift.min(rows, n - block * rows))
        let delta = means[block * inner + column] - mean
        let total = count + size
        mean += delta * size / total
        sum += squares[block * inner + column] + delta * delta * count * size / total
        count = total
      }
      out[column] = sum
    }
    withExtendedLifetime(scratch) {}
  }
}
