// What is made of elements that are not a number, or infinite.

extension Tensor where Scalar: FloatingScalar {
  private var withoutNaN: Tensor { replacing(with: 0, where: isNaN()) }

  /// Σ x over all elements that are a number: rank 0.
  public func nanSum() -> Tensor { withoutNaN.sum() }
  /// Σ x over the elements along an axis that are a number.
  public func nanSum(axis: Int, keepDims: Bool = false) -> Tensor { withoutNaN.sum(axis: axis, keepDims: keepDims) }
  /// Σ x over the elements over several axes that are a number.
  public func nanSum(axes: [Int], keepDims: Bool = false) -> Tensor { withoutNaN.sum(axes: axes, keepDims: keepDims) }

  /// The mean of all elements that are a number: rank 0. NaN where there is none.
  public func nanMean() -> Tensor { nanSum() / Tensor((.!isNaN()).sum()) }
  /// The mean of the elements along an axis that are a number.
  public func nanMean(axis: Int, keepDims: Bool = false) -> Tensor {
    nanSum(axis: axis, keepDims: keepDims) / Tensor((.!isNaN()).sum(axis: axis, keepDims: keepDims))
  }
  /// The mean of the elements over several axes that are a number.
  public func nanMean(axes: [Int], keepDims: Bool = false) -> Tensor {
    nanSum(axes: axes, keepDims: keepDims) / Tensor((.!isNaN()).sum(axes: axes, keepDims: keepDims))
  }

  /// NaN as `nan`, and infinities as the greatest and the least number, or what is given. Equals PyTorch's `nan_to_num`.
  public func nanToNum(nan: Scalar = 0, posInf: Scalar? = nil, negInf: Scalar? = nil) -> Tensor {
    let most = Scalar.greatestFiniteMagnitude
    return replacing(with: nan, where: isNaN()).replacing(with: posInf ?? most, where: self .== .infinity)
      .replacing(with: negInf ?? -most, where: self .== -.infinity)
  }
}
