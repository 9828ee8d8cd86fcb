extension Tensor where Scalar: NumericScalar {
  /// Σ aᵢ bᵢ of two vectors of one length: rank 0.
  ///
  /// Traps unless both have rank 1 and the same length.
  public func dot(_ other: Tensor) -> Tensor {
    guard rank == 1, other.rank == 1, count == other.count else {
      fail("dot: \(shape) and \(other.shape): two vectors of one length are needed")
    }
    let length = 1 << 15, parts = count / length
    guard parts > 1, isContiguous, other.isContiguous else { return matmul(self, other) }
    // As many rows times as many columns, and what is left over: the order of additions depends on the length alone.
    let whole = parts * length
    let products = matmul(
      self[0..<whole].reshaped(parts, 1, length), other[0..<whole].reshaped(parts, length, 1))
    return products.sum() + matmul(self[whole...], other[whole...])
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
