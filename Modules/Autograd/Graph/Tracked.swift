import Tensor

/// A variable without its scalar type: what `Variable` refers to, and what gradients are written with.
final class Tracked {
  var value: AnyTensor
  /// Where gradients arrive; nil for a constant.
  let node: Node?

  @inline(__always)
  init(_ value: AnyTensor, _ node: Node?) {
    self.value = value
    self.node = node
  }

  var shape: Shape { value.shape }
  var rank: Int { value.rank }
  var count: Int { value.count }

  /// A constant of this one's type.
  func constant(_ value: AnyTensor) -> Tracked { Tracked(value, nil) }
  /// A constant with the same number everywhere, of this one's type.
  func full(_ shape: Shape, _ value: Double) -> Tracked { Tracked(self.value.full(shape, value), nil) }
}

// The operators that gradients are written with. Numbers are doubles and are rounded to the tensors' type.
extension Tracked {
  static func + (a: Tracked, b: Tracked) -> Tracked { Arithmetic(function: .add).record(Operand(a), Operand(b)) }
  static func - (a: Tracked, b: Tracked) -> Tracked { Arithmetic(function: .sub).record(Operand(a), Operand(b)) }
  static func * (a: Tracked, b: Tracked) -> Tracked { Arithmetic(function: .mul).record(Operand(a), Operand(b)) }
  static func / (a: Tracked, b: Tracked) -> Tracked { Arithmetic(function: .div).record(Operand(a), Operand(b)) }
  static func ** (a: Tracked, b: Tracked) -> Tracked { Arithmetic(function: .pow).record(Operand(a), Operand(b)) }
  static func + (a: Tracked, b: Double) -> Tracked { a.combined(.add, b, onLeft: false) }
  static func - (a: Tracked, b: Double) -> Tracked { a.combined(.sub, b, onLeft: false) }
  static func * (a: Tracked, b: Double) -> Tracked { a.combined(.mul, b, onLeft: false) }
  static func / (a: Tracked, b: Double) -> Tracked { a.combined(.div, b, onLeft: false) }
  static func ** (a: Tracked, b: Double) -> Tracked { a.combined(.pow, b, onLeft: false) }
  static func + (a: Double, b: Tracked) -> Tracked { b.combined(.add, a, onLeft: true) }
  static func - (a: Double, b: Tracked) -> Tracked { b.combined(.sub, a, onLeft: true) }
  static func * (a: Double, b: Tracked) -> Tracked { b.combined(.mul, a, onLeft: true) }
  static func / (a: Double, b: Tracked) -> Tracked { b.combined(.div, a, onLeft: true) }
  static prefix func - (a: Tracked) -> Tracked { a.map(.negate) }

  func combined(_ function: BinaryFunction, _ number: Double, onLeft: Bool) -> Tracked {
    ScalarArithmetic(function: function, number: number, onLeft: onLeft).record(Operand(self))
  }

  func map(_ function: UnaryFunction, _ p: Double = 0, _ q: Double = 0) -> Tracked {
    Elementwise(function: function, p: p, q: q).record(Operand(self))
  }

  func matmul(_ other: Tracked) -> Tracked { MatMul().record(Operand(self), Operand(other)) }

  func sum(_ axes: [Int]? = nil, keepDims: Bool = false) -> Tracked {
    Sum(axes: axes, keepDims: keepDims, isMean: false).record(Operand(self))
  }

  func reshaped(_ shape: Shape) -> Tracked {
    value.hasShape(shape) ? self : Rearrangement(kind: .reshape(shape)).record(Operand(self))
  }
  func broadcast(to shape: Shape) -> Tracked {
    value.hasShape(shape) ? self : Rearrangement(kind: .broadcast(shape)).record(Operand(self))
  }
  func permuted(_ axes: [Int]) -> Tracked { Rearrangement(kind: .permute(axes)).record(Operand(self)) }
  /// The last two axes exchanged.
  func transposedMatrix() -> Tracked { Rearrangement(kind: .transposeMatrix).record(Operand(self)) }
  func unsqueezed(_ axis: Int) -> Tracked { reshaped(Shape(Array(shape[..<axis]) + [1] + Array(shape[axis...]))) }

  /// The elements where the mask is true.
  func where_(_ mask: Tensor<Bool>) -> Tracked { Masked(mask: mask).record(Operand(self)) }

  /// The gradient of a broadcast: summed over the axes that were added or stretched.
  @inline(__always)
  func summed(to shape: Shape) -> Tracked { value.hasShape(shape) ? self : unbroadcast(to: shape) }

  private func unbroadcast(to target: Shape) -> Tracked {
    let shape = self.shape
    let extra = shape.count - target.count
    if extra < 0 { return broadcast(to: target) }
    let stretched = target.indices.filter { target[$0] == 1 && shape[$0 + extra] != 1 }.map { $0 + extra }
    guard target.indices.allSatisfy({ target[$0] == shape[$0 + extra] || target[$0] == 1 }) else {
      if shape.broadcasts(to: target) { return broadcast(to: target) }
      fail("a gradient of shape \(shape) came for an input of shape \(target)")
    }
    let axes = Array(0..<extra) + stretched
    return (axes.isEmpty ? self : sum(axes)).reshaped(target)
  }
}
