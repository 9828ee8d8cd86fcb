public import Tensor

/// Σ or mean over axes.
struct Sum: UnaryPrimitive {
  let axes: AxisSet
  let keepDims: Bool
  let isMean: Bool

  var name: String { isMean ? "mean" : "sum" }
  var keeps: Kept { .nothing }

  func forward(_ x: AnyTensor) -> AnyTensor {
    let total = x.sum(axes.bits, keepDims: keepDims)
    return isMean ? .binary(.div, total, Double(axes.reducedCount(x.shape)), scalarOnLeft: false) : total
  }

  func gradients(_ g: consuming Tracked, at point: Point) -> Gradients {
    // One number stands for itself everywhere: the sweep spreads it where that is needed.
    if axes == .all && !keepDims && point.isPlain(g) {
      return Gradients(isMean ? g / Double(point.count(0)) : g)
    }
    let shape = point.shape(0)
    let scaled = isMean ? g / Double(axes.reducedCount(shape)) : g
    return Gradients(scaled.restored(axes, shape, keepDims).broadcast(to: shape))
  }
}

extension Tracked {
  /// A reduction's result, or its gradient, with the reduced axes put back at length 1.
  @inline(__always)
  func restored(_ axes: AxisSet, _ shape: Shape, _ keepDims: Bool) -> Tracked {
    keepDims || axes == .all ? self : reshaped(axes.kept(shape))
  }
}

extension Variable where Scalar: FloatingScalar {
  @inline(__always)
  private func summed(_ axes: AxisSet, _ keepDims: Bool, mean: Bool) -> Variable {
    Variable(Sum(axes: axes, keepDims: keepDims, isMean: mean).record(tracked))
  }

  private func axes(_ axes: [Int], _ operation: StaticString) -> AxisSet { AxisSet(axes, of: shape, for: operation) }

  /// Σ x over all elements: rank 0.
  public func sum() -> Variable { summed(.all, false, mean: false) }
  /// Σ x along an axis.
  public func sum(axis: Int, keepDims: Bool = false) -> Variable { summed(axes([axis], "sum"), keepDims, mean: false) }
  /// Σ x over several axes.
  public func sum(axes: [Int], keepDims: Bool = false) -> Variable {
    summed(self.axes(axes, "sum"), keepDims, mean: false)
  }
  /// Σ x / n over all elements: rank 0.
  public func mean() -> Variable { summed(.all, false, mean: true) }
  /// Σ x / n along an axis.
  public func mean(axis: Int, keepDims: Bool = false) -> Variable { summed(axes([axis], "mean"), keepDims, mean: true) }
  /// Σ x / n over several axes.
  public func mean(axes: [Int], keepDims: Bool = false) -> Variable {
    summed(self.axes(axes, "mean"), keepDims, mean: true)
  }
}
