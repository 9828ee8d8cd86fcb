/// The matrix product, as PyTorch's `matmul` has it.
///
/// [n, k] · [k, m] → [n, m]; a vector on the left is a row, on the right a column, and the axis goes away again; axes
/// before the last two are batches, and broadcast. Transposed operands are not copied.
///
/// Traps where the inner dimensions differ, or a side is a single number.
public func matmul<Scalar: NumericScalar>(_ left: Tensor<Scalar>, _ right: Tensor<Scalar>) -> Tensor<Scalar> {
  Tensor(MatrixProduct.run(left.storage, right.storage))
}

extension Tensor where Scalar: NumericScalar {
  /// The matrix product: `matmul(left, right)`.
  public static func • (left: Tensor, right: Tensor) -> Tensor { matmul(left, right) }
}

enum MatrixProduct {
  static func run(_ a: Storage, _ b: Storage) -> Storage {
    guard a.rank == 2 && b.rank == 2 else { return general(a, b) }
    let (n, k, m) = (a.length(0), a.length(1), b.length(1))
    if k != b.length(0) { differ(a, b, k, b.length(0)) }
    let result = Storage.uninitialized(rows: n, columns: m, a.type)
    MatrixSides(a, b).multiply(into: result.data, n, m, k, a.type)
    return result
  }

  private static func differ(_ a: Storage, _ b: Storage, _ left: Int, _ right: Int) -> Never {
    fail("matmul: \(a.shape) and \(b.shape): inner dimensions \(left) and \(right) differ")
  }

  /// Two long vectors, as many rows times as many columns, and what is left over: shared among threads, in an order of
  /// additions that depends on the length alone. nil where they are not long.
  private static func longDot(_ a: Storage, _ b: Storage) -> Storage? {
    let length = 1 << 15, parts = a.count / length, whole = parts * length
    guard parts > 1, a.count == b.count, a.isContiguous, b.isContiguous else { return nil }
    func part(_ x: Storage, _ start: Int, _ count: Int) -> Storage {
      x.view([count], strides: x.layout.strides, offset: start)
    }
    let products = general(
      part(a, 0, whole).reshaped([parts, 1, length]), part(b, 0, whole).reshaped([parts, length, 1]))
    let total = Storage.cast(Reduction.all.run(.sum, products), to: a.type)
    if whole == a.count { return total }
    let rest = general(part(a, whole, a.count - whole), part(b, whole, a.count - whole))
    return .binary(BinaryFunction.add.kernel(a.type), total, rest, "+", a.type)
  }

  /// Vectors and batches.
  private static func general(_ a: Storage, _ b: Storage) -> Storage {
    guard a.rank > 0, b.rank > 0 else {
      fail("matmul: \(a.shape) and \(b.shape): a single number has no matrix product, use *")
    }
    if a.rank == 1, b.rank == 1, let result = longDot(a, b) { return result }
    let left = a.rank == 1 ? a.reshaped([1, a.count]) : a
    let right = b.rank == 1 ? b.reshaped([b.count, 1]) : b
    let (n, k, m) = (left.length(left.rank - 2), left.length(left.rank - 1), right.length(right.rank - 1))
    if k != right.length(right.rank - 2) { differ(a, b, k, right.length(right.rank - 2)) }
    let batch = Shape.broadcast(left.shape.batch, right.shape.batch, for: "matmul")
    var shape = batch
    if a.rank > 1 { shape = shape.inserting(n, at: shape.rank) }
    if b.rank > 1 { shape = shape.inserting(m, at: shape.rank) }
    let result = Storage.uninitialized(shape, a.type)
    // One matrix on the right for a whole stack of rows: one product of all rows.
    if right.rank == 2 && left.rank > 2 && left.isContiguous {
      let rows = left.reshaped([batch.volume * n, k])
      MatrixSides(rows, right).multiply(into: result.data, batch.volume * n, m, k, a.type)
      return result
    }
    var (x, y) = (left.layout, right.layout)
    x.shape.rank -= 2
    y.shape.rank -= 2
    let walk = StridedWalk(shape: batch, x, y)
    let sides = MatrixSides(left, right)
    let bytes = n * m * a.type.size
    // Small products are dealt out whole, large ones are shared each.
    let items = MatrixSides.isShared(n, m, k) ? .max : Swift.max((1 << 18) / Swift.max(n &* m &* k, 1), 1)
    Parallelism.forEachRange(of: batch.volume, grain: items) { range in
      var sides = sides
      for item in range {
        (sides.a.data, sides.b.data) = walk.pointers(at: item)
        sides.multiply(into: result.data + item * bytes, n, m, k, a.type)
      }
    }
    withExtendedLifetime((left, right)) {}
    return result
  }
}
