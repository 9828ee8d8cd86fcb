import Kernels

// Reductions: over all axes, one axis, or several; axes count from the end when negative. Sums are blocked and in a fixed
// order, whatever the number of threads.

extension Tensor where Scalar: NumericScalar {
  /// Σ x over all elements: rank 0. The sum of nothing is 0. Of integers it is an `Int`, as in PyTorch.
  public func sum() -> Tensor<Scalar.Sum> { Tensor<Scalar.Sum>(Reduction.all.run(.sum, storage)) }
  /// Σ x along an axis. Of integers it is an `Int`.
  public func sum(axis: Int, keepDims: Bool = false) -> Tensor<Scalar.Sum> {
    Tensor<Scalar.Sum>(Reduction(axis, keepDims, storage, "sum").run(.sum, storage))
  }
  /// Σ x over several axes. Of integers it is an `Int`.
  public func sum(axes: [Int], keepDims: Bool = false) -> Tensor<Scalar.Sum> {
    Tensor<Scalar.Sum>(Reduction(axes, keepDims, storage, "sum").run(.sum, storage))
  }

  /// Π x over all elements: rank 0. The product of nothing is 1. Of integers it is an `Int`.
  public func prod() -> Tensor<Scalar.Sum> { Tensor<Scalar.Sum>(Reduction.all.run(.prod, storage)) }
  /// Π x along an axis. Of integers it is an `Int`.
  public func prod(axis: Int, keepDims: Bool = false) -> Tensor<Scalar.Sum> {
    Tensor<Scalar.Sum>(Reduction(axis, keepDims, storage, "prod").run(.prod, storage))
  }
  /// Π x over several axes. Of integers it is an `Int`.
  public func prod(axes: [Int], keepDims: Bool = false) -> Tensor<Scalar.Sum> {
    Tensor<Scalar.Sum>(Reduction(axes, keepDims, storage, "prod").run(.prod, storage))
  }
}

extension Tensor where Scalar == Bool {
  /// How many elements are true: rank 0.
  public func sum() -> Tensor<Int> { countNonzero() }
  /// How many elements along an axis are true.
  public func sum(axis: Int, keepDims: Bool = false) -> Tensor<Int> { countNonzero(axis: axis, keepDims: keepDims) }
  /// How many elements over several axes are true.
  public func sum(axes: [Int], keepDims: Bool = false) -> Tensor<Int> { countNonzero(axes: axes, keepDims: keepDims) }

  /// How many of the elements so far along an axis are true.
  public func cumsum(axis: Int) -> Tensor<Int> { Tensor<Int>(Scan.run(MK_CUMSUM, storage, axis, "cumsum")) }

  /// The share of elements that are true: rank 0. NaN for no elements.
  public func mean() -> Tensor<Float> { exactMean(.all) }
  /// The share of elements along an axis that are true.
  public func mean(axis: Int, keepDims: Bool = false) -> Tensor<Float> {
    exactMean(Reduction(axis, keepDims, storage, "mean"))
  }
  /// The share of elements over several axes that are true.
  public func mean(axes: [Int], keepDims: Bool = false) -> Tensor<Float> {
    exactMean(Reduction(axes, keepDims, storage, "mean"))
  }
}

extension Tensor where Scalar: IntegerScalar {
  /// Σ x / n over all elements, computed in Double: rank 0. NaN for no elements.
  public func mean() -> Tensor<Float> { exactMean(.all) }
  /// Σ x / n along an axis, computed in Double.
  public func mean(axis: Int, keepDims: Bool = false) -> Tensor<Float> {
    exactMean(Reduction(axis, keepDims, storage, "mean"))
  }
  /// Σ x / n over several axes, computed in Double.
  public func mean(axes: [Int], keepDims: Bool = false) -> Tensor<Float> {
    exactMean(Reduction(axes, keepDims, storage, "mean"))
  }
}

extension Tensor {
  /// The mean of integers and truth values.
  fileprivate func exactMean(_ reduction: Reduction) -> Tensor<Float> {
    let count = Double(reduction.reducedCount(storage.shape))
    return Tensor<Float>(Tensor<Double>(Tensor<Int>(reduction.run(.sum, storage))) / count)
  }

  /// The greatest element, true above false: rank 0. NaN if there is one. Traps without elements.
  public func max() -> Tensor { Tensor(Reduction.all.nonempty(storage, "max").run(.max, storage)) }
  /// The greatest element along an axis. Traps if the axis is empty.
  public func max(axis: Int, keepDims: Bool = false) -> Tensor {
    Tensor(Reduction(axis, keepDims, storage, "max").nonempty(storage, "max").run(.max, storage))
  }
  /// The greatest element over several axes. Traps if one is empty.
  public func max(axes: [Int], keepDims: Bool = false) -> Tensor {
    Tensor(Reduction(axes, keepDims, storage, "max").nonempty(storage, "max").run(.max, storage))
  }

