public import Tensor

/// Tensors one after the other along an axis.
struct Concat: VariadicPrimitive {
  let axis: Int

  var name: String { "concat" }
  // The lengths of constants are needed too, and only inputs' nodes know theirs.
  var keeps: Kept { .inputs }

  func forward(_ inputs: [AnyTensor]) -> AnyTensor { .concat(inputs, axis) }

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    var parts: [Tracked?] = []
    var start = 0
    while let input = point.node.inputs[parts.count] {
      let length = input.shape[axis]
      parts.append(point.needs(parts.count) ? g.slice(axis, start: start, length: length) : nil)
      start += length
    }
    return Gradients(array: parts)
  }
}

/// Numbers put before and after each axis.
struct Pad: UnaryPrimitive {
  let widths: [(Int, Int)]
  let value: Double

  var name: String { "padded" }
  var keeps: Kept { .nothing }

  func forward(_ x: AnyTensor) -> AnyTensor { x.padded(widths, value) }

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    let shape = point.shape(0)
    return Gradients(g.part(widths.indices.map { .slice(start: widths[$0].0, end: widths[$0].0 + shape[$0]) }))
  }
}

extension Variable where Scalar: FloatingScalar {
  /// The variables one after the other along an axis; the other lengths must be the same.
  public static func concat(_ variables: [Variable], axis: Int = 0) -> Variable {
    guard let first = variables.first else { fail("concat: no variables") }
    return Variable(Concat(axis: first.shape.resolve(ownAxis: axis, for: "concat")).record(variables.map(\.tracked)))
  }

  /// The variables, all of one shape, along a new axis.
  public static func stack(_ variables: [Variable], axis: Int = 0) -> Variable {
    guard let first = variables.first else { fail("stack: no variables") }
    for (index, variable) in variables.enumerated() where variable.shape != first.shape {
      fail("stack: variable 0 is \(first.shape), variable \(index) is \(variable.shape)")
    }
    let position = axis < 0 ? axis + first.rank + 1 : axis
    return concat(variables.map { $0.unsqueezed(axis: position) }, axis: position)
  }

  /// The whole repeated along each axis; further counts in front add axes.
  public func tiled(_ repeats: [Int]) -> Variable {
    guard repeats.allSatisfy({ $0 >= 0 }) else { fail("tiled: repeats \(repeats): must not be negative") }
    let rank = Swift.max(self.rank, repeats.count)
    let counts = Array(repeating: 1, count: rank - repeats.count) + repeats
    var result = reshaped(Array(repeating: 1, count: rank - self.rank) + Array(shape))
    for (axis, count) in counts.enumerated() where count != 1 {
      result =
        count == 0
        ? Variable(result.tracked.slice(axis, start: 0, length: 0))
        : .concat(Array(repeating: result, count: count), axis: axis)
    }
    return result
  }

  /// Every element along the axis repeated in place.
  public func repeated(_ count: Int, axis: Int) -> Variable {
    let axis = shape.resolve(ownAxis: axis, for: "repeated")
    guard count >= 0 else { fail("repeated: count \(count): must not be negative") }
    let wide = unsqueezed(axis: axis + 1)
    var (spread, merged) = (wide.shape, shape)
    spread[axis + 1] = count
    merged[axis] *= count
    return wide.broadcast(to: spread).reshaped(merged)
  }

  /// With `value` put before and after each axis: one pair for each axis.
  public func padded(_ widths: [(Int, Int)], value: Scalar = 0) -> Variable {
    guard widths.count == rank, widths.allSatisfy({ $0.0 >= 0 && $0.1 >= 0 }) else {
      fail("padded: widths \(widths) for shape \(shape): one pair, not negative, for each of the \(rank) axes")
    }
    return Variable(Pad(widths: widths, value: value.asDouble).record(tracked))
  }
}
