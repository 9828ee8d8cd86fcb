import Tensor

/// A differentiable operation as data: its name, its parameters, what it computes, and the gradient of that, side by side.
///
/// Written on tensors and variables of either scalar type, so that every operation is compiled once.
protocol Primitive {
  /// What messages and graphs call it.
  var name: String { get }
  /// What the gradient needs to see again.
  var keeps: Kept { get }
  /// The result.
  func forward(_ inputs: Operands<AnyTensor>) -> AnyTensor
  /// The vector–Jacobian product: for the gradient that arrives at the result, the gradient of each input, nil where
  /// there is none. A gradient may have the broadcast shape; it is summed to the input's.
  func gradients(_ g: Tracked, at point: Point) -> Operands<Tracked?>
}

/// What an operation's node keeps for its gradient.
public struct Kept: OptionSet, Sendable {
  /// The bits.
  public let rawValue: UInt8
  /// The set with these bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The values of the inputs.
  public static let inputs = Kept(rawValue: 1)
  /// The value of the result.
  public static let output = Kept(rawValue: 2)
  /// Nothing: the gradient depends on the parameters alone.
  public static let nothing: Kept = []
}

extension Primitive {
  /// The inputs.
  var keeps: Kept { .inputs }

  /// Computes the result and, if an input's gradient is wanted, leaves a node for it.
  func record(_ a: Operand) -> Tracked {
    let output = forward(Operands(a.value))
    guard a.node != nil else { return Tracked(output, nil) }
    return tracked(output, Operands(a.value), Operands(a.node))
  }

  /// Computes the result and, if an input's gradient is wanted, leaves a node for it.
  func record(_ a: Operand, _ b: Operand) -> Tracked {
    let output = forward(Operands(a.value, b.value))
    guard a.node != nil || b.node != nil else { return Tracked(output, nil) }
    return tracked(output, Operands(a.value, b.value), Operands(a.node, b.node))
  }

  /// Computes the result and, if an input's gradient is wanted, leaves a node for it.
  func record(_ a: Operand, _ b: Operand, _ c: Operand) -> Tracked {
    let output = forward(Operands(a.value, b.value, c.value))
    guard a.node != nil || b.node != nil || c.node != nil else { return Tracked(output, nil) }
    return tracked(output, Operands(a.value, b.value, c.value), Operands(a.node, b.node, c.node))
  }

  /// Computes the result and, if an input's gradient is wanted, leaves a node for it.
  func record(_ operands: [Operand]) -> Tracked {
    let values = Operands(array: operands.map { $0.value })
    let output = forward(values)
    guard operands.contains(where: { $0.node != nil }) else { return Tracked(output, nil) }
    return tracked(output, values, Operands(array: operands.map { $0.node }))
  }

  private func tracked(_ output: AnyTensor, _ values: Operands<AnyTensor>, _ edges: Operands<Node?>) -> Tracked {
    let mode = GradientMode.current
    if mode.contains(.paused) { return Tracked(output, nil) }
    let node = Node(self, edges, values, output)
    if mode.contains(.checked) { node.checkValue(output) }
    return Tracked(output, node)
  }
}

/// An input of an operation: a value and, for a variable, where it came from.
struct Operand {
  let value: AnyTensor
  let node: Node?

  @inline(__always)
  init<Scalar>(_ tensor: Tensor<Scalar>) {
    value = AnyTensor(tensor)
    node = nil
  }

  @inline(__always)
  init<Scalar>(_ variable: Variable<Scalar>) {
    value = variable.tracked.value
    node = variable.tracked.node
  }

  @inline(__always)
  init(_ tracked: Tracked) {
    value = tracked.value
    node = tracked.node
  }

  init(_ value: AnyTensor) {
    self.value = value
    node = nil
  }
}

/// Where an operation is differentiated: the values it saw.
struct Point {
  let node: Node
  let createGraph: Bool

  /// The number of inputs.
  var count: Int { node.edges.count }

  /// Whether the gradient of an input is wanted; what is not wanted may be left nil.
  @inline(__always)
  func needs(_ position: Int) -> Bool { node.edges[position] != nil }

  /// An input as the operation saw it; differentiable in turn when a graph is created.
  @inline(__always)
  func input(_ position: Int) -> Tracked { Tracked(value(position), createGraph ? node.edges[position] : nil) }

  /// The value of an input.
  @inline(__always)
  func value(_ position: Int) -> AnyTensor {
    guard let saved = node.saved else { fail("\(node.name): the inputs are not kept (see `keeps`)") }
    return saved[position]
  }

  /// The result; differentiable in turn when a graph is created.
  @inline(__always)
  var output: Tracked {
    guard let output = node.output else { fail("\(node.name): the output is not kept (see `keeps`)") }
    return Tracked(output, createGraph ? node : nil)
  }

  /// The shape of an input whose gradient is wanted.
  func shape(_ position: Int) -> Shape { node.edges[position]!.shape }

  /// Whether nothing here is differentiated again, so that one fused pass may do.
  @inline(__always)
  func isPlain(_ gradient: Tracked) -> Bool { !createGraph && gradient.node == nil }
}
