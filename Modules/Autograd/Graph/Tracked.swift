import Tensor

/// A value and the node where its gradient arrives: a variable without its scalar type, what operations take and give.
struct Tracked {
  /// nil for a leaf, whose value stands in its node, where every copy of the variable sees it change.
  let result: AnyTensor?
  let node: Node?

  @inline(__always)
  init(_ value: AnyTensor, _ node: Node?) {
    result = value
    self.node = node
  }

  /// A constant.
  @inline(__always)
  init(constant value: AnyTensor) {
    result = value
    node = nil
  }

  /// A constant.
  @inline(__always)
  init<Scalar>(_ tensor: Tensor<Scalar>) { self.init(constant: AnyTensor(tensor)) }

  @inline(__always)
  init(leaf: LeafNode) {
    result = nil
    node = leaf
  }

  var value: AnyTensor {
    @inline(__always) get { result ?? node!.leaf.value! }
  }

  /// Lends the value without retaining it: `body` computes, and does not set variables.
  @inline(__always)
  func withValue<Result>(_ body: (AnyTensor) -> Result) -> Result {
    withExtendedLifetime(self) { lent.with(body) }
  }

  /// The value, for as long as neither this goes away nor a variable is set.
  @inline(__always)
  private var lent: LentTensor {
    if let result { return LentTensor(result) }
    return LentTensor(node!.leaf.value!)
  }

  /// Of what has its value here: everything but a leaf.
  @inline(__always)
  func hasShape(_ shape: Shape) -> Bool { result!.hasShape(shape) }
  @inline(__always)
  var isContiguous: Bool { result!.isContiguous }

  /// Where a gradient goes from here; nil for a constant, and for a leaf that is frozen.
  var source: Node? {
    @inline(__always) get { node?.isFrozen ?? true ? nil : node }
  }

  /// A leaf as what it is now, and everything else as it is: what a user gives back for a gradient.
  var settled: Tracked { Tracked(value, source) }

  var shape: Shape { result?.shape ?? node!.shape }
  var rank: Int { result?.rank ?? node!.shape.count }
  var count: Int { value.count }

  /// A constant with the same number everywhere, of this one's type.
  func full(_ shape: Shape, _ number: Double) -> Tracked { Tracked(constant: value.full(shape, number)) }
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

  func sum(_ axes: AxisSet = .all, keepDims: Bool = false) -> Tracked {
    Sum(axes: axes, keepDims: keepDims, isMean: false).record(self)
  }

  func reshaped(_ shape: Shape) -> Tracked {
    if node == nil { return withValue { $0.hasShape(shape) ? self : Tracked(constant: $0.reshaped(shape)) } }
    return value.hasShape(shape) ? self : Rearrangement(kind: .reshape(shape)).record(self)
  }
  func broadcast(to shape: Shape) -> Tracked {
    if node == nil { return withValue { $0.hasShape(shape) ? self : Tracked(constant: $0.broadcast(to: shape)) } }
    return value.hasShape(shape) ? self : Rearrangement(kind: .broadcast(shape)).record(self)
  }
  func permuted(_ axes: [Int]) -> Tracked { Rearrangement(kind: .permute(axes)).record(self) }
  /// The last two axes exchanged.
  func transposedMatrix() -> Tracked {
    if node == nil { return withValue { Tracked(constant: $0.transposedMatrix()) } }
    return Rearrangement(kind: .transposeMatrix).record(self)
  }
  func unsqueezed(_ axis: Int) -> Tracked { reshaped(Shape(Array(shape[..<axis]) + [1] + Array(shape[axis...]))) }

  /// The elements where the mask is true.
  func masked(_ mask: Tensor<Bool>) -> Tracked { Masked(mask: mask).record(self) }

  /// The gradient of a broadcast: summed over the axes that were added or stretched.
  @inline(__always)
  consuming func summed(to shape: Shape) -> Tracked {
    withValue { $0.hasShape(shape) } ? self : unbroadcast(to: shape)
  }

  private func unbroadcast(to target: Shape) -> Tracked {
    let shape = self.shape
    let extra = shape.count - target.count
    if extra < 0 { return broadcast(to: target) }
    var bits: UInt8 = 0
    for axis in 0..<shape.count where axis < extra || (target[axis - extra] == 1 && shape[axis] != 1) {
      bits |= 1 << UInt8(axis)
    }
    guard target.indices.allSatisfy({ target[$0] == shape[$0 + extra] || target[$0] == 1 }) else {
      if shape.broadcasts(to: target) { return broadcast(to: target) }
      fail("a gradient of shape \(shape) came for an input of shape \(target)")
    }
    return (bits == 0 ? self : sum(AxisSet(bits: bits))).reshaped(target)
  }
}
