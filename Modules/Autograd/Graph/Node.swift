import Tensor

/// A place in the graph through which gradients travel: a leaf, or an operation that has been applied, with its
/// parameters, its inputs' nodes, and the values it keeps.
///
/// A node knows the nodes of its inputs and never its own variable, so there are no cycles, and a graph goes away with the
/// variables that were made by it.
final class Node {
  /// One more than the greatest of its inputs: nodes in falling order are a reverse topological order. 0 for a leaf.
  let depth: Int
  let shape: Shape
  /// What was applied; nil for a leaf, or what only tells its name.
  var operation: (any Primitive)?
  private(set) var edges: Operands<Node?>
  private(set) var saved: Operands<AnyTensor>?
  private(set) var output: AnyTensor?
  private(set) var isFreed = false
  /// The gradient collected so far in the sweep that is under way.
  var pending: Tracked?
  /// The gradient of a leaf, or of another variable that retains it.
  var grad: Tracked?
  var retainsGrad = false
  var hooks: [Int: (AnyTensor) -> AnyTensor?]?

  /// A leaf: a variable that was made by the user.
  init(_ shape: Shape) {
    depth = 0
    self.shape = shape
    edges = Operands()
  }

  @inline(__always)
  init(_ operation: any Primitive, _ edges: Operands<Node?>, _ inputs: Operands<AnyTensor>, _ output: AnyTensor) {
    self.operation = operation
    self.edges = edges
    shape = output.shape
    var depth = 0
    for position in 0..<edges.count {
      if let edge = edges[position], edge.depth > depth { depth = edge.depth }
    }
    self.depth = depth + 1
    let keeps = operation.keeps
    if keeps.contains(.inputs) { saved = inputs }
    if keeps.contains(.output) { self.output = output }
  }

  var isLeaf: Bool { depth == 0 }
  var name: String { operation?.name ?? "leaf" }

  /// Lets go of everything the gradient needed.
  func free() {
    isFreed = true
    edges = Operands()
    saved = nil
    output = nil
  }

  /// A chain of nodes would be released by recursion, one stack frame for each; it is taken apart in a loop instead.
  deinit {
    var isChain = false
    for position in 0..<edges.count {
      if let edge = edges[position], edge.edges.count > 0 { isChain = true }
    }
    if isChain { Node.unlink(&edges) }
  }

  @inline(never)
  private static func unlink(_ edges: inout Operands<Node?>) {
    var waiting = edges.compactMap { $0 }
    edges = Operands()
    while var node = waiting.popLast() {
      guard isKnownUniquelyReferenced(&node) else { continue }
      for position in 0..<node.edges.count {
        if let edge = node.edges[position] { waiting.append(edge) }
      }
      node.edges = Operands()
    }
  }
}

extension Node {
  /// Stops, under anomaly mode, at a value that is not finite.
  func checkValue(_ value: AnyTensor) {
    if value.isFinite { return }
    fail("\(name): the result, shape \(value.shape), has a value that is not finite (anomaly mode)")
  }

  /// Stops, under anomaly mode, at a gradient that is not finite.
  func checkGradients(_ gradients: Operands<Tracked?>) {
    for (position, gradient) in gradients.enumerated() {
      if let gradient, !gradient.value.isFinite {
        fail(
          "\(name): the gradient of input \(position), shape \(gradient.shape), has a value that is not finite "
            + "(anomaly mode)")
      }
    }
  }
}

extension AnyTensor {
  fileprivate var isFinite: Bool { open(IsFinite()) }
}

private struct IsFinite: FloatingVisitor {
  func visit<Scalar: FloatingScalar>(_ tensor: Tensor<Scalar>) -> Bool { tensor.isFinite().all().item() }
}
