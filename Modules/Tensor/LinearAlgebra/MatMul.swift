import OpenBLAS

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
    if a.rank == 2 && b.rank == 2 {
      let (n, k, m) = (a.length(0), a.length(1), b.length(1))
      if k != b.length(0) { differ(a, b, k, b.length(0)) }
      var shape = Shape(unchecked: Extents(), rank: 2)
      shape.extents[0] = n
      shape.extents[1] = m
      let result = Storage.uninitialized(shape, a.type)
      let (x, y) = (a.readyForBLAS(), b.readyForBLAS())
      product(Matrix(x), Matrix(y), result.data, n, m, k, a.type)
      withExtendedLifetime((x, y)) {}
      return result
    }
    return general(a, b)
  }

  private static func differ(_ a: Storage, _ b: Storage, _ left: Int, _ right: Int) -> Never {
    fail("matmul: \(a.shape) and \(b.shape): inner dimensions \(left) and \(right) differ")
  }

  private static func general(_ a: Storage, _ b: Storage) -> Storage {
    guard a.rank > 0, b.rank > 0 else {
      fail("matmul: \(a.shape) and \(b.shape): a single number has no matrix product, use *")
    }
    let left = a.rank == 1 ? a.reshaped([1, a.count]) : a
    let right = b.rank == 1 ? b.reshaped([b.count, 1]) : b
    let (n, k, m) = (left.length(left.rank - 2), left.length(left.rank - 1), right.length(right.rank - 1))
    if k != right.length(right.rank - 2) { differ(a, b, k, right.length(right.rank - 2)) }
    let batch = Shape.broadcast(left.batchShape, right.batchShape, for: "matmul")
    var shape = batch
    if a.rank > 1 { shape = shape.inserting(n, at: shape.rank) }
    if b.rank > 1 { shape = shape.inserting(m, at: shape.rank) }
    let result = Storage.uninitialized(shape, a.type)
    // One matrix on the right for a whole stack of rows: one product of all rows.
    if right.rank == 2 && left.rank > 2 && left.isContiguous {
      let rows = left.reshaped([batch.volume * n, k])
      let matrix = right.readyForBLAS()
      product(Matrix(rows), Matrix(matrix), result.data, batch.volume * n, m, k, a.type)
      withExtendedLifetime((rows, matrix)) {}
      return result
    }
    let (x, y) = (
      left.readyForBLAS().broadcast(to: batch.inserting(n, at: batch.rank).inserting(k, at: batch.rank + 1)),
      right.readyForBLAS().broadcast(to: batch.inserting(k, at: batch.rank).inserting(m, at: batch.rank + 1))
    )
    let walk = StridedWalk(shape: batch, x.leadingAxes(batch.rank), y.leadingAxes(batch.rank))
    var (p, q) = (Matrix(x), Matrix(y))
    for item in 0..<batch.volume {
      (p.data, q.data) = walk.pointers(at: item)
      product(p, q, result.data + item * n * m * a.type.size, n, m, k, a.type)
    }
    withExtendedLifetime((x, y)) {}
    return result
  }

  /// How BLAS sees the last two axes of a storage: row-major rows `leading` apart, or the transpose of that.
  struct Matrix {
    var data: UnsafeMutableRawPointer
    let isTransposed: Bool
    let leading: Int

    init(_ x: Storage) {
      let rank = x.rank
      let (rows, columns) = (x.length(rank - 2), x.length(rank - 1))
      data = x.data
      isTransposed = !x.hasUnitColumns
      leading =
        isTransposed
        ? (columns <= 1 ? Swift.max(rows, 1) : x.stride(rank - 1))
        : (rows <= 1 ? Swift.max(columns, 1) : x.stride(rank - 2))
    }
  }

  /// out = a · b, out row-major.
  private static func product(
    _ a: Matrix, _ b: Matrix, _ out: UnsafeMutableRawPointer, _ n: Int, _ m: Int, _ k: Int, _ type: ScalarType
  ) {
    if n == 0 || m == 0 { return }
    if k == 0 {
      out.initializeMemory(as: UInt8.self, repeating: 0, count: n * m * type.size)
      return
    }
    _ = BLAS.isReady
    let (ta, tb) = (a.isTransposed ? CblasTrans : CblasNoTrans, b.isTransposed ? CblasTrans : CblasNoTrans)
    let (lda, ldb, ldc) = (blasint(a.leading), blasint(b.leading), blasint(m))
    switch type {
    case .float:
      cblas_sgemm(
        CblasRowMajor, ta, tb, blasint(n), blasint(m), blasint(k), 1, a.data.assumingMemoryBound(to: Float.self), lda,
        b.data.assumingMemoryBound(to: Float.self), ldb, 0, out.assumingMemoryBound(to: Float.self), ldc)
    case .double:
      cblas_dgemm(
        CblasRowMajor, ta, tb, blasint(n), blasint(m), blasint(k), 1, a.data.assumingMemoryBound(to: Double.self), lda,
        b.data.assumingMemoryBound(to: Double.self), ldb, 0, out.assumingMemoryBound(to: Double.self), ldc)
    case .int32: IntegerProduct<Int32>.run(a, b, out, n, m, k)
    case .int: IntegerProduct<Int>.run(a, b, out, n, m, k)
    case .uint8: IntegerProduct<UInt8>.run(a, b, out, n, m, k)
    case .bool: fail("matmul: truth values have no matrix product")
    }
  }
}

