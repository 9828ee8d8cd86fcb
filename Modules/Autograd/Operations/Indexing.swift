public import Tensor

/// A part by the items of a subscript.
struct Part: UnaryPrimitive {
  let items: [TensorIndex]

  var name: String { "subscript" }
  var keeps: Kept { .nothing }

  func forward(_ x: AnyTensor) -> AnyTensor { x.part(items) }

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    Gradients(AddPart(items: items, shape: point.shape(0)).record(g))
  }
}

/// Zeros with something added to a part, as often as a position appears: what undoes `Part` for gradients.
struct AddPart: UnaryPrimitive {
  let items: [TensorIndex]
  /// Of the result.
  let shape: Shape

  var name: String { "addPart" }
  var keeps: Kept { .nothing }

  func forward(_ x: AnyTensor) -> AnyTensor { x.addingPart(items, into: shape) }

  func gradients(_ g: Tracked, at point: Point) -> Gradients { Gradients(Part(items: items).record(g)) }
}

extension Tracked {
  func part(_ items: [TensorIndex]) -> Tracked { Part(items: items).record(self) }

  /// `length` positions of an axis from `start`.
  func slice(_ axis: Int, start: Int, length: Int) -> Tracked {
    part(Array(repeating: .slice(start: nil, end: nil), count: axis) + [.slice(start: start, end: start + length)])
  }
}

extension Variable where Scalar: FloatingScalar {
  /// A part of the variable, by everything that can stand in a tensor's subscript. Where positions repeat, their
  /// gradients add up.
  ///
  /// Traps where a position or an end is out of bounds, or more axes are spoken for than there are.
  public subscript(_ indices: any TensorIndexConvertible...) -> Variable {
    Variable(tracked.part(indices.map(\.tensorIndex)))
  }

  /// Consecutive parts with these lengths along an axis.
  ///
  /// Traps if the lengths do not add up to the axis'.
  public func split(_ lengths: [Int], axis: Int = 0) -> [Variable] {
    let axis = shape.resolve(ownAxis: axis, for: "split")
    guard lengths.allSatisfy({ $0 >= 0 }), lengths.reduce(0, +) == shape[axis] else {
      fail("split: lengths \(lengths) add up to \(lengths.reduce(0, +)), axis \(axis) of \(shape) has \(shape[axis])")
    }
    var start = 0
    return lengths.map { length in
      defer { start += length }
      return Variable(tracked.slice(axis, start: start, length: length))
    }
  }

  /// Consecutive parts of `size` along an axis; the last may be shorter.
  public func split(size: Int, axis: Int = 0) -> [Variable] {
    let length = shape[shape.resolve(ownAxis: axis, for: "split")]
    guard size > 0 else { fail("split: size \(size): must be positive") }
    return split(stride(from: 0, to: length, by: size).map { Swift.min(size, length - $0) }, axis: axis)
  }
}
