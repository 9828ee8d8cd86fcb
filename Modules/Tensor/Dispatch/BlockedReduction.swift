import Kernels

/// One reduction cut into blocks by its shape alone, so that its bits do not depend on the number of threads.
struct BlockedReduction {
  let function: ReductionFunction
  let type: ScalarType

  /// Elements in a block: more than this in one reduction, and it is cut.
  private static let block = 1 << 16

  private var kernel: mk_reduce_fn { mk_reduce(mk_reduce_op(function.rawValue), type.kernelType)! }

  func run(_ x: Reduction.Folded, into out: UnsafeMutableRawPointer) {
    let row = x.n * x.inner
    if x.outer == 1 && row > Self.block * 2 && x.n > 1 {
      return function == .argmax || function == .argmin ? locate(x, into: out) : cut(x, into: out)
    }
    let kernel = self.kernel
    let (size, outSize) = (type.size, function.resultType(type).size)
    let data = x.data
    if row * x.outer <= Self.block { return kernel(out, data, x.outer, x.n, x.inner) }
    Parallelism.forEachRange(of: x.outer, grain: Swift.max(Self.block / Swift.max(row, 1), 1)) { range in
      kernel(
        out + range.lowerBound * x.inner * outSize, data + range.lowerBound * row * size, range.count, x.n, x.inner)
    }
  }

  /// The rows of [n, inner] in blocks, each reduced by itself, then the results reduced.
  private func cut(_ x: Reduction.Folded, into out: UnsafeMutableRawPointer) {
    let rows = Swift.max(Self.block / x.inner, 1)
    let blocks = (x.n + rows - 1) / rows
    let resultType = function.resultType(type)
    let partial = Storage.uninitialized([blocks, x.inner], resultType)
    let kernel = self.kernel
    let (to, from) = (partial.data, x.data)
    let (outSize, size) = (resultType.size * x.inner, type.size * x.inner)
    Parallelism.forEachRange(of: blocks, grain: 1) { range in
      for block in range {
        let first = block * rows
        kernel(to + block * outSize, from + first * size, 1, Swift.min(rows, x.n - first), x.inner)
      }
    }
    guard let combining = function.combining else { return }
    let combine = mk_reduce(mk_reduce_op(combining.rawValue), resultType.kernelType)!
    combine(out, to, 1, blocks, x.inner)
    withExtendedLifetime(partial) {}
  }

  /// Arg-reductions: where in each block, then which block's value wins; the first of equals.
  private func locate(_ x: Reduction.Folded, into out: UnsafeMutableRawPointer) {
    let rows = Swift.max(Self.block / x.inner, 1)
    let blocks = (x.n + rows - 1) / rows
    let inner = x.inner, size = type.size
    let places = Storage.uninitialized([blocks, inner], .int32)
    let values = Storage.uninitialized([blocks, inner], type)
    let kernel = self.kernel
    let (placeData, valueData, from) = (places.data, values.data, x.data)
    Parallelism.forEachRange(of: blocks, grain: 1) { range in
      for block in range {
        let first = block * rows
        kernel(placeData + block * inner * 4, from + first * inner * size, 1, Swift.min(rows, x.n - first), inner)
        for column in 0..<inner {
          let place = first + Int((placeData + (block * inner + column) * 4).load(as: Int32.self))
          (valueData + (block * inner + column) * size)
            .copyMemory(from: from + (place * inner + column) * size, byteCount: size)
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
