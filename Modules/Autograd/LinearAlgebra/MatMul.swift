public import Tensor

/// The matrix product of any ranks.
struct MatMul: BinaryPrimitive {
  var name: String { "matmul" }

  func forward(_ a: AnyTensor, _ b: AnyTensor) -> AnyTensor { .matmul(a, b) }

  /// dA = G · Bᵀ, dB = Aᵀ · G, with vectors made matrices and batches summed where they were broadcast.
  func gradients(_ gradient: Tracked, at point: Point) -> Gradients {
    let (a, b) = (point.input(0), point.input(1))
    if a.rank == 2 && b.rank == 2 {
      return Gradients(
        point.needs(0) ? gradient.matmul(b.transposedMatrix()) : nil,
        point.needs(1) ? a.transposedMatrix().matmul(gradient) : nil)
    }
    let row = a.rank == 1 ? a.unsqueezed(0) : a
    let column = b.rank == 1 ? b.unsqueezed(1) : b
    var g = gradient
    if b.rank == 1 { g = g.unsqueezed(g.rank) }
    if a.rank == 1 { g = g.unsqueezed(g.rank - 1) }
    let left = point.needs(0) ? g.matmul(column.transposedMatrix()).summed(to: row.shape) : nil
    let right = point.needs(1) ? row.transposedMatrix().matmul(g).summed(to: column.shape) : nil
    return Gradients(left?.reshaped(a.shape), right?.reshaped(b.shape))
  }
}

/// The matrix product, differentiable in both.
public func matmul<Scalar: FloatingScalar>(_ left: Variable<Scalar>, _ right: Variable<Scalar>) -> Variable<Scalar> {
  Variable(MatMul().record(left.tracked, right.tracked))
}
/// The matrix product, differentiable on the left.
public func matmul<Scalar: FloatingScalar>(_ left: Variable<Scalar>, _ right: Tensor<Scalar>) -> Variable<Scalar> {
  Variable(MatMul().record(left.tracked, right.tracked))
}
/// The matrix product, differentiable on the right.
public func matmul<Scalar: FloatingScalar>(_ left: Tensor<Scalar>, _ right: Variable<Scalar>) -> Variable<Scalar> {
  Variable(MatMul().record(left.tracked, right.tracked))
}

extension Variable where Scalar: FloatingScalar {
  /// Σ aᵢ bᵢ of two vectors of one length: rank 0.
  ///
  /// Traps unless both have rank 1 and the same length.
  public func dot(_ other: Variable) -> Variable { Variable(dotted(tracked, other.tracked)) }
  /// Σ aᵢ bᵢ with a constant vector.
  public func dot(_ other: Tensor<Scalar>) -> Variable { Variable(dotted(tracked, other.tracked)) }

  private func dotted(_ a: Tracked, _ b: Tracked) -> Tracked {
    guard a.rank == 1, b.rank == 1, a.count == b.count else {
      fail("dot: \(a.shape) and \(b.shape): two vectors of one length are needed")
    }
    return a.matmul(b)
  }

  /// aᵢ bⱼ for all pairs: [n] and [m] → [n, m].
  ///
  /// Traps unless both have rank 1.
  public func outer(_ other: Variable) -> Variable { Variable(outer(tracked, other.tracked)) }
  /// aᵢ bⱼ for all pairs, with a constant vector.
  public func outer(_ other: Tensor<Scalar>) -> Variable { Variable(outer(tracked, other.tracked)) }

  private func outer(_ a: Tracked, _ b: Tracked) -> Tracked {
    guard a.rank == 1, b.rank == 1 else { fail("outer: \(a.shape) and \(b.shape): two vectors are needed") }
    return a.unsqueezed(1) * b
  }
}
