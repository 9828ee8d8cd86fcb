public import Tensor

extension Variable where Scalar: FloatingScalar {
  private var withoutNaN: Variable { replacing(with: 0, where: value.isNaN()) }

  /// Σ x over all elements that are a number: rank 0; the others get no gradient.
  public func nanSum() -> Variable { withoutNaN.sum() }
  /// Σ x over the elements along an axis that are a number.
  public func nanSum(axis: Int, keepDims: Bool = false) -> Variable { withoutNaN.sum(axis: axis, keepDims: keepDims) }
  /// Σ x over the elements over several axes that are a number.
  public func nanSum(axes: [Int], keepDims: Bool = false) -> Variable { withoutNaN.sum(axes: axes, keepDims: keepDims) }

  /// The mean of all elements that are a number: rank 0. NaN where there is none.
  public func nanMean() -> Variable { nanSum() / Tensor<Scalar>((.!value.isNaN()).sum()) }
  /// The mean of the elements along an axis that are a number.
  public func nanMean(axis: Int, keepDims: Bool = false) -> Variable {
    nanSum(axis: axis, keepDims: keepDims) / Tensor<Scalar>((.!value.isNaN()).sum(axis: axis, keepDims: keepDims))
  }
  /// The mean of the elements over several axes that are a number.
  public func nanMean(axes: [Int], keepDims: Bool = false) -> Variable {
    nanSum(axes: axes, keepDims: keepDims) / Tensor<Scalar>((.!value.isNaN()).sum(axes: axes, keepDims: keepDims))
  }

  /// NaN as `nan`, and infinities as the greatest and the least number, or what is given; these get no gradient. Equals
  /// PyTorch's `nan_to_num`.
  public func nanToNum(nan: Scalar = 0, posInf: Scalar? = nil, negInf: Scalar? = nil) -> Variable {
    replacing(with: value.nanToNum(nan: nan, posInf: posInf, negInf: negInf), where: .!value.isFinite())
  }
}
