import Kernels

/// Sums of squared deviations from the mean, cut into blocks by the shape alone.
struct BlockedMoments {
  let type: ScalarType

  private var kernel: mk_moments_fn { mk_moments(type.kernelType)! }

  func run(_ x: FoldedAxes, into result: Storage) {
    let means = Storage.uninitialized(result.shape, type)
    let kernel = self.kernel
    let (size, out, mean) = (type.size, result.data, means.data)
    let (data, n, inner, step) = (x.data, x.n, x.inner, x.outerStride)
    if BlockedReduction.cuts(x) && inner >= BlockedReduction.manyColumns {
      let kernel = mk_moments_columns(type.kernelType)!
      for item in 0..<x.outer {
        let (to, from) = (item * inner * size, data + item * step * size)
        Parallelism.forEachRange(of: inner, grain: Swift.max(BlockedReduction.block / n, 64)) { columns in
          kernel(mean + to, out + to, from, 1, n, inner, columns.lowerBound, columns.count)
        }
      }
    } else if BlockedReduction.cuts(x) {
      for item in 0..<x.outer { cut(data + item * step * size, n, inner, into: out + item * inner * size) }
    } else {
      let row = n &* inner
      Parallelism.forEachRange(of: x.outer, grain: Swift.max((1 << 15) / Swift.max(row, 1), 1)) { range in
        for item in range {
          kernel(mean + item * inner * size, out + item * inner * size, data + item * step * size, 1, n, inner)
        }
      }
    }
    withExtendedLifetime(means) {}
  }

  /// [n, inner] in blocks, whose moments are then put together (Chan, Golub and LeVeque 1979).
  private func cut(_ x: UnsafeMutableRawPointer, _ n: Int, _ inner: Int, into out: UnsafeMutableRawPointer) {
    let rows = BlockedReduction.block / inner
    let blocks = (n + rows - 1) / rows
    let means = Storage.uninitialized([blocks, inner], type)
    let squares = Storage.uninitialized([blocks, inner], type)
    let (mean, square, size, kernel) = (means.data, squares.data, type.size, self.kernel)
    Parallelism.forEachRange(of: blocks, grain: 1) { range in
      for block in range {
        let first = block * rows
        kernel(
          mean + block * inner * size, square + block * inner * size, x + first * inner * size, 1,
          Swift.min(rows, n - first), inner)
      }
    }
    if type == .float {
      Self.combine(Float.self, mean, square, n, rows, inner, out)
    } else {
      Self.combine(Double.self, mean, square, n, rows, inner, out)
    }
    withExtendedLifetime((means, squares)) {}
  }

  private static func combine<Scalar: FloatingScalar>(
    _: Scalar.Type, _ means: UnsafeMutableRawPointer, _ squares: UnsafeMutableRawPointer, _ n: Int, _ rows: Int,
    _ inner: Int, _ out: UnsafeMutableRawPointer
  ) {
    let means = means.assumingMemoryBound(to: Scalar.self), squares = squares.assumingMemoryBound(to: Scalar.self)
    let out = out.assumingMemoryBound(to: Scalar.self)
    for column in 0..<inner {
      var count = 0.0, mean = 0.0, sum = 0.0
      for block in 0..<((n + rows - 1) / rows) {
        let size = Double(Swift.min(rows, n - block * rows))
        let delta = means[block * inner + column].asDouble - mean
        let total = count + size
        mean += delta * size / total
        sum += squares[block * inner + column].asDouble + delta * delta * count * size / total
        count = total
      }
      out[column] = Scalar(nearest: sum)
    }
  }
}
