import Tensor

/// One walk from a result back to leaves: a loop over nodes in falling depth, never recursion.
struct Sweep {
  private var queue = DepthQueue()
  /// Leaves whose gradient is looked at once all of it has arrived.
  private var leaves: [Node] = []
  private let createGraph: Bool
  private let retainGraph: Bool
  /// Gradients are wanted of these nodes alone, and go only where they are marked; nil to store them in all leaves.
  private var wanted: Selection?

  init(createGraph: Bool, retainGraph: Bool) {
    self.createGraph = createGraph
    self.retainGraph = retainGraph || createGraph
  }

  /// Differentiates from `root`, at which `seed` arrives, and adds to the gradients of the leaves.
  mutating func run(_ seed: Tracked, from root: Node) {
    let checked = GradientMode.current.contains(.checked)
    deliver(seed, to: root)
    while let node = queue.pop() {
      if node.isFreed { stopAtFreed(node) }
      var gradient = node.takePending()
      if node.watch != nil { gradient = node.observed(gradient) }
      wanted?.collect(gradient, of: node)
      let point = Point(node: node, createGraph: createGraph, isSelective: wanted != nil)
      let gradients = node.operation.gradients(gradient, at: point)
      if checked { node.checkGradients(gradients) }
      let edges = retainGraph ? node.edges : node.free()
      if let edge = edges.first, let part = gradients.first { deliver(part, to: edge) }
      if let edge = edges.second, let part = gradients.second { deliver(part, to: edge) }
      if let edge = edges.third, let part = gradients.third { deliver(part, to: edge) }
      if let more = edges.rest { deliver(gradients, toRest: more) }
    }
    for leaf in leaves { finish(leaf) }
  }

  /// The gradients of `targets`, nil for one that the result does not depend on. Stores none.
  static func gradients(
    of root: Node, _ seed: Tracked, at targets: [Node], createGraph: Bool, retainGraph: Bool
  ) -> [Tracked?] {
    var sweep = Sweep(createGraph: createGraph, retainGraph: retainGraph)
    let selection = Selection(targets, from: root)
    sweep.wanted = selection
    if root.isMarked { sweep.run(seed, from: root) }
    selection.unmark()
    return targets.map { sweep.wanted!.collected[ObjectIdentifier($0)] ?? nil }
  }

  /// Adds a gradient to what a node has collected.
  @inline(__always)
  private mutating func deliver(_ gradient: Tracked, to node: Node) {
    let gradient = gradient.summed(to: node.shape)
    if wanted != nil && !node.isMarked { return }
    if node.isLeaf && wanted == nil && node.watch == nil { return node.store(gradient, createGraph) }
    if node.pending == nil {
      node.pending = gradient
      if node.isLeaf { leaves.append(node) } else { queue.push(node) }
    } else {
      node.pending = node.takePending().adding(gradient, createGraph)
    }
  }

  private mutating func deliver(_ gradients: Gradients, toRest edges: [Node?]) {
    for (offset, edge) in edges.enumerated() {
      if let edge, let part = gradients[offset + 3] { deliver(part, to: edge) }
    }
  }

  private mutating func finish(_ leaf: Node) {
    var gradient = leaf.takePending()
    if leaf.watch != nil { gradient = leaf.observed(gradient) }
    if wanted == nil { leaf.store(gradient, createGraph) } else { wanted!.collect(gradient, of: leaf) }
  }

  private func stopAtFreed(_ node: Node) -> Never {
    fail(
      "backward: the graph through '\(node.name)' has been freed by an earlier backward(); "
        + "pass retainGraph: true to that one to go through it again")
  }
}

extension Tracked {
  /// The sum, in this one's place if nobody else sees it.
  @inline(never)
  fileprivate consuming func adding(_ other: Tracked, _ createGraph: Bool) -> Tracked {
    if createGraph { return self + other }
    var sum = value
    self = other
    sum.accumulate(other.value)
    return Tracked(constant: sum)
  }
}

extension Node {
  /// Adds to the gradient that is kept here. It lies row-major, which is what update rules read fastest.
  fileprivate func store(_ gradient: Tracked, _ createGraph: Bool) {
    if isLeaf && leaf.isFrozen { return }
    if let before = grad {
      grad = nil
      grad = before.adding(gradient, createGraph)
    } else {
      grad = createGraph || gradient.value.isContiguous ? gradient : Tracked(constant: gradient.value.contiguous())
    }
  }

  /// Runs the hooks in the order they were added, and keeps the gradient if that is asked for.
  fileprivate func observed(_ gradient: Tracked) -> Tracked {
    guard let watch else { return gradient }
    var gradient = gradient
    for (_, hook) in watch.hooks {
      guard let replacement = hook(gradient.value) else { continue }
      guard replacement.shape == shape else {
        fail("hook of '\(name)': gave a gradient of shape \(replacement.shape), \(shape) is needed")
      }
      gradient = Tracked(constant: replacement)
    }
    if watch.retainsGrad { store(gradient, gradient.node != nil) }
    return gradient
  }
}
