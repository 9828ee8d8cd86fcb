import Tensor

/// A value and the node where its gradient arrives: a variable without its scalar type, what operations take and give.
struct Tracked {
  let value: AnyTensor
  /// nil for a constant.
  let node: Node?

  @inline(__always)
  init(_ value: AnyTensor, _ node: Node?) {
    self.value = value
    self.node = node
  }

  /// A constant.
  @inline(__always)
  init(constant value: AnyTensor) { self.init(value, nil) }

  /// A constant.
  @inline(__always)
  init<Scalar>(_ tensor: Tensor<Scalar>) { self.init(AnyTensor(tensor), nil) }

  var shape: Shape { value.shape }
  var rank: Int { value.rank }
  var count: Int { value.count }

  /// A constant with the same number everywhere, of this one's type.
  func full(_ shape: Shape, _ value: Double) -> Tracked { Tracked(constant: self.value.full(shape, value)) }
}

// The operators that gradients are written with. Numbers are doubles and are rounded to the tensors' type.
extension Tracked {
  static func + (a: Tracked, b: Tracked) -> Tracked { Arithmetic(function: .add).record(a, b) }
  static func - (a: Tracked, b: Tracked) -> Tracked { Arithmetic(function: .sub).record(a, b) }
  static func * (a: Tracked, b: Tracked) -> Tracked { Arithmetic(function: .mul).record(a, b) }
  static func / (a: Tracked, b: Tracked) -> Tracked { Arithmetic(function: .div).record(a, b) }
  static func ** (a: Tracked, b: Tracked) -> Tracked { Arithmetic(function: .pow).record(a, b) }
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
    ScalarArithmetic(function: function, number: number, onLeft: onLeft).record(self)
  }

  func map(_ function: UnaryFunction, _ p: Double = 0, _ q: Double = 0) -> Tracked {
    Elementwise(function: function, p: p, q: q).record(self)
  }

  func matmul(_ other: Tracked) -> Tracked { MatMul().record(self, other) }

  func sum(_ axes: [Int]? = nil, keepDims: Bool = false) -> Tracked {
    Sum(axes: axes, keepDims: keepDims, isMean: false).record(self)
  }

  func reshaped(_ shape: Shape) -> Tracked {
    value.hasShape(shape) ? self : Rearrangement(kind: .reshape(shape)).record(self)
  }
  func broadcast(to shape: Shape) -> Tracked {
    value.hasShape(shape) ? self : Rearrangement(kind: .broadcast(shape)).record(self)
  }
  func permuted(_ axes: [Int]) -> Tracked { Rearrangement(kind: .permute(axes)).record(self) }
  /// The last two axes exchanged.
  func transposedMatrix() -> Tracked { Rearrangement(kind: .transposeMatrix).record(self) }
  func unsqueezed(_ axis: Int) -> Tracked { reshaped(Shape(Array(shape[..<axis]) + [1] + Array(shape[axis...]))) }

  /// The elements where the mask is true.
  func masked(_ mask: Tensor<Bool>) -> Tracked { Masked(mask: mask).record(self) }

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
