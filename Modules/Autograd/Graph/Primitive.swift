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
  func forward(_ inputs: Inputs) -> AnyTensor
  /// The vector–Jacobian product: for the gradient that arrives at the result, the gradient of each input, nil where
  /// there is none. A gradient may have the broadcast shape; it is summed to the input's.
  func gradients(_ g: Tracked, at point: Point) -> Gradients
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

  /// Computes the result and, if an input's gradient is wanted, leaves a node for it.
  func record(_ a: Tracked) -> Tracked {
    let output = forward(Inputs(a.value))
    guard a.node != nil else { return Tracked(constant: output) }
    return tracked(output, Inputs(a.value), Edges(a.node))
  }

  /// Computes the result and, if an input's gradient is wanted, leaves a node for it.
  func record(_ a: Tracked, _ b: Tracked) -> Tracked {
    let output = forward(Inputs(a.value, b.value))
    guard a.node != nil || b.node != nil else { return Tracked(constant: output) }
    return tracked(output, Inputs(a.value, b.value), Edges(a.node, b.node))
  }

  /// Computes the result and, if an input's gradient is wanted, leaves a node for it.
  func record(_ a: Tracked, _ b: Tracked, _ c: Tracked) -> Tracked {
    let output = forward(Inputs(a.value, b.value, c.value))
    guard a.node != nil || b.node != nil || c.node != nil else { return Tracked(constant: output) }
    return tracked(output, Inputs(a.value, b.value, c.value), Edges(a.node, b.node, c.node))
  }

  /// Computes the result and, if an input's gradient is wanted, leaves a node for it.
  func record(_ operands: [Tracked]) -> Tracked {
    let values = Inputs(array: operands.map { $0.value })
    let output = forward(values)
    guard operands.contains(where: { $0.node != nil }) else { return Tracked(constant: output) }
    return tracked(output, values, Edges(array: operands.map { $0.node }))
  }

  private func tracked(_ output: AnyTensor, _ values: Inputs, _ edges: Edges) -> Tracked {
    let mode = GradientMode.current
    if mode.contains(.paused) { return Tracked(constant: output) }
    let node = Node(self, keeps, edges, values, output)
    if mode.contains(.checked) { node.checkValue(output) }
    return Tracked(output, node)
  }
}

/// Where an operation is differentiated: the values it saw.
struct Point {
  let node: Node
  let createGraph: Bool
  /// Only marked nodes are wanted.
  let isSelective: Bool

  /// The number of inputs.
  var count: Int { node.edges.count }

  /// Whether the gradient of an input is wanted; what is not wanted may be left nil.
  @inline(__always)
  func needs(_ position: Int) -> Bool {
    guard let edge = node.edges[position] else { return false }
    return !isSelective || edge.isMarked
  }

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
    guard let output = node.value else { fail("\(node.name): the output is not kept (see `keeps`)") }
    return Tracked(output, createGraph ? node : nil)
  }

  /// The shape of an input whose gradient is wanted.
  func shape(_ position: Int) -> Shape { node.edges[position]!.shape }

  /// Whether nothing here is differentiated again, so that one fused pass may do.
  @inline(__always)
  func isPlain(_ gradient: Tracked) -> Bool { !createGraph && gradient.node == nil }
}
