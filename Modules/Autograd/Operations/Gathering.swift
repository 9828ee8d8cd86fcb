public import Tensor

/// The positions of an axis that indices choose.
struct Take: Primitive {
  /// In 0..<length.
  let indices: Tensor<Int32>
  let axis: Int

  var name: String { "take" }
  var keeps: Kept { .nothing }

  func forward(_ inputs: Inputs) -> AnyTensor { inputs[0].take(indices, axis) }

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    Gradients(AddRows(indices: indices, axis: axis, shape: point.shape(0)).record(g))
  }
}

/// Zeros with rows added where indices say: what undoes `Take` for gradients.
struct AddRows: Primitive {
  let indices: Tensor<Int32>
  let axis: Int
  /// Of the result.
  let shape: Shape

  var name: String { "addRows" }
  var keeps: Kept { .nothing }

  func forward(_ inputs: Inputs) -> AnyTensor { inputs[0].addingRows(indices, axis, into: shape) }

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    Gradients(Take(indices: indices, axis: axis).record(g))
  }
}

extension Variable {
  /// The positions of an axis that `indices` chooses, in their order; the axis is replaced by the axes of `indices`.
  ///
  /// Traps where an index is out of bounds; negative ones count from the end.
  public func take(_ indices: Tensor<Int32>, axis: Int = 0) -> Variable {
    let axis = resolved(axis, "take")
    let positions = indices.positions(of: axis, in: shape, for: "take")
    return Variable(Take(indices: positions, axis: axis).record(tracked))
  }
}
