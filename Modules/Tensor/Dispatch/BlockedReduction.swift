import Kernels

/// One reduction cut into blocks by its shape alone, so that its bits do not depend on the number of threads.
struct BlockedReduction {
  let function: ReductionFunction
  let type: ScalarType

  /// Elements in a block: more than two of them in one reduction, and it is cut.
  static let block = 1 << 16
  /// From here on, columns are shared among threads rather than rows.
  static let manyColumns = 1 << 12

  private var kernel: mk_reduce_fn { mk_reduce(mk_reduce_op(function.rawValue), type.kernelType)! }
  private var size: Int { type.size }
  private var outSize: Int { function.resultType(type).size }

  /// Whether so few and so long reductions are to be cut; else they are dealt out whole.
  static func cuts(_ x: FoldedAxes) -> Bool { x.outer <= 8 && x.n > 1 && x.n &* x.inner > block * 2 }

  func run(_ x: FoldedAxes, into out: UnsafeMutableRawPointer) {
    let kernel = self.kernel
    let row = x.n &* x.inner
    if row &* x.outer <= Self.block && x.isDense { return kernel(out, x.data, x.outer, x.n, x.inner) }
    let (size, outSize) = (self.size, self.outSize)
    let (data, n, inner, step) = (x.data, x.n, x.inner, x.outerStride)
    if Self.cuts(x) {
      for item in 0..<x.outer { cut(data + item * step * size, n, inner, into: out + item * inner * outSize) }
      return
    }
    let isDense = x.isDense
    Parallelism.forEachRange(of: x.outer, grain: Swift.max(Self.block / Swift.max(row, 1), 1)) { range in
      if isDense {
        let first = range.lowerBound
        return kernel(out + first * inner * outSize, data + first * row * size, range.count, n, inner)
      }
      for item in range { kernel(out + item * inner * outSize, data + item * step * size, 1, n, inner) }
    }
  }

  /// [n, inner] shared among threads: by columns where there are enough of them, else in blocks of rows whose results
  /// are then reduced.
  private func cut(_ x: UnsafeMutableRawPointer, _ n: Int, _ inner: Int, into out: UnsafeMutableRawPointer) {
    if inner >= Self.manyColumns { return shareColumns(x, n, inner, into: out) }
    if function.isPositional { return locate(x, n, inner, into: out) }
    let rows = Self.block / inner
    let blocks = (n + rows - 1) / rows
    let partial = Storage.uninitialized([blocks, inner], function.resultType(type))
    let (to, size, outSize, kernel) = (partial.data, self.size, self.outSize, self.kernel)
    Parallelism.forEachRange(of: blocks, grain: 1) { range in
      for block in range {
        let first = block * rows
        kernel(to + block * inner * outSize, x + first * inner * size, 1, Swift.min(rows, n - first), inner)
      }
    }
    let combine = mk_reduce(mk_reduce_op(function.combining!.rawValue), partial.type.kernelType)!
    combine(out, to, 1, blocks, inner)
    withExtendedLifetime(partial) {}
  }

  private func shareColumns(
    _ x: UnsafeMutableRawPointer, _ n: Int, _ inner: Int, into out: UnsafeMutableRawPointer
  ) {
    let kernel = mk_reduce_columns(mk_reduce_op(function.rawValue), type.kernelType)!
    Parallelism.forEachRange(of: inner, grain: Swift.max(Self.block / n, 64)) { columns in
      kernel(out, x, 1, n, inner, columns.lowerBound, columns.count)
    }
  }

  /// Arg-reductions: where in each block, then which block's value wins; the first of equals.
  private func locate(_ x: UnsafeMutableRawPointer, _ n: Int, _ inner: Int, into out: UnsafeMutableRawPointer) {
    let rows = Self.block / inner
    let blocks = (n + rows - 1) / rows
    let size = self.size
    let places = Storage.uninitialized([blocks, inner], .int32)
    let values = Storage.uninitialized([blocks, inner], type)
    let kernel = self.kernel
    let (placeData, valueData) = (places.data, values.data)
    Parallelism.forEachRange(of: blocks, grain: 1) { range in
      for block in range {
        let first = block * rows
        kernel(placeData + block * inner * 4, x + first * inner * size, 1, Swift.min(rows, n - first), inner)
        for column in 0..<inner {
          let place = first + Int((placeData + (block * inner + column) * 4).load(as: Int32.self))
          (valueData + (block * inner + column) * size)
            .copyMemory(from: x + (place * inner + column) * size, byteCount: size)
        }
      }
    }
    kernel(out, valueData, 1, blocks, inner)
    for column in 0..<inner {
      let block = Int((out + column * 4).load(as: Int32.self))
      let place = (placeData + (block * inner + column) * 4).load(as: Int32.self)
      (out + column * 4).storeBytes(of: Int32(block * rows) + place, as: Int32.self)
    }
    withExtendedLifetime((places, values)) {}
  }
}
