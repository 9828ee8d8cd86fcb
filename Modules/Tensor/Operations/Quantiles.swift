extension Tensor where Scalar: FloatingScalar {
  /// The value below which the fraction `q` of all elements lies, between two of them by linear interpolation: rank 0.
  ///
  /// NaN if one element is, and without elements. Traps outside 0...1.
  public func quantile(_ q: Scalar) -> Tensor { reshaped(-1).quantile(q, axis: 0) }

  /// The value below which the fraction `q` of the elements along an axis lies, by linear interpolation.
  ///
  /// NaN if one element is, and for an empty axis. Traps outside 0...1.
  public func quantile(_ q: Scalar, axis: Int, keepDims: Bool = false) -> Tensor {
    guard q >= 0, q <= 1 else { fail("quantile: \(q) is outside 0...1") }
    let axis = shape.resolve(reducedAxis: axis, for: "quantile")
    if rank == 0 { return self }
    let resultShape = shape.replacing(axis: axis, with: 1)
    let length = shape[axis]
    var result: Tensor
    if length == 0 {
      result = .full(resultShape, .nan)
    } else {
      let ascending = sorted(axis: axis)
      let place = q.asDouble * Double(length - 1)
      let below = Int(place), above = Swift.min(below + 1, length - 1)
      let low = ascending.sliced(axis: axis, start: below, step: 1, length: 1)
      let high = ascending.sliced(axis: axis, start: above, step: 1, length: 1)
      let fraction = Scalar(nearest: place - Double(below))
      // Equal neighbours, infinities among them, are not interpolated.
      result = (low + (high - low) * fraction).replacing(with: low, where: (low .== high) .| (fraction == 0))
      let last = ascending.sliced(axis: axis, start: length - 1, step: 1, length: 1)
      result = result.replacing(with: .nan, where: last.isNaN())
    }
    return keepDims ? result : result.squeezed(axis: axis)
  }

  /// `quantile(p / 100)` of all elements: rank 0.
  public func percentile(_ p: Scalar) -> Tensor { reshaped(-1).percentile(p, axis: 0) }

  /// `quantile(p / 100)` along an axis.
  ///
  /// Traps outside 0...100.
  public func percentile(_ p: Scalar, axis: Int, keepDims: Bool = false) -> Tensor {
    guard p >= 0, p <= 100 else { fail("percentile: \(p) is outside 0...100") }
    return quantile(p / 100, axis: axis, keepDims: keepDims)
  }

  /// The middle of all elements, or the mean of the two in the middle, as NumPy's: rank 0. NaN if one element is.
  public func median() -> Tensor { quantile(0.5) }

  /// The middle of the elements along an axis, or the mean of the two in the middle, as NumPy's.
  public func median(axis: Int, keepDims: Bool = false) -> Tensor { quantile(0.5, axis: axis, keepDims: keepDims) }
}

private func .| (mask: Tensor<Bool>, all: Bool) -> Tensor<Bool> { all ? .ones(mask.shape) : mask }
