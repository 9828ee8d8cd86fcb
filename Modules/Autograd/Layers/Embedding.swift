public import Tensor

/// Rows of a table by their numbers: indices [...] and weight [count, width] → [..., width], differentiable in the
/// weight; the gradients of a row that is looked up several times add up.
///
/// Traps where an index is out of bounds.
public func embedding<Scalar: FloatingScalar>(_ indices: Tensor<Int32>, weight: Variable<Scalar>) -> Variable<Scalar> {
  guard weight.rank == 2 else { fail("embedding: weight \(weight.shape): [count, width] is needed") }
  return weight.take(indices, axis: 0)
}
