import Kernels

/// Reductions that have a gradient.
package enum ErasedReduction {
  case max, min, prod, sumAbs, sumSquares, maxAbs, logSumExp

  fileprivate var function: ReductionFunction {
    switch self {
    case .max: .max
    case .min: .min
    case .prod: .prod
    case .sumAbs: .sumAbs
    case .sumSquares: .sumSquares
    case .maxAbs: .maxAbs
    case .logSumExp: .logSumExp
    }
  }

  fileprivate var needsElements: StaticString? {
    switch self {
    case .max: "max"
    case .min: "min"
    case .maxAbs: "norm"
    default: nil
    }
  }
}

extension AnyTensor {
  /// A reduction over the axes whose bits are set.
  package func reduced(_ reduction: ErasedReduction, _ axes: UInt8, keepDims: Bool) -> AnyTensor {
    var work = Reduction(reduced: axes, keepDims: keepDims)
    if let name = reduction.needsElements { work = work.nonempty(storage, name) }
    return AnyTensor(work.run(reduction.function, storage))
  }

  /// Σ (x − mean)² / (n − correction) over the axes whose bits are set, or its square root.
  package func variance(_ axes: UInt8, keepDims: Bool, correction: Double, isRoot: Bool) -> AnyTensor {
    AnyTensor(Reduction(reduced: axes, keepDims: keepDims).variance(storage, correction: correction, isRoot: isRoot))
  }

  /// √Σ x² over the axes whose bits are set.
  package func euclideanNorm(_ axes: UInt8, keepDims: Bool) -> AnyTensor {
    AnyTensor(Reduction(reduced: axes, keepDims: keepDims).euclideanNorm(storage))
  }

  /// Where along an axis, which stays with length 1, the greatest or the smallest element is.
  package func positions(_ reduction: ErasedReduction, axis: Int) -> Tensor<Int32> {
    let isMax = if case .max = reduction { true } else { false }
    let name: StaticString = isMax ? "max" : "min"
    let work = Reduction(axis, true, storage, name).nonempty(storage, name)
    return Tensor<Int32>(work.run(isMax ? .argmax : .argmin, storage))
  }

  /// The sums of the elements so far along an axis.
  package func cumsum(_ axis: Int) -> AnyTensor { AnyTensor(Scan.run(MK_CUMSUM, storage, axis, "cumsum")) }
  /// The products of the elements so far along an axis.
  package func cumprod(_ axis: Int) -> AnyTensor { AnyTensor(Scan.run(MK_CUMPROD, storage, axis, "cumprod")) }

  /// e^x / Σ e^x along an axis.
  package func softmax(_ axis: Int) -> AnyTensor { AnyTensor(Scan.run(MK_SOFTMAX, storage, axis, "softmax")) }

  /// x − log Σ e^x along an axis.
  package func logSoftmax(_ axis: Int) -> AnyTensor {
    AnyTensor(Scan.run(MK_LOG_SOFTMAX, storage, axis, "logSoftmax"))
  }

  /// The gradient of softmax or log-softmax from their result, in one pass.
  package static func softmaxGradient(
    _ gradient: AnyTensor, y: AnyTensor, axis: Int, isLog: Bool
  ) -> AnyTensor {
    AnyTensor(
      Scan.gradient(
        isLog ? MK_LOG_SOFTMAX : MK_SOFTMAX, gradient: gradient.storage, y: y.storage, axis: axis))
  }
}
