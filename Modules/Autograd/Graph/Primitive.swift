import Tensor

/// A differentiable operation as data: its name, its parameters, and the gradient of what it computes.
///
/// Written on tensors and variables of either scalar type, so that every operation is compiled once. What it computes
/// stands beside the gradient: `forward` of `UnaryPrimitive`, `BinaryPrimitive` or `VariadicPrimitive`.
protocol Primitive {
  /// What messages and graphs call it.
  var name: String { get }
  /// What the gradient needs to see again.
  var keeps: Kept { get }
  /// The vector–Jacobian product: for the gradient that arrives at the result, the gradient of each input, nil where
  /// there is none. A gradient may have the broadcast shape; it is summed to the input's.
  func gradients(_ g: consuming Tracked, at point: Point) -> Gradients
  /// Whether `gradients` also takes one number for a gradient that is the same everywhere, where no graph is made of it
  /// and the inputs have one shape.
  var takesNumber: Bool { get }
}

extension Node? {
  /// The depth that an input gives; -1 for a constant, and for a leaf whose gradient is not wanted for now.
  @inline(__always)
  fileprivate var depthBelow: Int {
    guard let self, !self.isFrozen else { return -1 }
    return self.depth
  }
}

/// An operation on one tensor.
protocol UnaryPrimitive: Primitive {
  func forward(_ x: AnyTensor) -> AnyTensor
}

/// An operation on two tensors.
protocol BinaryPrimitive: Primitive {
  func forward(_ a: AnyTensor, _ b: AnyTensor) -> AnyTensor
}

/// An operation on any number of tensors.
protocol VariadicPrimitive: Primitive {
  func forward(_ inputs: [AnyTensor]) -> AnyTensor
}

/// What an operation's node keeps for its gradient.
struct Kept: OptionSet {
  let rawValue: UInt8

  /// The values of the inputs.
  static let inputs = Kept(rawValue: 1)
  /// The value of either of two inputs if the gradient of the other one is wanted.
  static let others = Kept(rawValue: 4)
  /// The value of the result.
  static let output = Kept(rawValue: 2)
  /// Nothing: the gradient depends on the parameters alone.
  static let nothing: Kept = []
}

extension Primitive {
  /// The inputs.
  var keeps: Kept { .inputs }
  /// It does not.
  var takesNumber: Bool { false }

  /// The result, with a node for it if an input's gradient is wanted.
  @inline(__always)
  func recorded(_ output: consuming AnyTensor, _ a: AnyTensor, _ source: Node?) -> Tracked {
    guard let source, !source.isFrozen else { return Tracked(constant: output) }
    let inputs = keeps.contains(.inputs) ? Slots(a) : Slots()
    return tracked(output, depth: source.depth, Slots(source), inputs)
  }

  /// The result, with a node for it if an input's gradient is wanted.
  @inline(__always)
  func recorded(
    _ output: consuming AnyTensor, _ a: AnyTensor, _ b: AnyTensor, _ first: Node?, _ second: Node?,
    _ third: Node? = nil
  ) -> Tracked {
    let depths = (first.depthBelow, second.depthBelow, third.depthBelow)
    let depth = Swift.max(depths.0, depths.1, depths.2)
    if depth < 0 { return Tracked(constant: output) }
    let takesNumber = self.takesNumber && a.hasShape(of: b)
    var sources = Slots<Node>()
    if depths.0 >= 0 { sources.first = first }
    if depths.1 >= 0 { sources.second = second }
    if depths.2 >= 0 { sources.third = third }
    var inputs = Slots<AnyTensor>()
    if keeps.contains(.inputs) || keeps.contains(.others) && depths.1 >= 0 { inputs.first = a }
    if keeps.contains(.inputs) || keeps.contains(.others) && depths.0 >= 0 { inputs.second = b }
    return tracked(output, depth: depth, sources, inputs, takesNumber)
  }

  /// The result, with a node for it if an input's gradient is wanted.
  ///
  /// `extra` is kept behind the inputs.
  func recorded(_ output: consuming AnyTensor, _ operands: [Tracked], keeping extra: [AnyTensor] = []) -> Tracked {
    let sources = operands.map(\.source)
    let depth = sources.reduce(-1) { Swift.max($0, $1?.depth ?? -1) }
    if depth < 0 { return Tracked(constant: output) }
    let inputs = keeps.contains(.inputs) ? Slots(array: operands.map(\.value) + extra) : Slots()
    return tracked(output, depth: depth, Slots(array: sources), inputs)
  }

  @inline(__always)
  private func tracked(
    _ output: consuming AnyTensor, depth: Int, _ edges: consuming Slots<Node>,
    _ inputs: consuming Slots<AnyTensor>, _ takesNumber: Bool = false
  ) -> Tracked {
    let mode = GradientMode.current
    if mode.contains(.paused) { return Tracked(constant: output) }
    let node = Node(
      self, depth: depth + 1, edges: edges, inputs: inputs, output: keeps.contains(.output) ? output : nil,
      shape: output.shape, takesNumber: takesNumber)
    if mode.contains(.checked) { node.checkValue(output) }
    return Tracked(output, node)
  }
}

extension UnaryPrimitive {
  /// Computes the result and, if the input's gradient is wanted, leaves a node for it.
  @inline(__always)
  func record(_ x: Tracked) -> Tracked { x.withValue { record($0, x.node) } }

  @inline(never)
  private func record(_ value: AnyTensor, _ source: Node?) -> Tracked { recorded(forward(value), value, source) }
}

extension BinaryPrimitive {
  /// Computes the result and, if an input's gradient is wanted, leaves a node for it.
  @inline(__always)
  func record(_ a: Tracked, _ b: Tracked) -> Tracked {
    a.withValue { x in b.withValue { y in record(x, y, a.node, b.node) } }
  }

  @inline(never)
  private func record(_ x: AnyTensor, _ y: AnyTensor, _ first: Node?, _ second: Node?) -> Tracked {
    recorded(forward(x, y), x, y, first, second)
  }
}

extension VariadicPrimitive {
  /// Computes the result and, if an input's gradient is wanted, leaves a node for it.
  func record(_ operands: [Tracked]) -> Tracked { recorded(forward(operands.map(\.value)), operands) }
}
