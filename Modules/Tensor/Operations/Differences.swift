extension Tensor where Scalar: NumericScalar {
  /// Each element less the one before along an axis, `n` times: the axis is shorter by n. Equals PyTorch's `diff`.
  ///
  /// Traps for a single number, and for a negative n.
  public func diff(n: Int = 1, axis: Int = -1) -> Tensor {
    guard n >= 0 else { fail("diff: n \(n): 0 or more is needed") }
    let axis = shape.resolve(ownAxis: axis, for: "diff")
    var result = self
    for _ in 0..<Swift.min(n, shape[axis]) {
      let length = result.shape[axis] - 1
      result =
        result.sliced(axis: axis, start: 1, step: 1, length: length)
        - result.sliced(axis: axis, start: 0, step: 1, length: length)
    }
    return result
  }
}
