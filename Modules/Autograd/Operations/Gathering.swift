public import Tensor

/// The positions of an axis that indices choose.
struct Take: UnaryPrimitive {
  let indices: Tensor<Int32>
  let axis: Int

  var name: String { "take" }
  var keeps: Kept { .nothing }

  func forward(_ x: AnyTensor) -> AnyTensor { x.take(indices, axis) }

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    Gradients(AddRows(indices: indices, axis: axis, shape: point.shape(0)).record(g))
  }
}

/// Zeros with rows added where indices say: what undoes `Take` for gradients.
struct AddRows: UnaryPrimitive {
  let indices: Tensor<Int32>
  let axis: Int
  /// Of the result.
  let shape: Shape

  var name: String { "addRows" }
  var keeps: Kept { .nothing }

  func forward(_ x: AnyTensor) -> AnyTensor { x.addingRows(indices, axis, into: shape) }

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    Gradients(Take(indices: indices, axis: axis).record(g))
  }
}

/// One element for each index along an axis.
struct Gather: UnaryPrimitive {
  let indices: Tensor<Int32>
  let axis: Int

  var name: String { "gather" }
  var keeps: Kept { .nothing }

  func forward(_ x: AnyTensor) -> AnyTensor { x.gather(indices, axis) }

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    Gradients(AddElements(indices: indices, axis: axis, shape: point.shape(0)).record(g))
  }
}

/// Zeros with elements added along an axis where indices say: what undoes `Gather` for gradients.
struct AddElements: UnaryPrimitive {
  let indices: Tensor<Int32>
  let axis: Int
  /// Of the result.
  let shape: Shape

  var name: String { "addElements" }
  var keeps: Kept { .nothing }

  func forward(_ x: AnyTensor) -> AnyTensor { x.addingElements(indices, axis, into: shape) }

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    Gradients(Gather(indices: indices, axis: axis).record(g))
  }
}

extension Variable where Scalar: FloatingScalar {
  /// The positions of an axis that `indices` chooses, in their order; the axis is replaced by the axes of `indices`.
  ///
  /// Traps where an index is out of bounds; negative ones count from the end.
  public func take(_ indices: Tensor<Int32>, axis: Int = 0) -> Variable {
    let axis = resolved(axis, "take")
    if rank == 0 {
      guard indices.count == 1 else { fail("take: a single number has one position, \(indices.count) are asked for") }
      return reshaped(1).take(indices).reshaped([])
    }
    let positions = indices.positions(of: axis, in: shape, for: "take")
    return Variable(Take(indices: positions, axis: axis).record(tracked))
  }

  /// One element for each index: out[…, i, …] = self[…, indices[…, i, …], …] along the axis. The other axes of `indices`
  /// may be shorter than this variable's.
  public func gather(_ indices: Tensor<Int32>, axis: Int) -> Variable {
    let axis = resolved(axis, "gather")
    if rank == 0, indices.rank <= 1 {
      return reshaped(1).gather(indices.reshaped(-1), axis: 0).reshaped(indices.shape)
    }
    return Variable(Gather(indices: indices, axis: axis).record(tracked))
  }

  /// This variable with elements of `values` added at […, indices[…, i, …], …] along an axis, as often as an index appears;
  /// differentiable in both. `values` may be larger than `indices`; its first elements count. Equals PyTorch's
  /// `scatter_add`.
  ///
  /// Traps where an index is out of bounds, and where the shapes do not fit.
  public func scatterAdding(_ values: Variable, at indices: Tensor<Int32>, axis: Int) -> Variable {
    guard values.rank == indices.rank, zip(indices.shape, values.shape).allSatisfy({ $0 <= $1 }) else {
      fail("scatterAdd: values of shape \(values.shape), indices of \(indices.shape): at least as many are needed")
    }
    if rank == 0, indices.rank <= 1 {
      let line = reshaped(1).scatterAdding(values.reshaped(-1), at: indices.reshaped(-1), axis: 0)
      return line.reshaped([])
    }
    var part = values
    for (axis, length) in indices.shape.enumerated() where length < part.shape[axis] {
      part = part.split([length, part.shape[axis] - length], axis: axis)[0]
    }
    let added = AddElements(indices: indices, axis: resolved(axis, "scatterAdd"), shape: shape).record(part.tracked)
    return self + Variable(added)
  }

  /// This variable with part i of `values` added to part `indices[i]` along an axis, as often as an index appears;
  /// differentiable in both. Equals PyTorch's `index_add`.
  ///
  /// Traps where an index is out of bounds, and where the shapes do not fit.
  public func indexAdding(_ values: Variable, at indices: Tensor<Int32>, axis: Int = 0) -> Variable {
    let axis = shape.resolve(ownAxis: axis, for: "indexAdd")
    let positions = indices.positions(of: axis, in: shape, for: "indexAdd")
    return self + Variable(AddRows(indices: positions, axis: axis, shape: shape).record(values.tracked))
  }

  /// The elements along the axis in ascending order, stable.
  public func sorted(axis: Int = -1, descending: Bool = false) -> Variable {
    rank == 0 ? self : gather(value.argsort(axis: axis, descending: descending), axis: axis)
  }

  /// The `count` greatest elements along the axis, greatest first, and where they stood; `largest: false` for the
  /// smallest, smallest first.
  ///
  /// Traps if the axis has fewer.
  public func topK(
    _ count: Int, axis: Int = -1, largest: Bool = true
  ) -> (values: Variable, indices: Tensor<Int32>) {
    let indices = value.topK(count, axis: axis, largest: largest).indices
    return (rank == 0 ? self : gather(indices, axis: axis), indices)
  }
}
