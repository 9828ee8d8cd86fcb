import Tensor

/// A place in the graph through which gradients travel: a leaf, or an operation that has been applied, with its
/// parameters, its inputs' nodes, and the values it keeps.
///
/// A node knows the nodes of its inputs and never its own variable, so there are no cycles, and a graph goes away with the
/// variables that were made by it.
final class Node {
  /// What was applied; a leaf's only tells its name.
  @exclusivity(unchecked) var operation: any Primitive
  /// One more than the greatest of its inputs: nodes in falling order are a reverse topological order. 0 for a leaf.
  let depth: Int
  // Exclusive access is not checked at run time: each of these is read or replaced as a whole, never held open.
  @exclusivity(unchecked) private(set) var shape: Shape
  @exclusivity(unchecked) private(set) var edges: Edges
  @exclusivity(unchecked) private(set) var saved: Inputs?
  /// The result, if the operation keeps it; of a leaf its value, which every copy of the variable sees change.
  @exclusivity(unchecked) var value: AnyTensor?
  @exclusivity(unchecked) private(set) var isFreed = false
  /// A leaf whose gradient is not wanted for now.
  @exclusivity(unchecked) var isFrozen = false
  /// On the way from what is differentiated to what `grad(of:at:)` asks for.
  @exclusivity(unchecked) var isMarked = false
  /// The gradient collected so far in the sweep that is under way.
  @exclusivity(unchecked) var pending: Tracked?
  /// The gradient of a leaf, or of another variable that retains it.
  @exclusivity(unchecked) var grad: Tracked?
  @exclusivity(unchecked) private(set) var watch: Watch?

  /// What few nodes have: somebody who looks at the gradients that arrive.
  final class Watch {
    var hooks: [(key: Int, hook: (AnyTensor) -> AnyTensor?)] = []
    var retainsGrad = false
  }

  /// A leaf: a variable that was made by the user.
  init(leaf value: AnyTensor) {
    operation = Leaf()
    depth = 0
    shape = value.shape
    self.value = value
    edges = Edges()
  }

  @inline(__always)
  init(_ operation: any Primitive, _ keeps: Kept, _ edges: Edges, _ inputs: Inputs, _ output: AnyTensor) {
    self.operation = operation
    self.edges = edges
    shape = output.shape
    var depth = 0
    for position in 0..<edges.count {
      if let edge = edges[position], edge.depth > depth { depth = edge.depth }
    }
    self.depth = depth + 1
    if keeps.contains(.inputs) { saved = inputs }
    if keeps.contains(.output) { value = output }
  }

  var isLeaf: Bool { depth == 0 }
  var name: String { operation.name }

  /// Gives a leaf another value, or its own back after a change.
  @inline(__always)
  func setLeafValue(_ newValue: AnyTensor) {
    value = newValue
    if !newValue.hasShape(shape) {
      shape = newValue.shape
      grad = nil
    }
  }

  /// Who looks at the gradients, made if there is none.
  func watched() -> Watch {
    if let watch { return watch }
    let watch = Watch()
    self.watch = watch
    return watch
  }

  /// Lets go of everything the gradient needed, and gives back where it goes on.
  func free() -> Edges {
    isFreed = true
    saved = nil
    value = nil
    return takeEdges()
  }

  private func takeEdges() -> Edges {
    let edges = self.edges
    self.edges = Edges()
    return edges
  }

  /// The nodes below would be released by recursion, one stack frame for each; a chain of them is taken apart in a loop
  /// instead.
  deinit {
    var isChain = false
    for position in 0..<edges.count {
      if let edge = edges[position], edge.depth > 0 { isChain = true }
    }
    if isChain { Node.unlink(takeEdges()) }
  }

  @inline(never)
  private static func unlink(_ edges: consuming Edges) {
    var waiting: [Node] = []
    var next = edges
    while true {
      for position in 0..<next.count {
        if let edge = next[position], edge.depth > 0 { waiting.append(edge) }
      }
      next = Edges()
      guard var node = waiting.popLast() else { return }
      if isKnownUniquelyReferenced(&node) { next = node.takeEdges() }
    }
  }
}

/// What stands in the place of an operation where a user made a variable.
struct Leaf: Primitive {
  var name = "leaf"
  func forward(_ inputs: Inputs) -> AnyTensor { inputs[0] }
  func gradients(_ g: Tracked, at point: Point) -> Gradients { Gradients() }
}
