// Other looks at the same elements: no element is copied unless the strides cannot express the result.

extension Tensor {
  /// The same elements in row-major order under another shape; one length may be -1 and is worked out.
  ///
  /// Traps if the counts differ.
  public func reshaped(_ lengths: Int...) -> Tensor { reshaped(lengths) }

  /// The same elements in row-major order under another shape; one length may be -1 and is worked out.
  ///
  /// Traps if the counts differ.
  public func reshaped(_ lengths: some Collection<Int>) -> Tensor {
    Tensor(storage.reshaped(storage.completed(Array(lengths))))
  }

  /// The same elements under another tensor's shape.
  public func reshaped(like other: Tensor<some TensorScalar>) -> Tensor {
    if storage.hasShape(of: other.storage) { return self }
    guard other.count == count else {
      fail("reshaped(like:): \(shape) has \(count) elements, \(other.shape) has \(other.count)")
    }
    return Tensor(storage.reshaped(other.shape))
  }

  /// The elements from axis `from` to axis `through` as one axis; all of them without arguments.
  public func flattened(from: Int = 0, through: Int = -1) -> Tensor {
    if rank == 0 { return reshaped(1) }
    let first = shape.resolve(axis: from, for: "flattened"), last = shape.resolve(axis: through, for: "flattened")
    guard first <= last else { fail("flattened: axes \(from) to \(through) of \(shape): the first is after the last") }
    let merged = shape[first...last].reduce(1, *)
    return Tensor(storage.reshaped(Shape(Array(shape[..<first]) + [merged] + Array(shape[(last + 1)...]))))
  }

  /// The axes in reverse order; for a matrix, its transpose.
  public func transposed() -> Tensor {
    var result = storage.shape
    var strides = Extents()
    let rank = result.rank
    for axis in 0..<rank {
      result.extents[axis] = storage.length(rank - 1 - axis)
      strides[axis] = storage.stride(rank - 1 - axis)
    }
    return Tensor(storage.view(result, strides: strides, offset: 0))
  }

  /// Two axes exchanged.
  public func transposed(_ first: Int, _ second: Int) -> Tensor {
    let (first, second) = (
      shape.resolve(axis: first, for: "transposed"), shape.resolve(axis: second, for: "transposed")
    )
    if rank == 0 { return self }
    var order = Array(0..<rank)
    order.swapAt(first, second)
    return Tensor(storage.permuted(order))
  }

  /// The axes in another order: axis i of the result is axis `axes[i]` of this tensor.
  ///
  /// Traps unless every axis appears once.
  public func permuted(_ axes: Int...) -> Tensor { permuted(axes) }

  /// The axes in another order: axis i of the result is axis `axes[i]` of this tensor.
  public func permuted(_ axes: [Int]) -> Tensor {
    let order = axes.map { shape.resolve(axis: $0, for: "permuted") }
    guard Set(order).count == rank, order.count == rank else {
      fail("permuted: axes \(axes) for shape \(shape): each of the \(rank) axes must appear once")
    }
    return Tensor(storage.permuted(order))
  }

  /// Without the axis, which must have length 1.
  public func squeezed(axis: Int) -> Tensor {
    let axis = shape.resolve(axis: axis, for: "squeezed")
    if rank == 0 { return self }
    guard shape[axis] == 1 else { fail("squeezed: axis \(axis) of \(shape) has length \(shape[axis]), 1 is needed") }
    return Tensor(storage.permuted((0..<rank).filter { $0 != axis }))
  }

  /// Without any axis of length 1.
  public func squeezed() -> Tensor { Tensor(storage.permuted((0..<rank).filter { shape[$0] != 1 })) }

  /// With an axis of length 1 put before `axis`; -1 puts it last.
  public func unsqueezed(axis: Int) -> Tensor {
    let resolved = axis < 0 ? axis + rank + 1 : axis
    guard resolved >= 0, resolved <= rank else {
      fail("unsqueezed: axis \(axis) is out of range for shape \(shape): valid are \(-rank - 1)...\(rank)")
    }
    var strides = Extents()
    for old in 0..<rank { strides[old < resolved ? old : old + 1] = storage.stride(old) }
    strides[resolved] = 1
    return Tensor(storage.view(shape.inserting(1, at: resolved), strides: strides, offset: 0))
  }

  /// A view that repeats axes of length 1, and adds axes in front.
  ///
  /// Traps where an axis has another length than 1 and than the target's.
  public func broadcast(to target: Shape) -> Tensor {
    guard shape.broadcasts(to: target) else {
      fail("broadcast: \(shape) does not broadcast to \(target): \(shape.obstacle(to: target))")
    }
    return Tensor(storage.broadcast(to: target))
  }

  /// The elements along the axes in reverse order.
  public func flipped(axes: [Int]) -> Tensor {
    var strides = storage.strides
    var offset = 0
    var seen: Set<Int> = []
    for item in axes {
      let axis = shape.resolve(axis: item, for: "flipped")
      guard seen.insert(axis).inserted else { fail("flipped: axis \(item) appears twice in \(axes)") }
      if rank == 0 { continue }
      offset += Swift.max(shape[axis] - 1, 0) * strides[axis]
      strides[axis] = -strides[axis]
    }
    return Tensor(storage.view(shape, strides: strides, offset: offset))
  }

  /// The elements along the axis in reverse order.
  public func flipped(axis: Int) -> Tensor { flipped(axes: [axis]) }

  /// `length` elements of the axis from `start`, every `step`th: what slicing makes. The bounds have been checked.
  func sliced(axis: Int, start: Int, step: Int, length: Int) -> Tensor {
    var strides = storage.strides
    let offset = length == 0 ? 0 : start * strides[axis]
    strides[axis] *= step
    return Tensor(storage.view(shape.replacing(axis: axis, with: length), strides: strides, offset: offset))
  }
}

extension Storage {
  /// A shape with -1 worked out, after checking the counts.
  fileprivate func completed(_ lengths: [Int]) -> Shape {
    guard let open = lengths.firstIndex(of: -1) else {
      let shape = Shape(lengths)
      guard shape.volume == count else {
        fail("reshaped: \(self.shape) has \(count) elements, \(shape) has \(shape.volume)")
      }
      return shape
    }
    guard lengths.lastIndex(of: -1) == open else { fail("reshaped: \(lengths): only one length may be -1") }
    var known = lengths
    known[open] = 1
    let rest = Shape(known).volume
    guard rest > 0, count % rest == 0 else {
      fail("reshaped: \(shape) has \(count) elements, which \(lengths) cannot hold: not a multiple of \(rest)")
    }
    known[open] = count / rest
    return Shape(known)
  }
}