  /// The smallest element, false below true: rank 0. NaN if there is one. Traps without elements.
  public func min() -> Tensor { Tensor(Reduction.all.nonempty(storage, "min").run(.min, storage)) }
  /// The smallest element along an axis. Traps if the axis is empty.
  public func min(axis: Int, keepDims: Bool = false) -> Tensor {
    Tensor(Reduction(axis, keepDims, storage, "min").nonempty(storage, "min").run(.min, storage))
  }
  /// The smallest element over several axes. Traps if one is empty.
  public func min(axes: [Int], keepDims: Bool = false) -> Tensor {
    Tensor(Reduction(axes, keepDims, storage, "min").nonempty(storage, "min").run(.min, storage))
  }

  /// Where the greatest element is, counted row-major: rank 0. The first of equals; the first NaN wins.
  public func argmax() -> Tensor<Int32> {
    Tensor<Int32>(Reduction.all.nonempty(storage, "argmax").run(.argmax, storage))
  }
  /// Where along the axis the greatest element is: the first of equals.
  public func argmax(axis: Int, keepDims: Bool = false) -> Tensor<Int32> {
    Tensor<Int32>(
      Reduction(axis, keepDims, storage, "argmax").nonempty(storage, "argmax").run(.argmax, storage))
  }

  /// Where the smallest element is, counted row-major: rank 0. The first of equals; the first NaN wins.
  public func argmin() -> Tensor<Int32> {
    Tensor<Int32>(Reduction.all.nonempty(storage, "argmin").run(.argmin, storage))
  }
  /// Where along the axis the smallest element is: the first of equals.
  public func argmin(axis: Int, keepDims: Bool = false) -> Tensor<Int32> {
    Tensor<Int32>(
      Reduction(axis, keepDims, storage, "argmin").nonempty(storage, "argmin").run(.argmin, storage))
  }

  /// Whether any element is true, or not 0: rank 0.
  public func any() -> Tensor<Bool> { Tensor<Bool>(Reduction.all.run(.any, storage)) }
  /// Whether any element along the axis is true, or not 0.
  public func any(axis: Int, keepDims: Bool = false) -> Tensor<Bool> {
    Tensor<Bool>(Reduction(axis, keepDims, storage, "any").run(.any, storage))
  }
  /// Whether any element over several axes is true, or not 0.
  public func any(axes: [Int], keepDims: Bool = false) -> Tensor<Bool> {
    Tensor<Bool>(Reduction(axes, keepDims, storage, "any").run(.any, storage))
  }

  /// Whether all elements are true, or not 0: rank 0.
  public func all() -> Tensor<Bool> { Tensor<Bool>(Reduction.all.run(.all, storage)) }
  /// Whether all elements along the axis are true, or not 0.
  public func all(axis: Int, keepDims: Bool = false) -> Tensor<Bool> {
    Tensor<Bool>(Reduction(axis, keepDims, storage, "all").run(.all, storage))
  }
  /// Whether all elements over several axes are true, or not 0.
  public func all(axes: [Int], keepDims: Bool = false) -> Tensor<Bool> {
    Tensor<Bool>(Reduction(axes, keepDims, storage, "all").run(.all, storage))
  }

  /// How many elements are true, or not 0: rank 0.
  public func countNonzero() -> Tensor<Int> { Tensor<Int>(Reduction.all.run(.countNonzero, storage)) }
  /// How many elements along an axis are true, or not 0.
  public func countNonzero(axis: Int, keepDims: Bool = false) -> Tensor<Int> {
    Tensor<Int>(Reduction(axis, keepDims, storage, "countNonzero").run(.countNonzero, storage))
  }
  /// How many elements over several axes are true, or not 0.
  public func countNonzero(axes: [Int], keepDims: Bool = false) -> Tensor<Int> {
    Tensor<Int>(Reduction(axes, keepDims, storage, "countNonzero").run(.countNonzero, storage))
  }
}

/// Which norm `norm` takes.
public enum NormOrder: Sendable {
  /// Σ |x|
  case one
  /// √Σ x²
  case two
  /// max |x|
  case infinity
}

extension Tensor where Scalar: FloatingScalar {
  /// Σ x / n over all elements: rank 0. NaN for no elements.
  public func mean() -> Tensor { mean(.all) }
  /// Σ x / n along an axis.
  public func mean(axis: Int, keepDims: Bool = false) -> Tensor { mean(Reduction(axis, keepDims, storage, "mean")) }
  /// Σ x / n over several axes.
  public func mean(axes: [Int], keepDims: Bool = false) -> Tensor {
    mean(Reduction(axes, keepDims, storage, "mean"))
  }

