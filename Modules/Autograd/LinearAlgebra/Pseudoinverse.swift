public import Tensor

/// The pseudoinverse of matrices.
struct Pseudoinverse: UnaryPrimitive {
  /// nil for max(m, n) · ε.
  let rcond: Double?

  var name: String { "pinv" }
  var keeps: Kept { [.inputs, .output] }

  func forward(_ x: AnyTensor) -> AnyTensor { x.open(Inversion(rcond: rcond)) }

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    Gradients(Self.gradient(g, inverse: point.output, matrix: point.input(0)))
  }

  /// −Pᵀ g Pᵀ + (gᵀ − A P gᵀ) P Pᵀ + Pᵀ P (gᵀ − gᵀ P A) (Golub and Pereyra 1973).
  static func gradient(_ g: Tracked, inverse p: Tracked, matrix a: Tracked) -> Tracked {
    let (gt, pt) = (g.transposedMatrix(), p.transposedMatrix())
    let left = gt.matmul(p), right = p.matmul(gt)
    return (gt - a.matmul(right)).matmul(p).matmul(pt) + pt.matmul(p.matmul(gt - left.matmul(a)))
      - pt.matmul(g).matmul(pt)
  }
}

private struct Inversion: FloatingVisitor {
  let rcond: Double?
  func visit<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> AnyTensor {
    AnyTensor(Linalg.pinv(x, rcond: rcond.map { Scalar(nearest: $0) }))
  }
}

/// The X for which |A · X − B| is least: A⁺ · B.
struct LeastSquares: BinaryPrimitive {
  var name: String { "lstsq" }

  func forward(_ a: AnyTensor, _ b: AnyTensor) -> AnyTensor { a.open(Solution(right: b)) }

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    let (a, b) = (point.input(0), point.input(1))
    let inverse = Pseudoinverse(rcond: nil).record(a)
    let toMatrix = { Pseudoinverse.gradient(g.matmul(b.transposedMatrix()), inverse: inverse, matrix: a) }
    return Gradients(
      point.needs(0) ? toMatrix() : nil, point.needs(1) ? inverse.transposedMatrix().matmul(g) : nil)
  }
}

private struct Solution: FloatingVisitor {
  let right: AnyTensor
  func visit<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> AnyTensor {
    AnyTensor(Linalg.lstsq(x, right.tensor(of: Scalar.self)))
  }
}

extension Linalg {
  /// The pseudoinverse (Moore–Penrose), differentiable where the rank does not change: [m, n] → [n, m].
  ///
  /// Traps below rank 2.
  public static func pinv<Scalar: FloatingScalar>(
    _ matrix: Variable<Scalar>, rcond: Scalar? = nil
  ) -> Variable<Scalar> {
    Variable(Pseudoinverse(rcond: rcond?.asDouble).record(matrix.tracked))
  }

  /// The X for which |matrix · X − right| is least, and among them that of least norm, differentiable in both, where the
  /// rank does not change: [m, n] and [m] or [m, k] → [n] or [n, k].
  ///
  /// Traps unless `right` is as high as the matrix, with the same batch.
  public static func lstsq<Scalar: FloatingScalar>(
    _ matrix: Variable<Scalar>, _ right: Variable<Scalar>
  ) -> Variable<Scalar> {
    lstsq(matrix.tracked, right.tracked)
  }
  /// The X for which |matrix · X − right| is least, differentiable in the matrix.
  public static func lstsq<Scalar: FloatingScalar>(
    _ matrix: Variable<Scalar>, _ right: Tensor<Scalar>
  ) -> Variable<Scalar> {
    lstsq(matrix.tracked, right.tracked)
  }
  /// The X for which |matrix · X − right| is least, differentiable in the right side.
  public static func lstsq<Scalar: FloatingScalar>(
    _ matrix: Tensor<Scalar>, _ right: Variable<Scalar>
  ) -> Variable<Scalar> {
    lstsq(matrix.tracked, right.tracked)
  }

  private static func lstsq<Scalar: FloatingScalar>(_ matrix: Tracked, _ right: Tracked) -> Variable<Scalar> {
    if right.rank != matrix.rank - 1 { return Variable(LeastSquares().record(matrix, right)) }
    let solution = LeastSquares().record(matrix, right.unsqueezed(right.rank))
    return Variable(solution.reshaped(Shape(Array(solution.shape.dropLast()))))
  }
}
