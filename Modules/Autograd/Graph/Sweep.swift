import Tensor

/// One walk from results back to leaves: a loop over nodes in falling depth, never recursion.
struct Sweep {
  private var queue = DepthQueue()
  private var leaves: [Node] = []
  let createGraph: Bool
  let retainGraph: Bool

  init(createGraph: Bool, retainGraph: Bool) {
    self.createGraph = createGraph
    self.retainGraph = retainGraph || createGraph
  }

  /// Adds a gradient to what a node has collected.
  mutating func deliver(_ gradient: Tracked, to node: Node) {
    let gradient = gradient.summed(to: node.shape)
    if node.pending != nil { return accumulate(gradient, node) }
    node.pending = gradient
    if node.isLeaf { leaves.append(node) } else { queue.push(node) }
  }

  private func accumulate(_ gradient: Tracked, _ node: Node) {
    if createGraph {
      node.pending = node.pending! + gradient
    } else if isKnownUniquelyReferenced(&node.pending) {
      node.pending!.value.accumulate(gradient.value)
    } else {
      node.pending = Tracked(.binary(.add, node.pending!.value, gradient.value), nil)
    }
  }

  /// Walks to the leaves and stores their gradients there; with `wanted`, the gradients of those nodes are given back
  /// instead, and nothing is stored.
  mutating func run(wanted: [Node?]? = nil) -> [Tracked?] {
    let checked = GradientMode.current.contains(.checked)
    var collected = [Tracked?](repeating: nil, count: wanted?.count ?? 0)
    while let node = queue.pop() {
      guard var gradient = node.pending else { continue }
      node.pending = nil
      if node.isFreed { stopAtFreed(node) }
      if node.hooks != nil || node.retainsGrad { gradient = node.observed(gradient) }
      if let wanted { collect(gradient, of: node, wanted, &collected) }
      guard let operation = node.operation else { continue }
      let gradients = operation.gradients(gradient, at: Point(node: node, createGraph: createGraph))
      if checked { node.checkGradients(gradients) }
      for position in 0..<gradients.count {
        if let part = gradients[position], let edge = node.edges[position] { deliver(part, to: edge) }
      }
      if !retainGraph { node.free() }
    }
    for leaf in leaves {
      guard var gradient = leaf.pending else { continue }
      leaf.pending = nil
      if leaf.hooks != nil { gradient = leaf.observed(gradient) }
      if let wanted {
        collect(gradient, of: leaf, wanted, &collected)
      } else {
        leaf.store(gradient, createGraph: createGraph)
      }
    }
    return collected
  }

  private func collect(_ gradient: Tracked, of node: Node, _ wanted: [Node?], _ collected: inout [Tracked?]) {
    for (position, target) in wanted.enumerated() where target === node { collected[position] = gradient }
  }

  private func stopAtFreed(_ node: Node) -> Never {
    fail(
      "backward: the graph through '\(node.name)' has been freed by an earlier backward(); "
        + "pass retainGraph: true to that one to go through it again")
  }
}

extension Node {
  fileprivate func store(_ gradient: Tracked, createGraph: Bool) {
    guard let before = grad else {
      grad = gradient
      return
    }
    if createGraph {
      grad = before + gradient
    } else if isKnownUniquelyReferenced(&grad) {
      grad!.value.accumulate(gradient.value)
    } else {
      grad = Tracked(.binary(.add, before.value, gradient.value), nil)
    }
  }

  /// Runs the hooks in the order they were added, and keeps the gradient if that is asked for.
  fileprivate func observed(_ gradient: Tracked) -> Tracked {
    var gradient = gradient
    for (_, hook) in (hooks ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let replacement = hook(gradient.value) else { continue }
      guard replacement.shape == shape else {
        fail("hook of '\(name)': gave a gradient of shape \(replacement.shape), \(shape) is needed")
      }
      gradient = Tracked(replacement, nil)
    }
    if retainsGrad { store(gradient, createGraph: gradient.node != nil) }
    return gradient
  }
}

/// Nodes waiting for their turn, the deepest first: a binary heap.
private struct DepthQueue {
  private var heap: [Node] = []

  mutating func push(_ node: Node) {
    heap.append(node)
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      if heap[parent].depth >= heap[child].depth { break }
      heap.swapAt(parent, child)
      child = parent
    }
  }

  mutating func pop() -> Node? {
    guard heap.count > 1 else { return heap.popLast() }
    heap.swapAt(0, heap.count - 1)
    let node = heap.removeLast()
    var parent = 0
    while true {
      var child = parent * 2 + 1
      if child >= heap.count { break }
      if child + 1 < heap.count && heap[child + 1].depth > heap[child].depth { child += 1 }
      if heap[parent].depth >= heap[child].depth { break }
      heap.swapAt(parent, child)
      parent = child
    }
    return node
  }
}
