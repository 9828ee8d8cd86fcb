import OpenBLAS

extension Linalg {
  /// X with matrix · X = right: [n, n] and [n] or [n, k] → the shape of `right`; batches broadcast. By LU with partial
  /// pivoting (LAPACK getrf, getrs).
  ///
  /// Throws `LinalgError.singular`. Traps unless the matrix is square and as high as `right`.
  public static func solve<Scalar: FloatingScalar>(
    _ matrix: Tensor<Scalar>, _ right: Tensor<Scalar>
  ) throws(LinalgError) -> Tensor<Scalar> {
    checkSquare(matrix.storage, "solve")
    let isVector =
      right.rank == 1 || (right.rank == matrix.rank - 1 && Array(right.shape) == Array(matrix.shape.dropLast()))
    let columns = isVector ? right.unsqueezed(axis: -1) : right
    let n = matrix.shape[matrix.rank - 1]
    guard columns.rank >= 2, columns.shape[columns.rank - 2] == n else {
      fail("solve: \(matrix.shape) and \(right.shape): the right side needs \(n) rows")
    }
    let batch = Shape.broadcast(matrix.shape.batch, columns.shape.batch, for: "solve")
    let factors = MatrixStack(copying: matrix.broadcast(to: batch.appending(n, n)).storage)
    let count = columns.shape[columns.rank - 1]
    let values = MatrixStack(
      copying: columns.broadcast(to: batch.appending(n, count)).storage.transposedMatrices())
    let lapack = LAPACK(Scalar.scalarType)
    var pivots = [blasint](repeating: 0, count: n)
    if n > 0 {
      for item in 0..<factors.count {
        // Row-major rows are LAPACK's columns, so it is given the transpose, and solves with the transpose of that.
        let info = lapack.factorize(rows: n, columns: n, factors.start(item), &pivots)
        if info > 0 { throw .singular(operation: "solve", shape: matrix.shape, pivot: info, matrix: item) }
        if count > 0 { lapack.solveTransposed(n, count: count, factors.start(item), pivots, values.start(item)) }
      }
    }
    let result = Tensor<Scalar>(values.transposed.storage)
    return isVector ? result.squeezed(axis: -1) : result
  }

  /// The X for which |matrix · X − right| is least, and among them that of least norm: [m, n] and [m] or [m, k] → [n] or
  /// [n, k]. By singular values (LAPACK gelsd); those below `tolerance` of the greatest count as 0, by default max(m, n) · ε.
  ///
  /// Traps unless `right` is as high as the matrix, with the same batch.
  public static func lstsq<Scalar: FloatingScalar>(
    _ matrix: Tensor<Scalar>, _ right: Tensor<Scalar>, tolerance: Double? = nil
  ) -> Tensor<Scalar> {
    checkMatrix(matrix.storage, "lstsq")
    let columns = right.rank == matrix.rank - 1 ? right.unsqueezed(axis: -1) : right
    let (m, n) = (matrix.shape[matrix.rank - 2], matrix.shape[matrix.rank - 1])
    guard columns.rank == matrix.rank, columns.shape[columns.rank - 2] == m,
      columns.shape.batch == matrix.shape.batch
    else { fail("lstsq: \(matrix.shape) and \(right.shape): the right side needs \(m) rows and the same batch") }
    let count = columns.shape[columns.rank - 1]
    let resultShape = matrix.shape.batch.appending(n, count)
    var result: Tensor<Scalar>
    if m == 0 || n == 0 || count == 0 {
      result = .zeros(resultShape)
    } else {
      result = solution(matrix, columns, count, tolerance)
    }
    return columns.rank == right.rank ? result : result.squeezed(axis: -1)
  }

