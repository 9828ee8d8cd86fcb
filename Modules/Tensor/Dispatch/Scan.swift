import Kernels

/// Functions along one axis whose result has the shape of their input: running sums and products, softmax.
enum Scan {
  /// `body` on ranges of the outer part of a contiguous [outer, n, inner].
  private static func forEachPart(
    _ shape: Shape, _ axis: Int, _ body: (_ first: Int, _ count: Int, _ n: Int, _ inner: Int) -> Void
  ) {
    let volume = shape.volume
    if volume == 0 { return }
    let n = shape.rank == 0 ? 1 : shape.extents[axis]
    var inner = 1, next = axis + 1
    while next < shape.rank {
      inner *= shape.extents[next]
      next += 1
    }
    let row = n * inner
    Parallelism.forEachRange(of: volume / row, grain: Swift.max((1 << 13) / row, 1)) { range in
      body(range.lowerBound * row, range.count, n, inner)
    }
  }

  static func run(_ operation: mk_scan_op, _ x: Storage, _ axis: Int, _ name: StaticString) -> Storage {
    let axis = x.shape.resolve(reducedAxis: axis, for: name)
    let kernel = mk_scan(operation, x.type.kernelType)!
    let x = x.contiguous()
    let result = Storage.uninitialized(x.shape, x.type)
    let (to, from, size) = (result.data, x.data, x.type.size)
    forEachPart(x.shape, axis) { first, count, n, inner in
      kernel(to + first * size, from + first * size, count, n, inner)
    }
    withExtendedLifetime(x) {}
    return result
  }

  /// The gradient of softmax or log-softmax along one axis, from its result.
  static func gradient(_ operation: mk_scan_op, gradient: Storage, y: Storage, axis: Int) -> Storage {
    let axis = y.shape.resolve(reducedAxis: axis, for: "softmax")
    let kernel = mk_scan_gradient(operation, y.type.kernelType)!
    let (g, y) = (gradient.contiguous(), y.contiguous())
    let result = Storage.uninitialized(y.shape, y.type)
    let (to, gd, yd, size) = (result.data, g.data, y.data, y.type.size)
    forEachPart(y.shape, axis) { first, count, n, inner in
      kernel(to + first * size, gd + first * size, yd + first * size, count, n, inner)
    }
    withExtendedLifetime((g, y)) {}
    return result
  }
}
