public import Tensor

/// An operation on matrices with several results, each for itself a matrix or a vector of them.
///
/// A node has one result, so the results are recorded as one, row-major one after the other for each matrix, and taken
/// apart again.
protocol Factorization: Primitive {
  /// The shapes of the results for one matrix.
  var shapes: [[Int]] { get }
  /// The gradient of the matrix, from those of the results.
  func gradient(_ g: [Tracked], of parts: [Tracked]) -> Tracked
}

extension Factorization {
  var keeps: Kept { .output }

  func record(_ matrix: Tracked, _ results: [AnyTensor]) -> [Tracked] {
    let batch = Array(matrix.shape.dropLast(2))
    let rows = zip(results, shapes).map { $0.reshaped(Shape(batch + [$1.reduce(1, *)])) }
    return parts(of: recorded(.concat(rows, batch.count), matrix.value, matrix.source))
  }

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    Gradients(gradient(parts(of: g), of: parts(of: point.output)))
  }

  private func parts(of joined: Tracked) -> [Tracked] {
    let batch = Array(joined.shape.dropLast())
    var start = 0
    return shapes.map { shape in
      let length = shape.reduce(1, *)
      defer { start += length }
      return joined.slice(batch.count, start: start, length: length).reshaped(Shape(batch + shape))
    }
  }
}

/// Eigenvalues w and eigenvectors V, as columns, of symmetric matrices.
struct SymmetricEigen: Factorization {
  let n: Int

  var name: String { "eigh" }
  var shapes: [[Int]] { [[n], [n, n]] }

  /// V (diag(gw) + (Vᵀ gV) ∘ F) Vᵀ with F[i, j] = 1 / (w[j] − w[i]), 0 where the two are equal.
  func gradient(_ g: [Tracked], of parts: [Tracked]) -> Tracked {
    let (w, v) = (parts[0], parts[1])
    let turned = v.transposedMatrix()
    let inner = turned.matmul(g[1]) * w.gaps.inverted + g[0].onDiagonal(n)
    return v.matmul(inner).matmul(turned)
  }
}

/// U, s and Vᵀ of A = U · diag(s) · Vᵀ.
struct SingularValues: Factorization {
  let rows: Int, columns: Int
  /// Whether U and Vᵀ are square. What that adds to them is not determined by the matrix and has no gradient.
  let isFull: Bool

  var name: String { "svd" }
  private var count: Int { Swift.min(rows, columns) }
  var shapes: [[Int]] { [[rows, isFull ? rows : count], [count], [isFull ? columns : count, columns]] }

  /// U (skew(Uᵀ gU) ∘ F · diag(s) + diag(s) · skew(Vᵀ gV) ∘ F + diag(gs)) Vᵀ, with skew(X) = X − Xᵀ and
  /// F[i, j] = 1 / (s[j]² − s[i]²), and what of gU and gV lies outside of U and V (Townsend 2016).
  func gradient(_ g: [Tracked], of parts: [Tracked]) -> Tracked {
    let (u, s, vh) = (parts[0].firstColumns(count), parts[1], parts[2].firstRows(count))
    let (gu, gs, gvh) = (g[0].firstColumns(count), g[1], g[2].firstRows(count))
    let (uh, v) = (u.transposedMatrix(), vh.transposedMatrix())
    let across = (s * s).gaps.inverted
    let (row, column) = (s.unsqueezed(s.rank - 1), s.unsqueezed(s.rank))
    let left = uh.matmul(gu), right = gvh.matmul(v).transposedMatrix()
    let inner =
      (left - left.transposedMatrix()) * across * row + column * ((right - right.transposedMatrix()) * across)
      + gs.onDiagonal(count)
    var result = u.matmul(inner).matmul(vh)
    if rows > count {
      let outside = (gu - u.matmul(left)) * row.inverted
      result = result + outside.matmul(vh)
    }
    if columns > count {
      let outside = (gvh - right.transposedMatrix().matmul(vh)) * column.inverted
      result = result + u.matmul(outside)
    }
    return result
  }
}

/// Q and R of A = Q · R, R with as many rows as the lesser side of A.
struct OrthogonalTriangular: Factorization {
  let rows: Int, columns: Int

  var name: String { "qr" }
  private var count: Int { Swift.min(rows, columns) }
  var shapes: [[Int]] { [[rows, count], [count, columns]] }

  /// (gQ + Q · sym(triu(gR Rᵀ − Qᵀ gQ))) R⁻ᵀ, where sym(X) is X + Xᵀ with the diagonal of X. Columns beyond the rows are
  /// Q times their part of R.
  func gradient(_ g: [Tracked], of parts: [Tracked]) -> Tracked {
    let q = parts[0], isWide = columns > count
    let r = parts[1].firstColumns(count), gr = g[1].firstColumns(count)
    var gq = g[0]
    let (others, toOthers) = (parts[1].lastColumns(from: count), g[1].lastColumns(from: count))
    if isWide { gq = gq + q.matmul(others).matmul(toOthers.transposedMatrix()) }
    let upper = (gr.matmul(r.transposedMatrix()) - q.transposedMatrix().matmul(gq)).triu()
    let symmetric = upper + upper.triu(1).transposedMatrix()
    let sum = gq + q.matmul(symmetric)
    let square = sum.transposedMatrix().solved(by: r).transposedMatrix()
    return isWide ? Concat(axis: square.rank - 1).record([square, q.matmul(toOthers)]) : square
  }
}

