import Tensor

/// Σ or mean over axes.
struct Sum: Primitive {
  /// nil for all axes.
  let axes: [Int]?
  let keepDims: Bool
  let isMean: Bool

  var name: String { isMean ? "mean" : "sum" }
  var keeps: Kept { .nothing }

  func forward(_ inputs: Inputs) -> AnyTensor {
    let total = inputs[0].sum(axes, keepDims: keepDims)
    guard isMean else { return total }
    let reduced = axes.map { $0.reduce(1) { $0 * inputs[0].shape[axis: $1] } } ?? inputs[0].count
    return .binary(.div, total, Double(reduced), scalarOnLeft: false)
  }

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    let shape = point.shape(0)
    var spread = g.restoring(axes, of: shape, kept: keepDims)
    if isMean { spread = spread / (Double(shape.volume) / Double(Swift.max(g.count, 1))) }
    return Gradients(spread.broadcast(to: shape))
  }
}

extension Tracked {
  /// A reduction's result, or its gradient, with the reduced axes put back at length 1.
  func restoring(_ axes: [Int]?, of shape: Shape, kept: Bool) -> Tracked {
    guard let axes, !kept else { return self }
    var lengths = shape
    for axis in axes { lengths[axis < 0 ? axis + shape.count : axis] = 1 }
    return reshaped(lengths)
  }
}

extension Shape {
  fileprivate subscript(axis axis: Int) -> Int { self[axis < 0 ? axis + count : axis] }
}

extension Variable {
  private func summed(_ axes: [Int]?, _ keepDims: Bool, mean: Bool) -> Variable {
    Variable(Sum(axes: axes, keepDims: keepDims, isMean: mean).record(tracked))
  }

  /// Σ x over all elements: rank 0.
  public func sum() -> Variable { summed(nil, false, mean: false) }
  /// Σ x along an axis.
  public func sum(axis: Int, keepDims: Bool = false) -> Variable { summed([axis], keepDims, mean: false) }
  /// Σ x over several axes.
  public func sum(axes: [Int], keepDims: Bool = false) -> Variable { summed(axes, keepDims, mean: false) }
  /// Σ x / n over all elements: rank 0.
  public func mean() -> Variable { summed(nil, false, mean: true) }
  /// Σ x / n along an axis.
  public func mean(axis: Int, keepDims: Bool = false) -> Variable { summed([axis], keepDims, mean: true) }
  /// Σ x / n over several axes.
  public func mean(axes: [Int], keepDims: Bool = false) -> Variable { summed(axes, keepDims, mean: true) }
}
