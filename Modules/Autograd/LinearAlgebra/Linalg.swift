public import Tensor

/// A⁻¹ B of matrices.
struct Solve: Primitive {
  var name: String { "solve" }
  var keeps: Kept { [.inputs, .output] }

  static func record<Scalar: FloatingScalar>(
    _ a: Tracked, _ b: Tracked, _: Scalar.Type
  ) throws(LinalgError) -> Tracked {
    let solution: Tensor<Scalar> = try Linalg.solve(a.value.tensor(), b.value.tensor())
    return Solve().recorded(AnyTensor(solution), a.value, b.value, a.source, b.source)
  }

  /// dB = A⁻ᵀ g, dA = −dB Xᵀ.
  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    let toRight = g.solved(by: point.input(0).transposedMatrix())
    return Gradients(point.needs(0) ? -toRight.matmul(point.output.transposedMatrix()) : nil, toRight)
  }
}

/// A⁻¹ of matrices.
struct Inverse: Primitive {
  var name: String { "inverse" }
  var keeps: Kept { .output }

  /// −A⁻ᵀ g A⁻ᵀ
  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    let transposed = point.output.transposedMatrix()
    return Gradients(-transposed.matmul(g).matmul(transposed))
  }
}

/// The determinant of matrices.
struct Determinant: UnaryPrimitive {
  var name: String { "det" }
  var keeps: Kept { [.inputs, .output] }

  func forward(_ x: AnyTensor) -> AnyTensor { x.open(Det()) }

  /// g · adj(A)ᵀ, which is g det(A) A⁻ᵀ where there is an inverse.
  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    let x = point.input(0)
    let scale = g.reshaped(Shape(Array(g.shape) + [1, 1]))
    if point.isPlain(g) { return Gradients(scale * Tracked(constant: x.value.open(Cofactors()))) }
    if point.output.value.compared(.equal, 0).any().item() { return Gradients(scale * Self.cofactors(of: x)) }
    let n = x.shape[x.rank - 1]
    let identity = Tracked(constant: x.value.open(Identity(n: n)))
    let inverse = identity.broadcast(to: x.shape).solved(by: x.transposedMatrix())
    return Gradients(scale * point.output.reshaped(scale.shape) * inverse)
  }

  /// adj(A)ᵀ by the determinants of the minors, which can be differentiated where there is no inverse.
  private static func cofactors(of x: Tracked) -> Tracked {
    let n = x.shape[x.rank - 1]
    if x.count == 0 { return x }
    let places = Tensor<Int32>.arange(Int32(n))
    let others = Tensor<Int32>.stack((0..<n).map { place in places[places .!= Int32(place)] })
    let rows = Take(indices: others, axis: 1).record(x.reshaped([x.count / (n * n), n, n]))
    let minors = Take(indices: others, axis: 3).record(rows).permuted([0, 1, 3, 2, 4])
    let sign = places % 2
    let isOdd = sign .!= sign.unsqueezed(axis: 1)
    let determinants = Determinant().record(minors)
    return (determinants - (2 * determinants).masked(isOdd)).reshaped(x.shape)
  }
}

/// log |det A| of matrices.
struct LogDeterminant: UnaryPrimitive {
  var name: String { "slogdet" }
  var keeps: Kept { [.inputs, .output] }

  func forward(_ x: AnyTensor) -> AnyTensor { x.open(LogDet()) }

  /// g · A⁻ᵀ; NaN for a singular matrix.
  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    let x = point.input(0)
    let scale = g.reshaped(Shape(Array(g.shape) + [1, 1]))
    let identity = Tracked(constant: x.value.open(Identity(n: x.shape[x.rank - 1]))).broadcast(to: x.shape)
    let isSingular = point.output.value.compared(.equal, -.infinity).reshaped(scale.shape).broadcast(to: x.shape)
    if !isSingular.any().item() { return Gradients(scale * identity.solved(by: x.transposedMatrix())) }
    let regular = x.masked(.!isSingular) + identity.masked(isSingular)
    let spoilt = Tracked(constant: x.value.full(x.shape, .nan)).masked(isSingular)
    return Gradients(scale * (identity.solved(by: regular.transposedMatrix()) + spoilt))
  }
}

private struct LogDet: FloatingVisitor {
  func visit<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> AnyTensor { AnyTensor(Linalg.slogdet(x).logAbsDet) }
}

/// The lower triangular L with L Lᵀ = A.
struct Cholesky: Primitive {
  var name: String { "cholesky" }
  var keeps: Kept { .output }

  /// With S = L⁻ᵀ Φ(Lᵀ g) L⁻¹, where Φ takes the lower triangle with half of the diagonal: (S + Sᵀ) / 2
  /// (Murray 2016).
  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    let l = point.output
    let product = l.transposedMatrix().matmul(g)
    let phi = (product.tril() + product.tril(-1)) * 0.5
    let left = phi.solved(by: l.transposedMatrix())
    let s = left.transposedMatrix().solved(by: l.transposedMatrix()).transposedMatrix()
    return Gradients((s + s.transposedMatrix()) * 0.5)
  }
}