  private func mean(_ reduction: Reduction) -> Tensor {
    var result = Tensor(reduction.run(.sum, storage))
    result /= Scalar(reduction.reducedCount(storage.shape))
    return result
  }

  /// Σ (x − mean)² / (n − correction) over all elements: rank 0. `correction` is 1 as in PyTorch; 0 gives NumPy's.
  public func variance(correction: Scalar = 1) -> Tensor { spread(.all, correction) }
  /// Σ (x − mean)² / (n − correction) along an axis.
  public func variance(axis: Int, correction: Scalar = 1, keepDims: Bool = false) -> Tensor {
    spread(Reduction(axis, keepDims, storage, "variance"), correction)
  }
  /// Σ (x − mean)² / (n − correction) over several axes.
  public func variance(axes: [Int], correction: Scalar = 1, keepDims: Bool = false) -> Tensor {
    spread(Reduction(axes, keepDims, storage, "variance"), correction)
  }

  /// The square root of the variance over all elements: rank 0.
  public func std(correction: Scalar = 1) -> Tensor { spread(.all, correction, isRoot: true) }
  /// The square root of the variance along an axis.
  public func std(axis: Int, correction: Scalar = 1, keepDims: Bool = false) -> Tensor {
    spread(Reduction(axis, keepDims, storage, "std"), correction, isRoot: true)
  }
  /// The square root of the variance over several axes.
  public func std(axes: [Int], correction: Scalar = 1, keepDims: Bool = false) -> Tensor {
    spread(Reduction(axes, keepDims, storage, "std"), correction, isRoot: true)
  }

  private func spread(_ reduction: Reduction, _ correction: Scalar, isRoot: Bool = false) -> Tensor {
    Tensor(reduction.variance(storage, correction: correction.asDouble, isRoot: isRoot))
  }

  /// The norm of all elements: rank 0.
  public func norm(_ order: NormOrder = .two) -> Tensor { norm(order, .all) }
  /// The norm along an axis.
  public func norm(_ order: NormOrder = .two, axis: Int, keepDims: Bool = false) -> Tensor {
    norm(order, Reduction(axis, keepDims, storage, "norm"))
  }
  /// The norm over several axes.
  public func norm(_ order: NormOrder = .two, axes: [Int], keepDims: Bool = false) -> Tensor {
    norm(order, Reduction(axes, keepDims, storage, "norm"))
  }

  private func norm(_ order: NormOrder, _ reduction: Reduction) -> Tensor {
    switch order {
    case .one: Tensor(reduction.run(.sumAbs, storage))
    case .two: Tensor(reduction.euclideanNorm(storage))
    case .infinity: Tensor(reduction.nonempty(storage, "norm").run(.maxAbs, storage))
    }
  }

  /// log Σ e^x over all elements: rank 0. Without overflow.
  public func logSumExp() -> Tensor { Tensor(Reduction.all.run(.logSumExp, storage)) }
  /// log Σ e^x along an axis, without overflow.
  public func logSumExp(axis: Int, keepDims: Bool = false) -> Tensor {
    Tensor(Reduction(axis, keepDims, storage, "logSumExp").run(.logSumExp, storage))
  }
  /// log Σ e^x over several axes, without overflow.
  public func logSumExp(axes: [Int], keepDims: Bool = false) -> Tensor {
    Tensor(Reduction(axes, keepDims, storage, "logSumExp").run(.logSumExp, storage))
  }
}

/// e^x / Σ e^x along an axis; rows add to 1. Without overflow.
public func softmax<Scalar: FloatingScalar>(_ x: Tensor<Scalar>, axis: Int) -> Tensor<Scalar> {
  Tensor(Scan.run(MK_SOFTMAX, x.storage, axis, "softmax"))
}

/// x − log Σ e^x along an axis: the logarithm of softmax, without overflow or loss.
public func logSoftmax<Scalar: FloatingScalar>(_ x: Tensor<Scalar>, axis: Int) -> Tensor<Scalar> {
  Tensor(Scan.run(MK_LOG_SOFTMAX, x.storage, axis, "logSoftmax"))
}

extension Tensor where Scalar: NumericScalar {
  /// The sums of the elements so far along an axis.
  public func cumsum(axis: Int) -> Tensor<Scalar.Sum> {
    Tensor<Scalar.Sum>(Scan.run(MK_CUMSUM, storage, axis, "cumsum"))
  }
  /// The products of the elements so far along an axis.
  public func cumprod(axis: Int) -> Tensor<Scalar.Sum> {
    Tensor<Scalar.Sum>(Scan.run(MK_CUMPROD, storage, axis, "cumprod"))
  }
}
