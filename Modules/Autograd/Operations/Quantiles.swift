public import Tensor

extension Variable where Scalar: FloatingScalar {
  /// The value below which the fraction `q` of all elements lies, between two of them by linear interpolation: rank 0.
  ///
  /// NaN if one element is, and without elements. Traps outside 0...1.
  public func quantile(_ q: Scalar) -> Variable { flattened().quantile(q, axis: 0) }

  /// The value below which the fraction `q` of the elements along an axis lies, by linear interpolation; the gradient goes
  /// to the two elements that it lies between.
  ///
  /// NaN if one element is, and for an empty axis. Traps outside 0...1.
  public func quantile(_ q: Scalar, axis: Int, keepDims: Bool = false) -> Variable {
    let result = value.quantile(q, axis: axis, keepDims: true)
    if rank == 0 { return self }
    let axis = shape.resolve(reducedAxis: axis, for: "quantile")
    let length = shape[axis]
    if length == 0 { return Variable(constant: keepDims ? result : result.squeezed(axis: axis)) }
    let place = q.asDouble * Double(length - 1)
    let below = Int(place)
    let order = value.argsort(axis: axis)
    let last = order.position(length - 1, axis)
    // NaN, which comes last, is then both neighbours.
    let isNaN = value.gather(last, axis: axis).isNaN()
    func neighbour(_ index: Int) -> Tensor<Int32> { order.position(index, axis).replacing(with: last, where: isNaN) }
    let operation = Quantile(
      result: AnyTensor(result), low: neighbour(below), high: neighbour(Swift.min(below + 1, length - 1)), axis: axis,
      fraction: place - Double(below))
    let kept = Variable(operation.record(tracked))
    return keepDims ? kept : kept.squeezed(axis: axis)
  }

  /// `quantile(p / 100)` of all elements: rank 0.
  public func percentile(_ p: Scalar) -> Variable { flattened().percentile(p, axis: 0) }

  /// `quantile(p / 100)` along an axis.
  ///
  /// Traps outside 0...100.
  public func percentile(_ p: Scalar, axis: Int, keepDims: Bool = false) -> Variable {
    guard p >= 0, p <= 100 else { fail("percentile: \(p) is outside 0...100") }
    return quantile(p / 100, axis: axis, keepDims: keepDims)
  }

  /// The middle of all elements, or the mean of the two in the middle, as NumPy's: rank 0. NaN if one element is.
  public func median() -> Variable { quantile(0.5) }

  /// The middle of the elements along an axis, or the mean of the two in the middle, as NumPy's.
  public func median(axis: Int, keepDims: Bool = false) -> Variable { quantile(0.5, axis: axis, keepDims: keepDims) }
}

/// A value between two elements of an axis, which tensors have computed.
private struct Quantile: UnaryPrimitive {
  /// The axis has length 1.
  let result: AnyTensor
  /// Where the neighbours stand.
  let low: Tensor<Int32>, high: Tensor<Int32>
  let axis: Int
  let fraction: Double

  var name: String { "quantile" }
  var keeps: Kept { .nothing }

  func forward(_ x: AnyTensor) -> AnyTensor { result }

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    func spread(_ g: Tracked, _ indices: Tensor<Int32>) -> Tracked {
      AddElements(indices: indices, axis: axis, shape: point.shape(0)).record(g)
    }
    if fraction == 0 { return Gradients(spread(g, low)) }
    return Gradients(spread(g * (1 - fraction), low) + spread(g * fraction, high))
  }
}

extension Tensor where Scalar == Int32 {
  /// One position of an axis, which stays at length 1.
  fileprivate func position(_ index: Int, _ axis: Int) -> Tensor {
    take(Tensor<Int32>([Int32(index)]), axis: axis)
  }
}
