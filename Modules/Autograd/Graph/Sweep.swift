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
  @inline(__always)
  mutating func run(_ seed: consuming Tracked, from root: Node) {
    let mode = GradientMode.current
    if mode.isEmpty { walk(consume seed, from: root, checked: false) } else { walk(consume seed, from: root, in: mode) }
  }

  /// What a gradient is computed by has no mode: whether it leaves a graph is asked for by name, and what is looked at is
  /// the gradient of the operation, not the steps to it.
  private mutating func walk(_ seed: consuming Tracked, from root: Node, in mode: GradientMode) {
    let before = GradientMode.current
    GradientMode.current = []
    defer { GradientMode.current = before }
    walk(consume seed, from: root, checked: mode.contains(.checked))
  }

  private mutating func walk(_ seed: consuming Tracked, from root: Node, checked: Bool) {
    deliver(consume seed, to: root)
    while let node = queue.pop() {
      let point = Point(node: consume node, createGraph: createGraph, isSelective: wanted != nil)
      let gradient = arrived(at: point.node)
      // Where the wanted gradient has arrived and none beyond it is asked for, the operation is left as it is.
      if wanted != nil && !point.leadsOn { continue }
      if point.node.isFreed { point.node.stopAtFreed() }
      var parts = point.gradients(consume gradient)
      if checked { point.node.checkGradients(parts) }
      // Moved out one after the other: neither nodes nor gradients are retained on the way.
      var edges = retainGraph ? point.node.edges : point.node.free()
      if let edge = taken(&edges.first, leaving: nil), let part = taken(&parts.first, leaving: nil) {
        deliver(consume part, to: consume edge)
      }
      if let edge = taken(&edges.second, leaving: nil), let part = taken(&parts.second, leaving: nil) {
        deliver(consume part, to: consume edge)
      }
      if let edge = taken(&edges.third, leaving: nil), let part = taken(&parts.third, leaving: nil) {
        deliver(consume part, to: consume edge)
      }
      if let more = edges.rest { deliver(parts, toRest: more) }
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
    return targets.map { selection.collected[ObjectIdentifier($0)] }
  }

  /// What has been collected for a node, after those who look at it.
  @inline(__always)
  private func arrived(at node: Node) -> Tracked {
    let gradient = node.takePending()
    return node.watch == nil && wanted == nil ? gradient : observed(gradient, at: node)
  }

  @inline(never)
  private func observed(_ gradient: Tracked, at node: Node) -> Tracked {
    let gradient = node.watch == nil ? gradient : node.observed(gradient, createGraph)
    wanted?.collect(gradient, of: node)
    return gradient
  }

  /// Adds a gradient to what a node has collected.
  @inline(never)
  private mutating func deliver(_ part: consuming Tracked, to node: consuming Node) {
    if wanted != nil && !node.isMarked { return }
    if part.hasShape(node.shape) || passes(part, to: node) {
      add(consume part, to: consume node)
    } else {
      add(part.summed(to: node.shape), to: consume node)
    }
  }

  @inline(__always)
  private mutating func add(_ gradient: consuming Tracked, to node: consuming Node) {
    if node.isLeaf && wanted == nil && node.watch == nil {
      node.store(consume gradient, createGraph)
    } else if node.pending != nil {
      node.addPending(consume gradient, createGraph)
    } else {
      node.pending = consume gradient
      if node.isLeaf { leaves.append(node) } else { queue.push(consume node) }
    }
  }

  /// Whether one number for a gradient that is the same everywhere may go on as it is.
  @inline(__always)
  private func passes(_ gradient: Tracked, to node: Node) -> Bool {
    node.takesNumber && gradient.rank == 0 && node.pending == nil && node.watch == nil && wanted == nil && !createGraph
  }

  private mutating func deliver(_ gradients: Gradients, toRest edges: [Node?]) {
    for (offset, edge) in edges.enumerated() {
      if let edge, let part = gradients[offset + 3] { deliver(part, to: edge) }
    }
  }

  private mutating func finish(_ leaf: Node) {
    var gradient = leaf.takePending()
    if leaf.watch != nil { gradient = leaf.observed(gradient, createGraph) }
    if let wanted { wanted.collect(gradient, of: leaf) } else { leaf.store(gradient, createGraph) }
  }
}

extension Tracked {
  /// The sum, in this one's place if nobody else sees it.
  fileprivate consuming func adding(_ other: Tracked, _ createGraph: Bool) -> Tracked {
    if createGraph { return self + other }
    var sum = value
    self = other
    sum.accumulate(other.value)
    return Tracked(constant: sum)
  }
}

extension Node {
  func stopAtFreed() -> Never {
    fail(
      "backward: the graph through '\(name)' has been freed by an earlier backward() or grad(of:at:); "
        + "pass retainGraph: true to that one to go through it again")
  }

  @inline(__always)
  fileprivate func takePending() -> Tracked {
    let gradient = taken(&pending, leaving: nil)
    return gradient!
  }

  @inline(never)
  fileprivate func addPending(_ gradient: consuming Tracked, _ createGraph: Bool) {
    pending = takePending().summed(to: shape).adding(gradient, createGraph)
  }

  /// Adds to the gradient that is kept here. It lies row-major, which is what update rules read fastest.
  @inline(__always)
  fileprivate func store(_ gradient: consuming Tracked, _ createGraph: Bool) {
    if isFrozen { return }
    if isLeaf && leaf.total == nil && (createGraph || gradient.isContiguous) {
      leaf.total = consume gradient
    } else {
      storeMore(consume gradient, createGraph)
    }
  }

  @inline(never)
  private func storeMore(_ gradient: consuming Tracked, _ createGraph: Bool) {
    if let before = grad {
      grad = nil
      grad = before.adding(gradient, createGraph)
    } else {
      grad = createGraph ? gradient : Tracked(constant: gradient.value.contiguous())
    }
  }

  /// Runs the hooks in the order they were added, and keeps the gradient if that is asked for.
  fileprivate func observed(_ gradient: Tracked, _ createGraph: Bool) -> Tracked {
    guard let watch else { return gradient }
    var gradient = gradient.summed(to: shape)
    for (_, hook) in watch.hooks {
      guard let replacement = createGraph ? hook(gradient) : noGrad({ hook(gradient) }) else { continue }
      guard replacement.shape == shape else {
        fail("hook of '\(name)': gave a gradient of shape \(replacement.shape), \(shape) is needed")
      }
      gradient = replacement.settled
    }
    if watch.retainsGrad { store(gradient, gradient.node != nil) }
    return gradient
  }
}
