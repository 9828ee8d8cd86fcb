public import Tensor

/// Σ (x − mean)² / (n − correction) over axes, or its square root.
struct Variance: UnaryPrimitive {
  let axes: AxisSet
  let keepDims: Bool
  let correction: Double
  let isRoot: Bool

  var name: String { isRoot ? "std" : "variance" }
  var keeps: Kept { isRoot ? [.inputs, .output] : .inputs }

  func forward(_ x: AnyTensor) -> AnyTensor {
    x.variance(axes.bits, keepDims: keepDims, correction: correction, isRoot: isRoot)
  }

  /// n − correction. Where that is not positive the variance is no number, and PyTorch's gradient depends on the form:
  /// over all elements none either, over axes the formula's.
  private func divisor(_ shape: Shape) -> Double {
    let freedom = Double(axes.reducedCount(shape)) - correction
    return axes == .all || shape.count == 0 ? Swift.max(freedom, 0) : freedom
  }

  /// 2 (x − mean) / (n − correction); of the root that divided by 2 √variance, 0 where the variance is.
  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    let x = point.input(0)
    let shape = x.shape
    let centred = x - Sum(axes: axes, keepDims: true, isMean: true).record(x)
    var scale = g
    if isRoot {
      let root = point.output
      scale = (g / (root * 2)).masked(.!root.value.compared(.equal, 0))
    }
    return Gradients(
      centred * (2 / divisor(shape)) * scale.restored(axes, shape, keepDims))
  }
}

/// A norm over axes.
struct Norm: UnaryPrimitive {
  let order: NormOrder
  let axes: AxisSet
  let keepDims: Bool

  var name: String { "norm" }
  var keeps: Kept { order == .one ? .inputs : [.inputs, .output] }

  func forward(_ x: AnyTensor) -> AnyTensor {
    switch order {
    case .one: x.reduced(.sumAbs, axes.bits, keepDims: keepDims)
    case .two: x.euclideanNorm(axes.bits, keepDims: keepDims)
    case .infinity: x.reduced(.maxAbs, axes.bits, keepDims: keepDims)
    }
  }

  /// 1: sign x. 2: x / norm, 0 where the norm is 0. ∞: the sign at the greatest, which share it evenly.
  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    let x = point.input(0)
    let shape = x.shape
    let sign = Tracked(constant: x.value.map(.sign))
    switch order {
    case .one: return Gradients(sign * g.restored(axes, shape, keepDims))
    case .two:
      // x by the norm before all else: of tiny numbers only that quotient is a number.
      let norm = point.output.restored(axes, shape, keepDims)
      let direction = (x / norm).masked(.!norm.value.compared(.equal, 0))
      return Gradients(direction * g.restored(axes, shape, keepDims))
    case .infinity:
      let norm = Tracked(constant: point.output.value).restored(axes, shape, keepDims).value
      let shares = AnyTensor.evenShares(of: x.value.map(.absolute), equalTo: norm, axes)
      return Gradients(sign * Tracked(constant: shares) * g.restored(axes, shape, keepDims))
    }
  }
}

/// log Σ e^x over axes.
struct LogSumExp: UnaryPrimitive {
  let axes: AxisSet
  let keepDims: Bool

  var name: String { "logSumExp" }
  var keeps: Kept { [.inputs, .output] }

  func forward(_ x: AnyTensor) -> AnyTensor { x.reduced(.logSumExp, axes.bits, keepDims: keepDims) }

  /// e^(x − y)
  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    let x = point.input(0)
    let y = point.output.restored(axes, x.shape, keepDims)
    return Gradients(g.restored(axes, x.shape, keepDims) * (x - y).map(.exp))
  }
}

extension Variable where Scalar: FloatingScalar {
  private func axes(_ axes: [Int], _ operation: StaticString) -> AxisSet { AxisSet(axes, of: shape, for: operation) }

  private func spread(_ axes: AxisSet, _ correction: Scalar, _ keepDims: Bool, isRoot: Bool) -> Variable {
    Variable(
      Variance(axes: axes, keepDims: keepDims, correction: correction.asDouble, isRoot: isRoot).record(tracked))
  }

  /// Σ (x − mean)² / (n − correction) over all elements: rank 0. `correction` is 1 as in PyTorch; 0 gives NumPy's.
  public func variance(correction: Scalar = 1) -> Variable { spread(.all, correction, false, isRoot: false) }
  /// Σ (x − mean)² / (n − correction) along an axis.
  public func variance(axis: Int, correction: Scalar = 1, keepDims: Bool = false) -> Variable {
    spread(axes([axis], "variance"), correction, keepDims, isRoot: false)
  }
  /// Σ (x − mean)² / (n − correction) over several axes.
  public func variance(axes: [Int], correction: Scalar = 1, keepDims: Bool = false) -> Variable {
    spread(self.axes(axes, "variance"), correction, keepDims, isRoot: false)
  }
  /// The square root of the variance over all elements: rank 0. The gradient is 0 where the deviation is.
  public func std(correction: Scalar = 1) -> Variable { spread(.all, correction, false, isRoot: true) }
  /// The square root of the variance along an axis.
  public func std(axis: Int, correction: Scalar = 1, keepDims: Bool = false) -> Variable {
    spread(axes([axis], "std"), correction, keepDims, isRoot: true)
  }
  /// The square root of the variance over several axes.
  public func std(axes: [Int], correction: Scalar = 1, keepDims: Bool = false) -> Variable {
    spread(self.axes(axes, "std"), correction, keepDims, isRoot: true)
  }

  /// The norm of all elements: rank 0. The gradient of the 2-norm is 0 where the norm is.
  public func norm(_ order: NormOrder = .two) -> Variable {
    Variable(Norm(order: order, axes: .all, keepDims: false).record(tracked))
  }
  /// The norm along an axis.
  public func norm(_ order: NormOrder = .two, axis: Int, keepDims: Bool = false) -> Variable {
    norm(order, axes: [axis], keepDims: keepDims)
  }
  /// The norm over several axes.
  public func norm(_ order: NormOrder = .two, axes: [Int], keepDims: Bool = false) -> Variable {
    Variable(Norm(order: order, axes: self.axes(axes, "norm"), keepDims: keepDims).record(tracked))
  }

  /// log Σ e^x over all elements: rank 0. Without overflow.
  public func logSumExp() -> Variable { Variable(LogSumExp(axes: .all, keepDims: false).record(tracked)) }
  /// log Σ e^x along an axis, without overflow.
  public func logSumExp(axis: Int, keepDims: Bool = false) -> Variable { logSumExp(axes: [axis], keepDims: keepDims) }
  /// log Σ e^x over several axes, without overflow.
  public func logSumExp(axes: [Int], keepDims: Bool = false) -> Variable {
    Variable(LogSumExp(axes: self.axes(axes, "logSumExp"), keepDims: keepDims).record(tracked))
  }
}
