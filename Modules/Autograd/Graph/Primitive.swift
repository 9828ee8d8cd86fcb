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
  func gradients(_ g: Tracked, at point: Point) -> Gradients
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
  /// The value of the result.
  static let output = Kept(rawValue: 2)
  /// Nothing: the gradient depends on the parameters alone.
  static let nothing: Kept = []
}

extension Primitive {
  /// The inputs.
  var keeps: Kept { .inputs }

  /// The result, with a node for it if an input's gradient is wanted.
  @inline(__always)
  func recorded(_ output: consuming AnyTensor, _ a: AnyTensor, _ source: Node?) -> Tracked {
    guard let source else { return Tracked(constant: output) }
    let inputs = keeps.contains(.inputs) ? Slots(a) : Slots()
    return tracked(output, depth: source.depth, Slots(source), inputs)
  }

  /// The result, with a node for it if an input's gradient is wanted.
  @inline(__always)
  func recorded(
    _ output: consuming AnyTensor, _ a: AnyTensor, _ b: AnyTensor, _ first: Node?, _ second: Node?
  ) -> Tracked {
    guard first != nil || second != nil else { return Tracked(constant: output) }
    let inputs = keeps.contains(.inputs) ? Slots(a, b) : Slots()
    return tracked(output, depth: Swift.max(first?.depth ?? 0, second?.depth ?? 0), Slots(first, second), inputs)
  }

  /// The result, with a node for it if an input's gradient is wanted.
  func recorded(_ output: consuming AnyTensor, _ a: Tracked, _ b: Tracked, _ c: Tracked) -> Tracked {
    let sources = Slots(a.source, b.source, c.source)
    let depth = Swift.max(sources.first?.depth ?? -1, sources.second?.depth ?? -1, sources.third?.depth ?? -1)
    if depth < 0 { return Tracked(constant: output) }
    return tracked(output, depth: depth, sources, keeps.contains(.inputs) ? Slots(a.value, b.value, c.value) : Slots())
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
    _ inputs: consuming Slots<AnyTensor>
  ) -> Tracked {
    let mode = GradientMode.current
    if mode.contains(.paused) { return Tracked(constant: output) }
    let node = Node(
      self, depth: depth + 1, edges: edges, inputs: inputs, output: keeps.contains(.output) ? output : nil,
      shape: output.shape)
    if mode.contains(.checked) { node.checkValue(output) }
    return Tracked(output, node)
  }
}

extension UnaryPrimitive {
  /// Computes the result and, if the input's gradient is wanted, leaves a node for it.
  func record(_ x: Tracked) -> Tracked {
    let value = x.value
    return recorded(forward(value), value, x.source)
  }
}

extension BinaryPrimitive {
  /// Computes the result and, if an input's gradient is wanted, leaves a node for it.
  func record(_ a: Tracked, _ b: Tracked) -> Tracked {
    let (x, y) = (a.value, b.value)
    return recorded(forward(x, y), x, y, a.source, b.source)
  }
}

extension VariadicPrimitive {
  /// Computes the result and, if an input's gradient is wanted, leaves a node for it.
  func record(_ operands: [Tracked]) -> Tracked { recorded(forward(operands.map(\.value)), operands) }
}
