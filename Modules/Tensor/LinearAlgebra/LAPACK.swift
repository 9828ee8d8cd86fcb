import OpenBLAS

/// LAPACK's routines for either precision, on column-major matrices; each gives LAPACK's `info`.
struct LAPACK {
  let isFloat: Bool

  init(_ type: ScalarType) {
    _ = BLAS.isReady
    isFloat = type == .float
  }

  typealias Pointer = UnsafeMutableRawPointer

  /// Two calls: the first asks for the size of the workspace, the second works.
  private func withWorkspace(_ call: (_ work: Pointer, _ size: inout blasint) -> Void) {
    let width = isFloat ? 4 : 8
    var size: blasint = -1
    var needed = 0
    withUnsafeTemporaryAllocation(byteCount: 16, alignment: 16) { query in
      call(query.baseAddress!, &size)
      needed = isFloat ? Int(query.load(as: Float.self).nextUp) : Int(query.load(as: Double.self))
    }
    let work = Storage.uninitialized([Swift.max(needed + 1, 1) * width], .uint8)
    size = blasint(Swift.max(needed, 1))
    call(work.data, &size)
    withExtendedLifetime(work) {}
  }

  func factorize(rows: Int, columns: Int, _ a: Pointer, _ pivots: inout [blasint]) -> Int {
    var (m, n, info) = (blasint(rows), blasint(columns), blasint(0))
    var lda = Swift.max(m, 1)
    if isFloat {
      sgetrf_(&m, &n, a.float, &lda, &pivots, &info)
    } else {
      dgetrf_(&m, &n, a.double, &lda, &pivots, &info)
    }
    return Int(info)
  }

  /// Solves with the transpose of what `factorize` took.
  func solveTransposed(_ order: Int, count: Int, _ a: Pointer, _ pivots: [blasint], _ b: Pointer) {
    var (n, k, info) = (blasint(order), blasint(count), blasint(0))
    var lda = Swift.max(n, 1)
    var job = CChar(UInt8(ascii: "T"))
    if isFloat {
      sgetrs_(&job, &n, &k, a.float, &lda, pivots, b.float, &lda, &info)
    } else {
      dgetrs_(&job, &n, &k, a.double, &lda, pivots, b.double, &lda, &info)
    }
  }

  func invert(_ order: Int, _ a: Pointer, _ pivots: [blasint]) {
    var (n, info) = (blasint(order), blasint(0))
    withWorkspace { work, size in
      if isFloat {
        sgetri_(&n, a.float, &n, pivots, work.float, &size, &info)
      } else {
        dgetri_(&n, a.double, &n, pivots, work.double, &size, &info)
      }
    }
  }

  func cholesky(_ order: Int, _ a: Pointer) -> Int {
    var (n, info) = (blasint(order), blasint(0))
    var triangle = CChar(UInt8(ascii: "U"))
    if isFloat { spotrf_(&triangle, &n, a.float, &n, &info) } else { dpotrf_(&triangle, &n, a.double, &n, &info) }
    return Int(info)
  }

  /// R and the reflections, in place.
  func reflections(rows: Int, columns: Int, _ a: Pointer, _ factors: Pointer) {
    var (m, n, info) = (blasint(rows), blasint(columns), blasint(0))
    withWorkspace { work, size in
      if isFloat {
        sgeqrf_(&m, &n, a.float, &m, factors.float, work.float, &size, &info)
      } else {
        dgeqrf_(&m, &n, a.double, &m, factors.double, work.double, &size, &info)
      }
    }
  }

  /// The first columns of Q, from `count` reflections, in place.
  func orthogonal(rows: Int, columns: Int, count: Int, _ a: Pointer, _ factors: Pointer) {
    var (m, n, k, info) = (blasint(rows), blasint(columns), blasint(count), blasint(0))
    withWorkspace { work, size in
      if isFloat {
        sorgqr_(&m, &n, &k, a.float, &m, factors.float, work.float, &size, &info)
      } else {
        dorgqr_(&m, &n, &k, a.double, &m, factors.double, work.double, &size, &info)
      }
    }
  }

  /// The least-squares solution of least norm, into `b`, which has max(rows, columns) rows.
  func leastSquares(
    rows: Int, columns: Int, count: Int, _ a: Pointer, _ b: Pointer, _ values: Pointer, tolerance: Double?
  ) -> Int {
    var (m, n, k, rank, info) = (blasint(rows), blasint(columns), blasint(count), blasint(0), blasint(0))
    var ldb = Swift.max(m, n)
    // LAPACK's own bound on the depth of the recursion, with room to spare.
    let least = Swift.min(rows, columns)
    var integers = [blasint](repeating: 0, count: 3 * least * 32 + 11 * least + 64)
    withWorkspace { work, size in
      if isFloat {
        var rcond = tolerance.map { Float($0) } ?? Float.ulpOfOne * Float(ldb)
        sgelsd_(
          &m, &n, &k, a.float, &m, b.float, &ldb, values.float, &rcond, &rank, work.float, &size, &integers, &info)
      } else {
        var rcond = tolerance ?? Double.ulpOfOne * Double(ldb)
        dgelsd_(
          &m, &n, &k, a.double, &m, b.double, &ldb, values.double, &rcond, &rank, work.double, &size, &integers, &info)
      }
    }
    return Int(info)
  }

  /// Singular values, and vectors as `job` says: A for all, S for as many as values, N for none.
  func singular(
    _ job: UInt8, rows: Int, columns: Int, _ a: Pointer, _ values: Pointer, _ u: Pointer, _ vt: Pointer
  ) -> Int {
    var (m, n, info) = (blasint(rows), blasint(columns), blasint(0))
    var job = CChar(job)
    var ldv = job == CChar(UInt8(ascii: "A")) ? n : Swift.min(m, n)
    var integers = [blasint](repeating: 0, count: 8 * Swift.min(rows, columns) + 1)
    withWorkspace { work, size in
      if isFloat {
        sgesdd_(
          &job, &m, &n, a.float, &m, values.float, u.float, &m, vt.float, &ldv, work.float, &size, &integers, &info)
      } else {
        dgesdd_(
          &job, &m, &n, a.double, &m, values.double, u.double, &m, vt.double, &ldv, work.double, &size, &integers, &info
        )
      }
    }
    return Int(info)
  }

  /// Eigenvalues, ascending, and with `vectors` the vectors in place of the matrix.
  func eigen(_ order: Int, vectors: Bool, _ a: Pointer, _ values: Pointer) -> Int {
    var (n, info) = (blasint(order), blasint(0))
    var (job, triangle) = (CChar(UInt8(ascii: vectors ? "V" : "N")), CChar(UInt8(ascii: "U")))
    var integerSize = blasint(3 + 5 * order)
    var integers = [blasint](repeating: 0, count: Int(integerSize))
    withWorkspace { work, size in
      if isFloat {
        var integerQuery = size == -1 ? size : integerSize
        ssyevd_(
          &job, &triangle, &n, a.float, &n, values.float, work.float, &size, &integers, &integerQuery, &info)
      } else {
        var integerQuery = size == -1 ? size : integerSize
        dsyevd_(
          &job, &triangle, &n, a.double, &n, values.double, work.double, &size, &integers, &integerQuery, &info)
      }
    }
    integerSize = 0
    return Int(info)
  }
}

extension UnsafeMutableRawPointer {
  fileprivate var float: UnsafeMutablePointer<Float> { assumingMemoryBound(to: Float.self) }
  fileprivate var double: UnsafeMutablePointer<Double> { assumingMemoryBound(to: Double.self) }
}
