import Kernels

// From a checked operation to its kernel, without the scalar type: every elementwise operation passes here, and nothing
// here knows which one it is.

/// Elements that are worth handing to another thread, for a loop that only moves memory.
@inline(__always) var elementwiseGrain: Int { 1 << 16 }

extension Storage {
  /// f of every element; `reuse` lets the result take this storage's place when nobody else sees it.
  static func unary(
    _ operation: mk_unary_op, _ x: Storage, _ type: ScalarType? = nil, _ p: Double = 0, _ q: Double = 0,
    grain: Int = 1 << 15
  ) -> Storage {
    let kernel = mk_unary(operation, x.type.kernelType)!
    let type = type ?? x.type
    let result = x.isContiguous ? Storage.uninitialized(like: x, type) : Storage.uninitialized(x.shape, type)
    result.apply(kernel, x, p, q, grain)
    return result
  }

  /// Writes f of every element of `x`, which may be this storage itself.
  func apply(_ kernel: mk_unary_fn, _ x: Storage, _ p: Double, _ q: Double, _ grain: Int) {
    let count = self.count
    if x.isContiguous {
      if count <= grain { return kernel(data, x.data, 1, count, p, q) }
      let (out, input, outSize, inSize) = (data, x.data, type.size, x.type.size)
      return Parallelism.forEachRange(of: count, grain: grain) { range in
        kernel(out + range.lowerBound &* outSize, input + range.lowerBound &* inSize, 1, range.count, p, q)
      }
    }
    if x.prefersCopy { return apply(kernel, x.copied(), p, q, grain) }
    let walk = StridedWalk(shape: shape, self, x)
    let stride = walk.innerStrides.1
    walk.forEachRow(grain: grain) { _, out, input, length in kernel(out, input, stride, length, p, q) }
  }

  /// f of the elements of two storages of one type, broadcast to `shape`.
  static func binary(
    _ kernel: mk_binary_fn, _ a: Storage, _ b: Storage, _ operation: StaticString, _ type: ScalarType,
    grain: Int = elementwiseGrain
  ) -> Storage {
    if a.isContiguous && b.isContiguous && a.hasShape(of: b) {
      let result = Storage.uninitialized(like: a, type)
      kernelOverRanges(kernel, result, a, 1, b, 1, grain)
      return result
    }
    let result = Storage.uninitialized(Shape.broadcast(a.shape, b.shape, for: operation), type)
    result.apply(kernel, a, b, grain)
    return result
  }

  /// Writes f of two storages that broadcast to this one's shape; either may be this storage itself.
  func apply(_ kernel: mk_binary_fn, _ a: Storage, _ b: Storage, _ grain: Int) {
    let count = self.count
    if a.isContiguous && a.count == count {
      if b.isContiguous && b.count == count { return Storage.kernelOverRanges(kernel, self, a, 1, b, 1, grain) }
      if b.count == 1 { return Storage.kernelOverRanges(kernel, self, a, 1, b, 0, grain) }
    } else if a.count == 1 && b.isContiguous && b.count == count {
      return Storage.kernelOverRanges(kernel, self, a, 0, b, 1, grain)
    }
    if a.prefersCopy { return apply(kernel, a.copied(), b, grain) }
    if b.prefersCopy { return apply(kernel, a, b.copied(), grain) }
    let walk = StridedWalk(shape: shape, a, b)
    let strides = walk.innerStrides
    let (out, size) = (data, type.size)
    walk.forEachRow(grain: grain) { first, a, b, length in
      kernel(out + first &* size, a, strides.0, b, strides.1, length)
    }
  }

  @inline(__always)
  private static func kernelOverRanges(
    _ kernel: mk_binary_fn, _ result: Storage, _ a: Storage, _ sa: Int, _ b: Storage, _ sb: Int, _ grain: Int
  ) {
    let count = result.count
    let (out, left, right) = (result.data, a.data, b.data)
    if count <= grain { return kernel(out, left, sa, right, sb, count) }
    let (outSize, size) = (result.type.size, a.type.size)
    Parallelism.forEachRange(of: count, grain: grain) { range in
      let first = range.lowerBound
      kernel(
        out + first &* outSize, left + first &* sa &* size, sa, right + first &* sb &* size, sb, range.count)
    }
  }

  /// f of every element and one number of the same type.
  static func binary(
    _ kernel: mk_binary_fn, _ x: Storage, _ scalar: UnsafeRawPointer, scalarOnLeft: Bool, _ type: ScalarType
  ) -> Storage {
    let result = x.isContiguous ? Storage.uninitialized(like: x, type) : Storage.uninitialized(x.shape, type)
    result.apply(kernel, x, scalar, scalarOnLeft: scalarOnLeft)
    return result
  }

  /// Writes f of every element of `x`, which may be this storage itself, and one number.
  func apply(_ kernel: mk_binary_fn, _ x: Storage, _ scalar: UnsafeRawPointer, scalarOnLeft: Bool) {
    if !x.isContiguous { return apply(kernel, x.copied(), scalar, scalarOnLeft: scalarOnLeft) }
    let (out, input, size, count) = (data, x.data, x.type.size, x.count)
    let (stride, fixed) = scalarOnLeft ? (0, 1) : (1, 0)
    if count <= elementwiseGrain {
      return scalarOnLeft
        ? kernel(out, scalar, stride, input, fixed, count) : kernel(out, input, stride, scalar, fixed, count)
    }
    let outSize = type.size
    Parallelism.forEachRange(of: count, grain: elementwiseGrain) { range in
      let (to, from) = (out + range.lowerBound &* outSize, input + range.lowerBound &* size)
      scalarOnLeft
        ? kernel(to, scalar, stride, from, fixed, range.count) : kernel(to, from, stride, scalar, fixed, range.count)
    }
  }

  /// A large view whose innermost axis jumps through memory: copying it in blocks first is the faster way.
  var prefersCopy: Bool {
    guard count >= 1 << 12, rank >= 2, !isContiguous else { return false }
    let stride = stride(rank - 1)
    return stride != 0 && stride != 1
  }

  /// mask ? a : b
  static func select(_ mask: Storage, _ a: Storage, _ b: Storage, _ shape: Shape) -> Storage {
    let kernel = mk_select(a.type.kernelType)!
    let result = Storage.uninitialized(shape, a.type)
    let sides = [mask, a, b].map { side -> (Storage, Int) in
      side.count == 1 && result.count != 1 ? (side, 0) : (side.broadcast(to: shape).contiguous(), 1)
    }
    let (m, x, y) = (sides[0].0.data, sides[1].0.data, sides[2].0.data)
    let (sm, sx, sy) = (sides[0].1, sides[1].1, sides[2].1)
    let size = a.type.size
    let out = result.data
    withExtendedLifetime(sides) {
      Parallelism.forEachRange(of: result.count, grain: elementwiseGrain) { range in
        let first = range.lowerBound
        kernel(
          out + first * size, (m + first * sm).assumingMemoryBound(to: UInt8.self), sm, x + first * sx * size, sx,
          y + first * sy * size, sy, range.count)
      }
    }
    return result
  }

  /// Every element converted.
  static func cast(_ x: Storage, to type: ScalarType) -> Storage {
    let kernel = mk_cast(x.type.kernelType, type.kernelType)!
    let result = Storage.uninitialized(x.shape, type)
    let walk = StridedWalk(shape: x.shape, result, x)
    let stride = walk.innerStrides.1
    walk.forEachRow(grain: elementwiseGrain) { _, out, input, length in kernel(out, input, stride, length) }
    return result
  }
}
