extension Tensor {
  /// This tensor with the elements where `mask` is true taken from `other`; all three broadcast.
  public func replacing(with other: Tensor, where mask: Tensor<Bool>) -> Tensor {
    let shape = Shape.broadcast(
      Shape.broadcast(self.shape, other.shape, for: "replacing"), mask.shape, for: "replacing")
    return Tensor(Storage.select(mask.storage, other.storage, storage, shape))
  }

  /// This tensor with `value` where `mask` is true, broadcast.
  ///
  ///     a.replacing(with: 0, where: a .> 2)
  public func replacing(with value: Scalar, where mask: Tensor<Bool>) -> Tensor {
    replacing(with: Tensor(value), where: mask)
  }
}

extension Tensor {
  /// Every element converted: floating point to integer toward zero and saturating, NaN to 0; numbers to truth by ≠ 0.
  public init<Other: TensorScalar>(_ other: Tensor<Other>) {
    self.init(
      Other.scalarType == Scalar.scalarType ? other.storage : Storage.cast(other.storage, to: Scalar.scalarType))
  }
}
