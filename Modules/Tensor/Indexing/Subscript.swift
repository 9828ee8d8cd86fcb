extension Tensor {
  /// A part of the tensor. Integers, ranges and strides give a view; tensors of integers or truth values a copy.
  ///
  ///     x[0..., 0]              // the first column
  ///     x[.ellipsis, -1]        // the last position of the last axis
  ///     x[indices]              // rows chosen by a Tensor<Int32>
  ///     x[x .> 0]               // elements chosen by a Tensor<Bool>, shape [n]
  ///     x[range, labels]        // pairs: two tensors of positions, broadcast together
  ///
  /// Axes that are not spoken for stay whole. Several tensors of positions broadcast together; their axes stand where the
  /// first of them stood if they were neighbours, else in front. Assigning writes to this tensor alone; the value
  /// broadcasts to the part.
  ///
  /// Traps where a position or an end is out of bounds, or more axes are spoken for than there are.
  public subscript(_ indices: any TensorIndexConvertible...) -> Tensor {
    get {
      let selection = Selection(indices.map(\.tensorIndex), of: self)
      return selection.positions.isEmpty ? selection.view : selection.gathered()
    }
    set {
      makeOwned()
      let selection = Selection(indices.map(\.tensorIndex), of: self)
      if selection.positions.isEmpty {
        guard newValue.shape.broadcasts(to: selection.view.shape) else {
          fail(
            "subscript: a value of shape \(newValue.shape) does not broadcast to the part's shape \(selection.view.shape)"
          )
        }
        selection.view.storage.fill(from: newValue.storage)
      } else {
        selection.scatter(newValue)
      }
    }
  }

  /// Sets a part to one number.
  @_disfavoredOverload
  public subscript(_ indices: any TensorIndexConvertible...) -> Scalar {
    @available(*, unavailable, message: "a part is a tensor; use .item() for its only element")
    get { fail("unavailable") }
    set {
      makeOwned()
      let selection = Selection(indices.map(\.tensorIndex), of: self)
      if selection.positions.isEmpty {
        selection.view.storage.fill(with: newValue)
      } else {
        selection.scatter(Tensor(newValue))
      }
    }
  }
}
