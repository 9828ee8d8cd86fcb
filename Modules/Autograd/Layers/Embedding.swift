public import Tensor

/// Rows of a table by their numbers: indices [...] and weight [count, width] → [..., width], differentiable in the
/// weight; the gradients of a row that is looked up several times add up.
///
/// Traps where an index is not in 0..<count; it does not count from the end.
public func embedding<Scalar: FloatingScalar>(_ indices: Tensor<Int32>, weight: Variable<Scalar>) -> Variable<Scalar> {
  guard weight.rank == 2 else { fail("embedding: weight \(weight.shape): [count, width] is needed") }
  if indices.count > 0, indices.min().item() < 0, let position = indices.scalars.firstIndex(where: { $0 < 0 }) {
    fail(
      "embedding: index \(indices.scalars[position]) (element \(position) of the indices): valid are "
        + "0..<\(weight.shape[0])")
  }
  return weight.take(indices, axis: 0)
}
