extension Tensor where Scalar: NumericScalar {
  /// Σ aᵢ bᵢ of two vectors of one length: rank 0.
  ///
  /// Traps unless both have rank 1 and the same length.
  public func dot(_ other: Tensor) -> Tensor {
    guard rank == 1, other.rank == 1, count == other.count else {
      fail("dot: \(shape) and \(other.shape): two vectors of one length are needed")
    }
    return matmul(self, other)
  }

  /// aᵢ bⱼ for all pairs: [n] and [m] → [n, m].
  ///
  /// Traps unless both have rank 1.
  public func outer(_ other: Tensor) -> Tensor {
    guard rank == 1, other.rank == 1 else {
      fail("outer: \(shape) and \(other.shape): two vectors are needed")
    }
    return unsqueezed(axis: 1) * other
  }
}
