public import Tensor

/// The greatest or smallest element over axes; equals share the gradient evenly.
struct Extreme: UnaryPrimitive {
  let isMax: Bool
  let axes: AxisSet
  let keepDims: Bool

  var name: String { isMax ? "max" : "min" }
  var keeps: Kept { [.inputs, .output] }

  func forward(_ x: AnyTensor) -> AnyTensor { x.reduced(isMax ? .max : .min, axes.bits, keepDims: keepDims) }

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    let x = point.value(0)
    let y = Tracked(constant: point.output.value).restored(axes, x.shape, keepDims).value
    return Gradients(g.restored(axes, x.shape, keepDims) * Tracked(constant: .evenShares(of: x, equalTo: y, axes)))
  }
}

extension AnyTensor {
  /// One part in k where x equals y, which k elements over the axes do; 0 elsewhere. NaN equals NaN here.
  static func evenShares(of x: AnyTensor, equalTo y: AnyTensor, _ axes: AxisSet) -> AnyTensor {
    let bothNaN = (.!x.compared(.equal, x)) .& (.!y.compared(.equal, y))
    let ones = x.ones(where: x.compared(.equal, y) .| bothNaN)
    return .binary(.div, ones, ones.sum(axes.bits, keepDims: axes != .all))
  }
}

extension Variable where Scalar: FloatingScalar {
  /// The first of the greatest or smallest along an axis: the element that `argmax` or `argmin` names.
  private func first(_ reduction: ErasedReduction, _ axis: Int, _ keepDims: Bool, _ name: StaticString) -> Variable {
    if rank == 0 { return reduction == .max ? max() : min() }
    let axis = shape.resolve(axis: axis, for: name)
    let positions = tracked.value.positions(reduction, axis: axis)
    let chosen = Variable(Gather(indices: positions, axis: axis).record(tracked))
    return keepDims ? chosen : chosen.squeezed(axis: axis)
  }

  private func extreme(_ isMax: Bool, _ axes: AxisSet, _ keepDims: Bool) -> Variable {
    Variable(Extreme(isMax: isMax, axes: axes, keepDims: keepDims).record(tracked))
  }

  /// The greatest element: rank 0; equals share the gradient evenly, as in PyTorch. Traps without elements.
  public func max() -> Variable { extreme(true, .all, false) }
  /// The greatest element along an axis; the first of equals gets the gradient, as in PyTorch's `max(dim)`.
  public func max(axis: Int, keepDims: Bool = false) -> Variable { first(.max, axis, keepDims, "max") }
  /// The greatest element over several axes; equals share the gradient evenly, as in PyTorch's `amax`.
  public func max(axes: [Int], keepDims: Bool = false) -> Variable {
    extreme(true, AxisSet(axes, of: shape, for: "max"), keepDims)
  }
  /// The smallest element: rank 0; equals share the gradient evenly, as in PyTorch. Traps without elements.
  public func min() -> Variable { extreme(false, .all, false) }
  /// The smallest element along an axis; the first of equals gets the gradient, as in PyTorch's `min(dim)`.
  public func min(axis: Int, keepDims: Bool = false) -> Variable { first(.min, axis, keepDims, "min") }
  /// The smallest element over several axes; equals share the gradient evenly, as in PyTorch's `amin`.
  public func min(axes: [Int], keepDims: Bool = false) -> Variable {
    extreme(false, AxisSet(axes, of: shape, for: "min"), keepDims)
  }
}
