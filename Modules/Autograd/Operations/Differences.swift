public import Tensor

extension Variable where Scalar: FloatingScalar {
  /// Each element less the one before along an axis, `n` times: the axis is shorter by n. Equals PyTorch's `diff`.
  ///
  /// Traps for a single number, and for a negative n.
  public func diff(n: Int = 1, axis: Int = -1) -> Variable {
    guard n >= 0 else { fail("diff: n \(n): 0 or more is needed") }
    let axis = shape.resolve(ownAxis: axis, for: "diff")
    var result = self
    for _ in 0..<Swift.min(n, shape[axis]) {
      let length = result.shape[axis]
      let (first, rest) = (result.split([length - 1, 1], axis: axis)[0], result.split([1, length - 1], axis: axis)[1])
      result = rest - first
    }
    return result
  }
}