/// The product of integer matrices, which BLAS does not have; overflow wraps.
private enum IntegerProduct<Scalar: IntegerScalar> {
  static func run(
    _ a: MatrixProduct.Matrix, _ b: MatrixProduct.Matrix, _ out: UnsafeMutableRawPointer, _ n: Int, _ m: Int, _ k: Int
  ) {
    let x = a.data.assumingMemoryBound(to: Scalar.self), y = b.data.assumingMemoryBound(to: Scalar.self)
    let result = out.assumingMemoryBound(to: Scalar.self)
    let (xRow, xColumn) = a.isTransposed ? (1, a.leading) : (a.leading, 1)
    let (yRow, yColumn) = b.isTransposed ? (1, b.leading) : (b.leading, 1)
    Parallelism.forEachRange(of: n, grain: Swift.max((1 << 15) / (m * k), 1)) { rows in
      for row in rows {
        let to = result + row * m
        to.initialize(repeating: 0, count: m)
        for inner in 0..<k {
          let factor = x[row * xRow + inner * xColumn]
          let from = y + inner * yRow
          for column in 0..<m { to[column] &+= factor &* from[column &* yColumn] }
        }
      }
    }
  }
}

extension Storage {
  /// Whether the last axis has no gaps, and the one before steps over it.
  fileprivate var hasUnitColumns: Bool {
    let (rows, columns) = (length(rank - 2), length(rank - 1))
    return (stride(rank - 1) == 1 || columns <= 1) && (stride(rank - 2) >= columns || rows <= 1)
  }

  /// Itself if BLAS can read the last two axes as they lie, straight or transposed; a copy if not.
  fileprivate func readyForBLAS() -> Storage {
    let (rows, columns) = (length(rank - 2), length(rank - 1))
    let transposed = (stride(rank - 2) == 1 || rows <= 1) && (stride(rank - 1) >= rows || columns <= 1)
    return hasUnitColumns || transposed ? self : copied()
  }

  /// The shape without its last two axes.
  fileprivate var batchShape: Shape {
    var result = shape
    result.rank = Swift.max(rank - 2, 0)
    return result
  }

  /// The first axes alone, at index 0 of the others.
  fileprivate func leadingAxes(_ count: Int) -> Storage {
    var shape = self.shape
    shape.rank = count
    return view(shape, strides: strides, offset: 0)
  }
}