  private static func solution<Scalar: FloatingScalar>(
    _ matrix: Tensor<Scalar>, _ right: Tensor<Scalar>, _ count: Int, _ tolerance: Double?
  ) -> Tensor<Scalar> {
    let (m, n) = (matrix.shape[matrix.rank - 2], matrix.shape[matrix.rank - 1])
    let height = Swift.max(m, n)
    let a = MatrixStack(copying: matrix.storage.transposedMatrices())
    let b = Tensor<Scalar>.zeros(matrix.shape.batch.appending(count, height))
    b.sliced(axis: b.rank - 1, start: 0, step: 1, length: m).storage.fill(from: right.storage.transposedMatrices())
    let values = Tensor<Scalar>.zeros([Swift.min(m, n)])
    let stack = MatrixStack(b.storage)
    let lapack = LAPACK(Scalar.scalarType)
    for item in 0..<a.count
    where !a.isFinite(item) || !stack.isFinite(item)
      || lapack.leastSquares(
        rows: m, columns: n, count: count, a.start(item), stack.start(item), values.storage.data, tolerance: tolerance)
        != 0
    {
      stack.spoil(item)
    }
    return b.sliced(axis: b.rank - 1, start: 0, step: 1, length: n).transposed(-1, -2).contiguous()
  }

  /// The inverse of square matrices (LAPACK getrf, getri).
  ///
  /// Throws `LinalgError.singular`. Traps unless the matrices are square.
  public static func inverse<Scalar: FloatingScalar>(
    _ matrix: Tensor<Scalar>
  ) throws(LinalgError) -> Tensor<Scalar> {
    checkSquare(matrix.storage, "inverse")
    let stack = MatrixStack(copying: matrix.storage)
    let lapack = LAPACK(Scalar.scalarType)
    var pivots = [blasint](repeating: 0, count: stack.rows)
    if stack.rows == 0 { return matrix }
    for item in 0..<stack.count {
      // The inverse of the transpose is the transpose of the inverse.
      let info = lapack.factorize(rows: stack.rows, columns: stack.rows, stack.start(item), &pivots)
      if info > 0 { throw .singular(operation: "inverse", shape: matrix.shape, pivot: info, matrix: item) }
      lapack.invert(stack.rows, stack.start(item), pivots)
    }
    return Tensor(stack.storage)
  }

  /// The sign of the determinant and the logarithm of its size, from LU factors: […, n, n] → […] and […]. Where the
  /// determinant itself would overflow or vanish they do not; 0 and −∞ for a singular matrix. Equals PyTorch's
  /// `linalg.slogdet`.
  ///
  /// Traps unless the matrices are square.
  public static func slogdet<Scalar: FloatingScalar>(
    _ matrix: Tensor<Scalar>
  ) -> (sign: Tensor<Scalar>, logAbsDet: Tensor<Scalar>) {
    checkSquare(matrix.storage, "slogdet")
    let diagonals = factors(matrix)
    let signs = diagonals.factors.diagonal(axis1: -2, axis2: -1)
    return (sign(signs).prod(axis: -1) * diagonals.parity, log(abs(signs)).sum(axis: -1))
  }

  /// The determinant of square matrices, from their LU factors: […, n, n] → […]. 0 for a singular one, 1 for n = 0.
  ///
  /// Traps unless the matrices are square.
  public static func det<Scalar: FloatingScalar>(_ matrix: Tensor<Scalar>) -> Tensor<Scalar> {
    checkSquare(matrix.storage, "det")
    let (factors, parity) = factors(matrix)
    return factors.diagonal(axis1: -2, axis2: -1).prod(axis: -1) * parity
  }

  /// LU factors, and 1 or −1 as their rows were exchanged an even or an odd number of times.
  private static func factors<Scalar: FloatingScalar>(
    _ matrix: Tensor<Scalar>
  ) -> (factors: Tensor<Scalar>, parity: Tensor<Scalar>) {
    let stack = MatrixStack(copying: matrix.storage)
    var parity = Tensor<Scalar>.ones(matrix.shape.batch)
    let n = stack.rows
    if n == 0 { return (matrix, parity) }
    let lapack = LAPACK(Scalar.scalarType)
    var pivots = [blasint](repeating: 0, count: n)
    parity.withUnsafeMutableScalars { parity in
      for item in 0..<stack.count {
        _ = lapack.factorize(rows: n, columns: n, stack.start(item), &pivots)
        for row in 0..<n where pivots[row] != blasint(row + 1) { parity[item] = -parity[item] }
      }
    }
    return (Tensor(stack.storage), parity)
  }
}
