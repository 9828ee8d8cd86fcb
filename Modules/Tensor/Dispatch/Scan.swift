import Kernels

/// Functions along one axis whose result has the shape of their input: running sums and products, softmax.
enum Scan {
  /// A shape as a contiguous [outer, n, inner], the axis in the middle, shared among threads.
  private struct Parts {
    let outer: Int, n: Int, inner: Int

    init(_ shape: Shape, _ axis: Int) {
      var (outer, inner) = (1, 1)
      for other in 0..<shape.rank {
        if other < axis { outer *= shape.extents[other] }
        if other > axis { inner *= shape.extents[other] }
      }
      n = shape.rank == 0 ? 1 : shape.extents[axis]
      (self.outer, self.inner) = (outer, inner)
    }

    private static let grain = 1 << 13

    /// Whether there are columns to share and too little else.
    var sharesColumns: Bool { outer < 8 && inner >= 128 && outer * n * inner > Self.grain }

    func forEachRange(_ body: (_ first: Int, _ outer: Int) -> Void) {
      let row = n * inner
      Parallelism.forEachRange(of: outer, grain: Swift.max(Self.grain / row, 1)) { range in
        body(range.lowerBound * row, range.count)
      }
    }

    func forEachColumns(_ body: (_ first: Int, _ count: Int) -> Void) {
      Parallelism.forEachRange(of: inner, grain: Swift.max(Self.grain / (outer * n), 64)) {
        body($0.lowerBound, $0.count)
      }
    }
  }

  static func run(_ operation: mk_scan_op, _ x: Storage, _ axis: Int, _ name: StaticString) -> Storage {
    let parts = Parts(x.shape, x.shape.resolve(axis: axis, for: name))
    // Running sums and products of integers are Int, as the sums are.
    let x = x.type.isFloating ? x.contiguous() : Storage.cast(x, to: .int).contiguous()
    let result = Storage.uninitialized(like: x, x.type)
    if result.count == 0 { return result }
    let (to, from, size) = (result.data, x.data, x.type.size)
    if parts.sharesColumns {
      let kernel = mk_scan_columns(operation, x.type.kernelType)!
      parts.forEachColumns { first, count in kernel(to, from, parts.outer, parts.n, parts.inner, first, count) }
    } else {
      let kernel = mk_scan(operation, x.type.kernelType)!
      parts.forEachRange { first, outer in
        kernel(to + first * size, from + first * size, outer, parts.n, parts.inner)
      }
    }
    withExtendedLifetime(x) {}
    return result
  }

  /// The gradient of softmax or log-softmax along one axis, from its result.
  static func gradient(_ operation: mk_scan_op, gradient: Storage, y: Storage, axis: Int) -> Storage {
    let parts = Parts(y.shape, y.shape.resolve(axis: axis, for: "softmax"))
    let (g, y) = (gradient.contiguous(), y.contiguous())
    let result = Storage.uninitialized(like: y, y.type)
    if result.count == 0 { return result }
    let (to, gd, yd, size) = (result.data, g.data, y.data, y.type.size)
    if parts.sharesColumns {
      let kernel = mk_scan_gradient_columns(operation, y.type.kernelType)!
      parts.forEachColumns { first, count in kernel(to, gd, yd, parts.outer, parts.n, parts.inner, first, count) }
    } else {
      let kernel = mk_scan_gradient(operation, y.type.kernelType)!
      parts.forEachRange { first, outer in
        kernel(to + first * size, gd + first * size, yd + first * size, outer, parts.n, parts.inner)
      }
    }
    withExtendedLifetime((g, y)) {}
    return result
  }
}
