import Kernels

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
    get { self[items: indices.map(\.tensorIndex)] }
    set { self[items: indices.map(\.tensorIndex)] = newValue }
  }

  /// Sets a part to one number: `x[0..., 1] = 0`.
  ///
  /// Optional, so that the operators of numbers do not apply and `x[0] += 1` means the tensor; nil traps.
  @_disfavoredOverload
  public subscript(_ indices: any TensorIndexConvertible...) -> Scalar? {
    @available(*, unavailable, message: "a part is a tensor; use .item() for its only element")
    get { fail("unavailable") }
    set {
      guard let newValue else { fail("subscript: a part cannot be set to nil") }
      set(indices.map(\.tensorIndex), newValue)
    }
  }

  /// A part by the items of a subscript.
  package subscript(items items: [TensorIndex]) -> Tensor {
    get {
      if items.count == 1, case .mask(let mask) = items[0], mask.rank > 0, mask.storage.hasShape(of: storage) {
        return compressed(by: mask)
      }
      let selection = Selection(items, of: storage)
      if selection.positions.isEmpty { return Tensor(storage.view(selection.layout)) }
      if selection.positions.count == 1 {
        let (axis, indices) = selection.positions[0]
        return Tensor(storage.view(selection.layout).gatheringRows(indices.storage, axis: axis))
      }
      return Tensor(withExtendedLifetime(storage) { ChosenRows(selection).gathered() })
    }
    set {
      makeOwned()
      let selection = Selection(items, of: storage)
      if selection.positions.isEmpty {
        Self.check(newValue.shape, fits: selection.layout.shape)
        selection.layout.fill(from: newValue.storage.layout)
      } else {
        let chosen = ChosenRows(selection)
        Self.check(newValue.shape, fits: chosen.shape)
        chosen.scatter(newValue.storage.broadcastLayout(to: chosen.shape))
      }
      withExtendedLifetime((storage, newValue)) {}
    }
  }

  private mutating func set(_ items: [TensorIndex], _ value: Scalar) {
    makeOwned()
    if items.count == 1, case .mask(let mask) = items[0], mask.rank > 0, mask.storage.hasShape(of: storage) {
      return Tensor<Bool>.fill(&self, where: mask, with: value)
    }
    let selection = Selection(items, of: storage)
    if selection.positions.isEmpty {
      selection.layout.fill(with: value)
    } else {
      let chosen = ChosenRows(selection)
      let one = Tensor(value)
      chosen.scatter(one.storage.broadcastLayout(to: chosen.shape))
      withExtendedLifetime(one) {}
    }
    withExtendedLifetime(storage) {}
  }

  /// Axes of length 1 in front of the value do not matter.
  private static func check(_ value: Shape, fits part: Shape) {
    var core = value
    while core.rank > part.rank && core.extents[0] == 1 { core = core.removing(axis: 0) }
    guard core.broadcasts(to: part) else {
      fail(
        "subscript: a value of shape \(value) does not broadcast to the part's shape \(part): "
          + core.obstacle(to: part))
    }
  }
}

extension Tensor where Scalar: NumericScalar {
  /// The inverse of reading a part: adds `values`, which has the part's shape, to it, as often as a position appears.
  package mutating func add(_ values: Tensor, at items: [TensorIndex]) {
    makeOwned()
    let selection = Selection(items, of: storage)
    if selection.positions.isEmpty {
      Self.check(values.shape, fits: selection.layout.shape)
      let part = selection.layout
      let axpy = mk_axpy(Scalar.scalarType.kernelType)!
      let walk = StridedWalk(shape: part.shape, part, values.storage.layout)
      let strides = walk.innerStrides
      walk.forEachRow(grain: elementwiseGrain) { _, to, from, length in
        axpy(to, strides.0, from, strides.1, length, 1)
      }
    } else {
      let chosen = ChosenRows(selection)
      Self.check(values.shape, fits: chosen.shape)
      chosen.add(values.storage.broadcastLayout(to: chosen.shape))
    }
    withExtendedLifetime((storage, values)) {}
  }

  /// The inverse of `take`: adds row i of `values` to row `indices[i]` along the axis, as often as an index appears.
  package mutating func addRows(_ values: Tensor, at indices: Tensor<Int32>, axis: Int = 0) {
    let axis = shape.resolve(axis: axis, for: "scatter")
    let resolved = indices.resolved(axis: axis, of: shape, for: "scatter").contiguous()
    var part = shape.removing(axis: axis)
    for position in 0..<indices.rank { part = part.inserting(indices.shape[position], at: axis + position) }
    guard values.shape == part else {
      fail("scatter: values of shape \(values.shape), the rows need \(part)")
    }
    makeOwned()
    if values.count == 0 { return }
    let source = values.contiguous()
    let rows = Rows(storage, axis: axis)
    let add = mk_scatter_add(Scalar.scalarType.kernelType)!
    let (count, size) = (resolved.count, Scalar.scalarType.size)
    resolved.withUnsafeScalars { indices in
      let from = source.storage.data
      Parallelism.forEachRange(of: rows.outer, grain: Swift.max((1 << 15) / (count * rows.inner), 1)) { range in
        for block in range {
          add(
            rows.start(of: block), rows.stride, from + block * count * rows.inner * size, rows.inner,
            indices.baseAddress!, count)
        }
      }
    }
    withExtendedLifetime((storage, source)) {}
  }
}

extension Storage {
  /// The layout of `broadcast(to:)`. The shapes have been checked.
  func broadcastLayout(to shape: Shape) -> Layout {
    var result = layout
    let skip = shape.rank - rank
    for axis in 0..<shape.rank { result.strides[axis] = layout.broadcastStride(axis - skip) }
    result.shape = shape
    return result
  }
}
