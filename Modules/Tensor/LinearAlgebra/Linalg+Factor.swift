extension Linalg {
  /// The lower triangular L with L · Lᵀ = matrix, of symmetric positive definite matrices (LAPACK potrf). Only the lower
  /// triangle is read.
  ///
  /// Throws `LinalgError.notPositiveDefinite`. Traps unless the matrices are square.
  public static func cholesky<Scalar: FloatingScalar>(
    _ matrix: Tensor<Scalar>
  ) throws(LinalgError) -> Tensor<Scalar> {
    checkSquare(matrix.storage, "cholesky")
    let stack = MatrixStack(copying: matrix.storage)
    let lapack = LAPACK(Scalar.scalarType)
    if stack.rows == 0 { return matrix }
    for item in 0..<stack.count {
      // LAPACK's upper triangle is the lower one of row-major memory.
      let info = lapack.cholesky(stack.rows, stack.start(item))
      if info > 0 { throw .notPositiveDefinite(operation: "cholesky", shape: matrix.shape, order: info, matrix: item) }
    }
    return Tensor(stack.storage).tril()
  }

  /// An orthogonal Q and an upper triangular R with Q · R = matrix (LAPACK geqrf, orgqr): [m, n] → [m, k] and [k, n],
  /// k = min(m, n); [m, m] and [m, n] if `complete`.
  ///
  /// Traps below rank 2.
  public static func qr<Scalar: FloatingScalar>(
    _ matrix: Tensor<Scalar>, complete: Bool = false
  ) -> (q: Tensor<Scalar>, r: Tensor<Scalar>) {
    checkMatrix(matrix.storage, "qr")
    let (m, n) = (matrix.shape[matrix.rank - 2], matrix.shape[matrix.rank - 1])
    let least = Swift.min(m, n), width = complete ? m : least
    let batch = matrix.shape.batch
    if matrix.count == 0 {
      let identity = Tensor<Scalar>.eye(m, columns: width)
      return (identity.broadcast(to: batch.appending(m, width)).contiguous(), .zeros(batch.appending(width, n)))
    }
    let lapack = LAPACK(Scalar.scalarType)
    let a = MatrixStack(copying: matrix.storage.transposedMatrices())
    // Room for the columns of a complete Q beside those of the reflections.
    let wide = Tensor<Scalar>.zeros(batch.appending(Swift.max(width, least), m))
    let q = MatrixStack(wide.storage)
    let factors = Tensor<Scalar>.zeros([least])
    let bytes = least * m * Scalar.scalarType.size
    for item in 0..<a.count {
      lapack.reflections(rows: m, columns: n, a.start(item), factors.storage.data)
      q.start(item).copyMemory(from: a.start(item), byteCount: bytes)
      lapack.orthogonal(rows: m, columns: width, count: least, q.start(item), factors.storage.data)
    }
    let upper = Tensor<Scalar>(a.storage).transposed(-1, -2).triu()
    let r = upper.sliced(axis: upper.rank - 2, start: 0, step: 1, length: width)
    return (wide.transposed(-1, -2).contiguous(), r.contiguous())
  }

  /// U, s and Vᴴ with U · diag(s) · Vᴴ = matrix, s descending (LAPACK gesdd): [m, n] → [m, m], [k], [n, n],
  /// k = min(m, n); without `fullMatrices` [m, k], [k], [k, n].
  ///
  /// NaN for each matrix that is not finite. Traps below rank 2.
  public static func svd<Scalar: FloatingScalar>(
    _ matrix: Tensor<Scalar>, fullMatrices: Bool = true
  ) -> (u: Tensor<Scalar>, s: Tensor<Scalar>, vh: Tensor<Scalar>) {
    checkMatrix(matrix.storage, "svd")
    let (m, n) = (matrix.shape[matrix.rank - 2], matrix.shape[matrix.rank - 1])
    let least = Swift.min(m, n), batch = matrix.shape.batch
    let shapes = (
      batch.appending(m, fullMatrices ? m : least), batch.appending(least), batch.appending(fullMatrices ? n : least, n)
    )
    if matrix.count == 0 {
      return (
        Tensor.eye(m, columns: shapes.0[shapes.0.rank - 1]).broadcast(to: shapes.0).contiguous(), .zeros(shapes.1),
        Tensor.eye(shapes.2[shapes.2.rank - 2], columns: n).broadcast(to: shapes.2).contiguous()
      )
    }
    let (u, s, vh) = (Tensor<Scalar>.zeros(shapes.0), Tensor<Scalar>.zeros(shapes.1), Tensor<Scalar>.zeros(shapes.2))
    decompose(matrix, fullMatrices ? "A" : "S", u.storage, s.storage, vh.storage)
    return (u, s, vh)
  }

  /// The singular values, descending: [m, n] → [min(m, n)].
  ///
  /// NaN for each matrix that is not finite. Traps below rank 2.
  public static func svdvals<Scalar: FloatingScalar>(_ matrix: Tensor<Scalar>) -> Tensor<Scalar> {
    checkMatrix(matrix.storage, "svdvals")
    let least = Swift.min(matrix.shape[matrix.rank - 2], matrix.shape[matrix.rank - 1])
    let s = Tensor<Scalar>.zeros(matrix.shape.batch.appending(least))
    if matrix.count > 0 { decompose(matrix, "N", nil, s.storage, nil) }
    return s
  }

  /// Row-major memory is the transpose V · diag(s) · Uᴴ to LAPACK, so its two results are Vᴴ and U in row-major form.
  private static func decompose<Scalar: FloatingScalar>(
    _ matrix: Tensor<Scalar>, _ job: Unicode.Scalar, _ u: Storage?, _ s: Storage, _ vh: Storage?
  ) {
    let a = MatrixStack(copying: matrix.storage)
    let lapack = LAPACK(Scalar.scalarType)
    let (u, values, vh) = (u.map { MatrixStack($0) }, MatrixStack(rowsOf: s), vh.map { MatrixStack($0) })
    for item in 0..<a.count {
      if a.isFinite(item),
        lapack.singular(
          UInt8(ascii: job), rows: a.columns, columns: a.rows, a.start(item), values.start(item),
          vh?.start(item) ?? a.start(item), u?.start(item) ?? a.start(item)) == 0
      {
        continue
      }
      for stack in [u, values, vh] { stack?.spoil(item) }
    }
  }

  /// The eigenvalues, ascending, and orthonormal eigenvectors, as columns, of symmetric matrices (LAPACK syevd):
  /// [n, n] → [n], [n, n]. Only the lower triangle is read.
  ///
  /// NaN for each matrix that is not finite. Traps unless the matrices are square.
  public static func eigh<Scalar: FloatingScalar>(
    _ matrix: Tensor<Scalar>
  ) -> (values: Tensor<Scalar>, vectors: Tensor<Scalar>) {
    let (values, vectors) = eigen(matrix, vectors: true, "eigh")
    return (values, vectors.transposed(-1, -2).contiguous())
  }

  /// The eigenvalues of symmetric matrices, ascending: [n, n] → [n]. Only the lower triangle is read.
  ///
  /// NaN for each matrix that is not finite. Traps unless the matrices are square.
  public static func eigvalsh<Scalar: FloatingScalar>(_ matrix: Tensor<Scalar>) -> Tensor<Scalar> {
    eigen(matrix, vectors: false, "eigvalsh").values
  }

  private static func eigen<Scalar: FloatingScalar>(
    _ matrix: Tensor<Scalar>, vectors: Bool, _ operation: StaticString
  ) -> (values: Tensor<Scalar>, vectors: Tensor<Scalar>) {
    checkSquare(matrix.storage, operation)
    let stack = MatrixStack(copying: matrix.storage)
    let n = stack.rows
    let values = Tensor<Scalar>.zeros(matrix.shape.batch.appending(n))
    if matrix.count == 0 { return (values, Tensor(stack.storage)) }
    let lapack = LAPACK(Scalar.scalarType)
    let rows = MatrixStack(rowsOf: values.storage)
    for item in 0..<stack.count
    where !stack.isFinite(item) || lapack.eigen(n, vectors: vectors, stack.start(item), rows.start(item)) != 0 {
      rows.spoil(item)
      stack.spoil(item)
    }
    return (values, Tensor(stack.storage))
  }

  /// The pseudoinverse (Moore–Penrose), by singular values: [m, n] → [n, m]. Values below `rcond` of the greatest count
  /// as 0; max(m, n) · ε without it.
  ///
  /// NaN for each matrix that is not finite. Traps below rank 2.
  public static func pinv<Scalar: FloatingScalar>(_ matrix: Tensor<Scalar>, rcond: Scalar? = nil) -> Tensor<Scalar> {
    checkMatrix(matrix.storage, "pinv")
    if matrix.count == 0 { return .zeros(matrix.transposed(-1, -2).shape) }
    let (u, s, vh) = svd(matrix, fullMatrices: false)
    let cutoff = s.max(axis: -1, keepDims: true) * (rcond ?? cutoff(of: matrix))
    let inverses = reciprocal(s).replacing(with: 0, where: s .<= cutoff)
    return matmul(vh.transposed(-1, -2) * inverses.unsqueezed(axis: -2), u.transposed(-1, -2))
  }

  /// How many singular values are above max(m, n) · ε of the greatest: […, m, n] → […].
  ///
  /// Traps below rank 2.
  public static func matrixRank<Scalar: FloatingScalar>(_ matrix: Tensor<Scalar>) -> Tensor<Int> {
    let s = svdvals(matrix)
    if s.count == 0 { return .zeros(matrix.shape.batch) }
    return Tensor<Int>(s .> s.max(axis: -1, keepDims: true) * cutoff(of: matrix)).sum(axis: -1)
  }

  private static func cutoff<Scalar: FloatingScalar>(of matrix: Tensor<Scalar>) -> Scalar {
    .ulpOfOne * Scalar(Swift.max(matrix.shape[matrix.rank - 2], matrix.shape[matrix.rank - 1]))
  }
}