extension Tracked {
  /// A⁻¹ · this, for an A that is known to have an inverse.
  func solved(by matrix: Tracked) -> Tracked {
    matrix.value.open(SolveAny(matrix: matrix, right: self))
  }
}

private struct SolveAny: FloatingVisitor {
  let matrix: Tracked, right: Tracked
  func visit<Scalar: FloatingScalar>(_ tensor: Tensor<Scalar>) -> Tracked {
    do throws(LinalgError) { return try Solve.record(matrix, right, Scalar.self) } catch { fail("gradient: \(error)") }
  }
}

private struct Det: FloatingVisitor {
  func visit<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> AnyTensor { AnyTensor(Linalg.det(x)) }
}

struct Identity: FloatingVisitor {
  let n: Int
  func visit<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> AnyTensor { AnyTensor(Tensor<Scalar>.eye(n)) }
}

/// adj(A)ᵀ = det(U Vᴴ) · U diag(Π of the other singular values) Vᴴ, for singular matrices too.
private struct Cofactors: FloatingVisitor {
  func visit<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> AnyTensor {
    let n = x.shape[x.rank - 1]
    if x.count == 0 { return AnyTensor(x) }
    let (u, s, vh) = Linalg.svd(x)
    let table = s.unsqueezed(axis: -2).broadcast(to: x.shape)
    let others = table.replacing(with: 1, where: Tensor<Scalar>.eye(n) .== 1).prod(axis: -1)
    let sign = Linalg.det(matmul(u, vh))
    let scaled = u * others.unsqueezed(axis: -2)
    return AnyTensor(matmul(scaled, vh) * sign.unsqueezed(axis: -1).unsqueezed(axis: -1))
  }
}

extension Linalg {
  /// The sign of the determinant and the logarithm of its size, which has a gradient where the matrix has an inverse:
  /// […, n, n] → […] and […].
  ///
  /// Traps unless the matrices are square.
  public static func slogdet<Scalar: FloatingScalar>(
    _ matrix: Variable<Scalar>
  ) -> (sign: Tensor<Scalar>, logAbsDet: Variable<Scalar>) {
    (slogdet(matrix.value).sign, Variable(LogDeterminant().record(matrix.tracked)))
  }

  /// X with matrix · X = right, differentiable in both: [n, n] and [n] or [n, k] → the shape of `right`.
  ///
  /// Throws `LinalgError.singular`. Traps unless the matrix is square and as high as `right`.
  public static func solve<Scalar: FloatingScalar>(
    _ matrix: Variable<Scalar>, _ right: Variable<Scalar>
  ) throws(LinalgError) -> Variable<Scalar> {
    try solve(matrix.tracked, right.tracked)
  }
  /// X with matrix · X = right, differentiable in the matrix.
  public static func solve<Scalar: FloatingScalar>(
    _ matrix: Variable<Scalar>, _ right: Tensor<Scalar>
  ) throws(LinalgError) -> Variable<Scalar> {
    try solve(matrix.tracked, right.tracked)
  }
  /// X with matrix · X = right, differentiable in the right side.
  public static func solve<Scalar: FloatingScalar>(
    _ matrix: Tensor<Scalar>, _ right: Variable<Scalar>
  ) throws(LinalgError) -> Variable<Scalar> {
    try solve(matrix.tracked, right.tracked)
  }

  private static func solve<Scalar: FloatingScalar>(
    _ matrix: Tracked, _ right: Tracked
  ) throws(LinalgError) -> Variable<Scalar> {
    let isVector =
      right.rank == 1 || (right.rank == matrix.rank - 1 && Array(right.shape) == Array(matrix.shape.dropLast()))
    if !isVector { return Variable(try Solve.record(matrix, right, Scalar.self)) }
    let solution = try Solve.record(matrix, right.unsqueezed(right.rank), Scalar.self)
    return Variable(solution.reshaped(Shape(Array(solution.shape.dropLast()))))
  }

  /// The inverse of square matrices, differentiable.
  ///
  /// Throws `LinalgError.singular`. Traps unless the matrices are square.
  public static func inverse<Scalar: FloatingScalar>(
    _ matrix: Variable<Scalar>
  ) throws(LinalgError) -> Variable<Scalar> {
    let result = try inverse(matrix.value)
    return Variable(Inverse().recorded(AnyTensor(result), matrix.tracked.value, matrix.tracked.source))
  }

  /// The determinant of square matrices, differentiable, where they are singular too: […, n, n] → […].
  ///
  /// Traps unless the matrices are square.
  public static func det<Scalar: FloatingScalar>(_ matrix: Variable<Scalar>) -> Variable<Scalar> {
    Variable(Determinant().record(matrix.tracked))
  }

  /// The lower triangular L with L · Lᵀ = matrix, of symmetric positive definite matrices, differentiable. The gradient is
  /// symmetric.
  ///
  /// Throws `LinalgError.notPositiveDefinite`. Traps unless the matrices are square.
  public static func cholesky<Scalar: FloatingScalar>(
    _ matrix: Variable<Scalar>
  ) throws(LinalgError) -> Variable<Scalar> {
    let result = try cholesky(matrix.value)
    return Variable(Cholesky().recorded(AnyTensor(result), matrix.tracked.value, matrix.tracked.source))
  }
}
