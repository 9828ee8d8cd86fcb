public import Tensor

extension Variable where Scalar: FloatingScalar {
  /// The value below which the fraction `q` of all elements lies, between two of them by linear interpolation: rank 0.
  ///
  /// NaN if one element is, and without elements. Traps outside 0...1.
  public func quantile(_ q: Double) -> Variable { flattened().quantile(q, axis: 0) }

  /// The value below which the fraction `q` of the elements along an axis lies, by linear interpolation; the gradient goes
  /// to the two elements that it lies between.
  ///
  /// NaN if one element is, and for an empty axis. Traps outside 0...1.
  public func quantile(_ q: Double, axis: Int, keepDims: Bool = false) -> Variable {
    quantile(of: QuantileRule(q, for: "quantile"), axis: axis, keepDims: keepDims, for: "quantile")
  }

  /// Several quantiles of all elements: [q.count].
  public func quantile(_ q: [Double]) -> Variable { flattened().quantile(q, axis: 0) }

  /// Several quantiles of the elements along an axis; they stand along a new first axis, as in PyTorch.
  ///
  /// Traps without a fraction, and outside 0...1.
  public func quantile(_ q: [Double], axis: Int, keepDims: Bool = false) -> Variable {
    .stack(q.map { quantile($0, axis: axis, keepDims: keepDims) })
  }

  /// `quantile(p / 100)` of all elements: rank 0.
  public func percentile(_ p: Double) -> Variable { flattened().percentile(p, axis: 0) }

  /// `quantile(p / 100)` along an axis.
  ///
  /// Traps outside 0...100.
  public func percentile(_ p: Double, axis: Int, keepDims: Bool = false) -> Variable {
    quantile(of: QuantileRule(percent: p), axis: axis, keepDims: keepDims, for: "percentile")
  }

  /// The middle of all elements, or the mean of the two in the middle, as NumPy's: rank 0. NaN if one element is.
  public func median() -> Variable { flattened().median(axis: 0) }

  /// The middle of the elements along an axis, or the mean of the two in the middle, as NumPy's.
  public func median(axis: Int, keepDims: Bool = false) -> Variable {
    quantile(of: .median, axis: axis, keepDims: keepDims, for: "median")
  }

  private func quantile(
    of rule: QuantileRule, axis: Int, keepDims: Bool, for operation: StaticString
  ) -> Variable {
    let result = value.quantile(of: rule, axis: axis, keepDims: true, for: operation)
    if rank == 0 { return self }
    let axis = shape.resolve(axis: axis, for: operation)
    let length = shape[axis]
    if length == 0 { return Variable(constant: keepDims ? result : result.squeezed(axis: axis)) }
    let place = rule.place(in: length)
    let order = value.argsort(axis: axis)
    let last = order.position(length - 1, axis)
    // NaN, which comes last, is then both neighbours.
    let isNaN = value.gather(last, axis: axis).isNaN()
    func neighbour(_ index: Int) -> Tensor<Int32> { order.position(index, axis).replacing(with: last, where: isNaN) }
    let operation = Quantile(
      result: AnyTensor(result), low: neighbour(place.below), high: neighbour(place.above), axis: axis,
      fraction: place.fraction)
    let kept = Variable(operation.record(tracked))
    return keepDims ? kept : kept.squeezed(axis: axis)
  }
}

extension Variable where Scalar: FloatingScalar {
  /// `quantile` with a fraction of the variable's own type.
  @_disfavoredOverload
  public func quantile(_ q: Scalar) -> Variable { quantile(q.asDouble) }
  /// `quantile` along an axis with a fraction of the variable's own type.
  @_disfavoredOverload
  public func quantile(_ q: Scalar, axis: Int, keepDims: Bool = false) -> Variable {
    quantile(q.asDouble, axis: axis, keepDims: keepDims)
  }
  /// `percentile` with a number of the variable's own type.
  @_disfavoredOverload
  public func percentile(_ p: Scalar) -> Variable { percentile(p.asDouble) }
  /// `percentile` along an axis with a number of the variable's own type.
  @_disfavoredOverload
  public func percentile(_ p: Scalar, axis: Int, keepDims: Bool = false) -> Variable {
    percentile(p.asDouble, axis: axis, keepDims: keepDims)
  }
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
