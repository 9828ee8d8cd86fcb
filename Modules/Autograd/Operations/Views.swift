public import Tensor

/// An operation that only moves elements, and the move that undoes it for gradients.
struct Rearrangement: UnaryPrimitive {
  indirect enum Kind {
    case reshape(Shape)
    case broadcast(Shape)
    case permute([Int])
    case transposeMatrix
    case flip([Int])
    case roll(Int, axis: Int)
  }
  let kind: Kind

  var name: String {
    switch kind {
    case .reshape: "reshaped"
    case .broadcast: "broadcast"
    case .permute: "permuted"
    case .transposeMatrix: "transposed"
    case .flip: "flipped"
    case .roll: "rolled"
    }
  }
  var keeps: Kept { .nothing }

  func forward(_ x: AnyTensor) -> AnyTensor {
    return switch kind {
    case .reshape(let shape): x.reshaped(shape)
    case .broadcast(let shape): x.broadcast(to: shape)
    case .permute(let axes): x.permuted(axes)
    case .transposeMatrix: x.transposedMatrix()
    case .flip(let axes): x.flipped(axes)
    case .roll(let shift, let axis): x.rolled(shift, axis: axis)
    }
  }

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    switch kind {
    case .reshape: return Gradients(g.reshaped(point.shape(0)))
    case .broadcast: return Gradients(g.summed(to: point.shape(0)))
    case .permute(let axes):
      var inverse = axes
      for (new, old) in axes.enumerated() { inverse[old] = new }
      return Gradients(g.permuted(inverse))
    case .transposeMatrix: return Gradients(g.transposedMatrix())
    case .flip: return Gradients(Rearrangement(kind: kind).record(g))
    case .roll(let shift, let axis):
      return Gradients(Rearrangement(kind: .roll(-shift, axis: axis)).record(g))
    }
  }
}

extension Variable where Scalar: FloatingScalar {
  private func rearranged(_ kind: Rearrangement.Kind) -> Variable {
    Variable(Rearrangement(kind: kind).record(tracked))
  }

  /// The same elements in row-major order under another shape; one length may be -1 and is worked out.
  public func reshaped(_ lengths: Int...) -> Variable { reshaped(lengths) }
  /// The same elements in row-major order under another shape; one length may be -1 and is worked out.
  public func reshaped(_ lengths: some Collection<Int>) -> Variable {
    Variable(tracked.reshaped(value.reshaped(lengths).shape))
  }
  /// The same elements under another tensor's shape.
  public func reshaped(like other: Tensor<some TensorScalar>) -> Variable {
    other.shape == shape ? self : reshaped(other.shape)
  }
  /// The same elements under another variable's shape.
  public func reshaped(like other: Variable<Scalar>) -> Variable { reshaped(like: other.value) }

  /// The elements from axis `from` to axis `through` as one axis; all of them without arguments.
  public func flattened(from: Int = 0, through: Int = -1) -> Variable {
    Variable(tracked.reshaped(value.flattened(from: from, through: through).shape))
  }
  /// The axes in reverse order.
  public func transposed() -> Variable { rearranged(.permute(Array((0..<rank).reversed()))) }
  /// Two axes exchanged.
  public func transposed(_ first: Int, _ second: Int) -> Variable {
    let (first, second) = (resolved(first, "transposed"), resolved(second, "transposed"))
    if rank == 0 { return self }
    var order = Array(0..<rank)
    order.swapAt(first, second)
    return rearranged(.permute(order))
  }
  /// The axes in another order: axis i of the result is axis `axes[i]` of this variable.
  public func permuted(_ axes: Int...) -> Variable { permuted(axes) }
  /// The axes in another order: axis i of the result is axis `axes[i]` of this variable.
  public func permuted(_ axes: [Int]) -> Variable {
    let order = axes.map { resolved($0, "permuted") }
    guard order.count == rank, Set(order).count == rank else {
      fail("permuted: axes \(axes) for shape \(shape): each of the \(rank) axes must appear once")
    }
    return rearranged(.permute(order))
  }
  /// Without the axis, which must have length 1.
  public func squeezed(axis: Int) -> Variable { Variable(tracked.reshaped(value.squeezed(axis: axis).shape)) }
  /// Without any axis of length 1.
  public func squeezed() -> Variable { Variable(tracked.reshaped(value.squeezed().shape)) }
  /// With an axis of length 1 put before `axis`; -1 puts it last.
  public func unsqueezed(axis: Int) -> Variable { Variable(tracked.reshaped(value.unsqueezed(axis: axis).shape)) }
  /// A view that repeats axes of length 1, and adds axes in front.
  public func broadcast(to target: Shape) -> Variable {
    guard shape.broadcasts(to: target) else {
      fail("broadcast: \(shape) does not broadcast to \(target): \(shape.obstacle(to: target))")
    }
    return Variable(tracked.broadcast(to: target))
  }
  /// The elements along the axes in reverse order.
  public func flipped(axes: [Int]) -> Variable {
    let axes = axes.map { resolved($0, "flipped") }
    return rank == 0 ? self : rearranged(.flip(axes))
  }
  /// The elements along the axis in reverse order.
  public func flipped(axis: Int) -> Variable { flipped(axes: [axis]) }
  /// The elements moved along the axis; what falls off the end comes back in front.
  public func rolled(_ shift: Int, axis: Int) -> Variable {
    rearranged(.roll(shift, axis: shape.resolve(ownAxis: axis, for: "rolled")))
  }

  /// An axis counted from the end when negative, checked.
  func resolved(_ axis: Int, _ operation: StaticString) -> Int { shape.resolve(axis: axis, for: operation) }
}

extension Tensor where Scalar: FloatingScalar {
  /// The same elements under a variable's shape.
  public func reshaped(like other: Variable<Scalar>) -> Tensor { reshaped(like: other.value) }
}
