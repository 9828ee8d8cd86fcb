public import Tensor

/// The sums of the elements so far along an axis.
struct CumulativeSum: UnaryPrimitive {
  let axis: Int

  var name: String { "cumsum" }
  var keeps: Kept { .nothing }

  func forward(_ x: AnyTensor) -> AnyTensor { x.cumsum(axis) }

  func gradients(_ g: Tracked, at point: Point) -> Gradients { Gradients(g.sumsFromEnd(axis)) }
}

/// The products of the elements so far along an axis.
struct CumulativeProduct: UnaryPrimitive {
  let axis: Int

  var name: String { "cumprod" }
  var keeps: Kept { [.inputs, .output] }

  func forward(_ x: AnyTensor) -> AnyTensor { x.cumprod(axis) }

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    let x = point.input(0)
    if x.shape[axis] == 1 { return Gradients(g) }
    if !x.value.hasZero { return Gradients((g * point.output).sumsFromEnd(axis) / x) }
    // dᵢ = (Π before i) · sᵢ with sᵢ = gᵢ + xᵢ₊₁ sᵢ₊₁: no division.
    let (values, arriving) = (x.lines(axis), g.lines(axis))
    let before = values.productsBefore()
    var parts: [Tracked] = []
    var carried: Tracked?
    for i in values.indices.reversed() {
      let sum = carried.map { arriving[i] + $0 } ?? arriving[i]
      parts.append(before[i].map { $0 * sum } ?? sum)
      carried = values[i] * sum
    }
    return Gradients(Concat(axis: axis).record(parts.reversed()))
  }
}

/// Π x over axes.
struct Product: UnaryPrimitive {
  let axes: AxisSet
  let keepDims: Bool

  var name: String { "prod" }
  var keeps: Kept { [.inputs, .output] }

  func forward(_ x: AnyTensor) -> AnyTensor { x.reduced(.prod, axes.bits, keepDims: keepDims) }

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    let x = point.input(0)
    let shape = x.shape
    if axes.reducedCount(shape) == 1 { return Gradients(g.reshaped(shape)) }
    let restored = g.restored(axes, shape, keepDims)
    if !x.value.hasZero { return Gradients(restored * (point.output.restored(axes, shape, keepDims) / x)) }
    // The product of the others, from both sides: no division.
    let gone = shape.indices.filter { axes.contains($0) }, rest = shape.indices.filter { !axes.contains($0) }
    let order = rest + gone
    let moved = x.permuted(order)
    let rows = moved.reshaped(Shape([rest.reduce(1) { $0 * shape[$1] }, axes.reducedCount(shape)]))
    let values = rows.lines(1)
    let (before, after) = (values.productsBefore(), Array(values.reversed()).productsBefore())
    let others = values.indices.map { i -> Tracked in
      let (left, right) = (before[i], after[values.count - 1 - i])
      if let left, let right { return left * right }
      return left ?? right ?? x.full([rows.shape[0], 1], 1)
    }
    let joined = Concat(axis: 1).record(others).reshaped(moved.shape)
    var inverse = order
    for (new, old) in order.enumerated() { inverse[old] = new }
    return Gradients(restored * joined.permuted(inverse))
  }
}

extension AnyTensor {
  fileprivate var hasZero: Bool { compared(.equal, 0).any().item() }
}

extension Tracked {
  /// The sums from each element to the end of the axis.
  fileprivate func sumsFromEnd(_ axis: Int) -> Tracked {
    let flip = Rearrangement(kind: .flip([axis]))
    if rank == 0 { return self }
    return flip.record(CumulativeSum(axis: axis).record(flip.record(self)))
  }

  /// The positions of an axis, each with the axis at length 1.
  fileprivate func lines(_ axis: Int) -> [Tracked] {
    let before = Array(repeating: TensorIndex.slice(start: nil, end: nil), count: axis)
    return (0..<shape[axis]).map { part(before + [.slice(start: $0, end: $0 + 1)]) }
  }
}

extension [Tracked] {
  /// For each the product of those before it, nil for none.
  fileprivate func productsBefore() -> [Tracked?] {
    var product: Tracked?
    return map { value in
      let before = product
      product = before.map { $0 * value } ?? value
      return before
    }
  }
}

extension Variable where Scalar: FloatingScalar {
  /// The sums of the elements so far along an axis.
  public func cumsum(axis: Int) -> Variable {
    Variable(CumulativeSum(axis: shape.resolve(axis: axis, for: "cumsum")).record(tracked))
  }
  /// The products of the elements so far along an axis.
  public func cumprod(axis: Int) -> Variable {
    if rank == 0 { return self }
    return Variable(CumulativeProduct(axis: resolved(axis, "cumprod")).record(tracked))
  }
  /// Π x over all elements: rank 0. The product of nothing is 1.
  public func prod() -> Variable { Variable(Product(axes: .all, keepDims: false).record(tracked)) }
  /// Π x along an axis.
  public func prod(axis: Int, keepDims: Bool = false) -> Variable { prod(axes: [axis], keepDims: keepDims) }
  /// Π x over several axes.
  public func prod(axes: [Int], keepDims: Bool = false) -> Variable {
    Variable(Product(axes: AxisSet(axes, of: shape, for: "prod"), keepDims: keepDims).record(tracked))
  }
}