extension Tracked {
  /// w[j] − w[i].
  fileprivate var gaps: Tracked { unsqueezed(rank - 1) - unsqueezed(rank) }

  /// The reciprocals, 0 of 0.
  fileprivate var inverted: Tracked {
    let isZero = value.compared(.equal, 0)
    // A 1 in the place of a 0 keeps infinities out of second derivatives.
    return (1 / (self + Tracked(constant: value.ones(where: isZero)))).masked(.!isZero)
  }

  /// Matrices with these on the diagonal.
  fileprivate func onDiagonal(_ n: Int) -> Tracked {
    unsqueezed(rank) * Tracked(constant: value.open(Identity(n: n)))
  }

  fileprivate func firstColumns(_ count: Int) -> Tracked { part(of: rank - 1, 0, count) }
  fileprivate func lastColumns(from start: Int) -> Tracked { part(of: rank - 1, start, shape[rank - 1] - start) }
  fileprivate func firstRows(_ count: Int) -> Tracked { part(of: rank - 2, 0, count) }

  private func part(of axis: Int, _ start: Int, _ length: Int) -> Tracked {
    length == shape[axis] ? self : slice(axis, start: start, length: length)
  }
}

extension Linalg {
  /// The eigenvalues, ascending, and orthonormal eigenvectors, as columns, of symmetric matrices, differentiable:
  /// [n, n] → [n], [n, n]. Only the lower triangle is read, and the gradient counts as that of a symmetric matrix.
  ///
  /// Eigenvectors of equal eigenvalues are not determined: what turns one into the other has no gradient. All NaN where
  /// the matrix is not finite. Traps unless the matrices are square.
  public static func eigh<Scalar: FloatingScalar>(
    _ matrix: Variable<Scalar>
  ) -> (values: Variable<Scalar>, vectors: Variable<Scalar>) {
    let (values, vectors) = eigh(matrix.value)
    let parts = SymmetricEigen(n: values.shape[values.rank - 1])
      .record(matrix.tracked, [AnyTensor(values), AnyTensor(vectors)])
    return (Variable(parts[0]), Variable(parts[1]))
  }

  /// The eigenvalues of symmetric matrices, ascending, differentiable: [n, n] → [n].
  public static func eigvalsh<Scalar: FloatingScalar>(_ matrix: Variable<Scalar>) -> Variable<Scalar> {
    eigh(matrix).values
  }

  /// U, s and Vᴴ with U · diag(s) · Vᴴ = matrix, s descending, differentiable: [m, n] → [m, m], [k], [n, n],
  /// k = min(m, n); without `fullMatrices` [m, k], [k], [k, n].
  ///
  /// The columns of U and rows of Vᴴ beyond k have no gradient; neither has what turns singular vectors of equal values
  /// into each other. All NaN where the matrix is not finite. Traps below rank 2.
  public static func svd<Scalar: FloatingScalar>(
    _ matrix: Variable<Scalar>, fullMatrices: Bool = true
  ) -> (u: Variable<Scalar>, s: Variable<Scalar>, vh: Variable<Scalar>) {
    let (u, s, vh) = svd(matrix.value, fullMatrices: fullMatrices)
    let operation = SingularValues(
      rows: matrix.shape[matrix.rank - 2], columns: matrix.shape[matrix.rank - 1], isFull: fullMatrices)
    let parts = operation.record(matrix.tracked, [AnyTensor(u), AnyTensor(s), AnyTensor(vh)])
    return (Variable(parts[0]), Variable(parts[1]), Variable(parts[2]))
  }

  /// The singular values, descending, differentiable: [m, n] → [min(m, n)].
  public static func svdvals<Scalar: FloatingScalar>(_ matrix: Variable<Scalar>) -> Variable<Scalar> {
    svd(matrix, fullMatrices: false).s
  }

  /// An orthogonal Q and an upper triangular R with Q · R = matrix, differentiable: [m, n] → [m, k] and [k, n],
  /// k = min(m, n).
  ///
  /// Traps below rank 2; the gradient traps where the first k columns are not independent.
  public static func qr<Scalar: FloatingScalar>(_ matrix: Variable<Scalar>) -> (
    q: Variable<Scalar>, r: Variable<Scalar>
  ) {
    let (q, r) = qr(matrix.value)
    let operation = OrthogonalTriangular(
      rows: matrix.shape[matrix.rank - 2], columns: matrix.shape[matrix.rank - 1])
    let parts = operation.record(matrix.tracked, [AnyTensor(q), AnyTensor(r)])
    return (Variable(parts[0]), Variable(parts[1]))
  }
}
