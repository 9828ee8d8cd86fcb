import Tensor

/// A place in the graph through which gradients travel: a leaf, or an operation that has been applied, with its
/// parameters, its inputs' nodes, and the values it keeps.
///
/// A node knows the nodes of its inputs and never its own variable, so there are no cycles, and a graph goes away with the
/// variables that were made by it.
class Node {
  /// What was applied.
  let operation: any Primitive
  /// One more than the greatest of its inputs: nodes in falling order are a reverse topological order. 0 for a leaf.
  let depth: Int
  /// Whether one number may arrive for a gradient that is the same everywhere.
  let takesNumber: Bool
  // Exclusive access is not checked at run time: each of these is read or replaced as a whole, never held open.
  @exclusivity(unchecked) final fileprivate(set) var shape: Shape
  /// The nodes of the inputs; nil for constants.
  @exclusivity(unchecked) final private(set) var edges: Slots<Node>
  /// The values of the inputs, if the operation keeps them.
  @exclusivity(unchecked) final private(set) var inputs: Slots<AnyTensor>
  /// The result, if the operation keeps it.
  @exclusivity(unchecked) final private(set) var output: AnyTensor?
  /// The gradient collected so far in the sweep that is under way.
  @exclusivity(unchecked) final var pending: Tracked?
  @exclusivity(unchecked) final private(set) var watch: Watch?
  @exclusivity(unchecked) final private(set) var isFreed = false
  /// A leaf whose gradient is not wanted for now.
  @exclusivity(unchecked) final var isFrozen = false
  /// On the way from what is differentiated to what `grad(of:at:)` asks for.
  @exclusivity(unchecked) final var isMarked = false

  /// What few nodes have: somebody who looks at the gradients that arrive.
  final class Watch {
    private(set) var hooks: [(key: Int, hook: (Tracked) -> Tracked?)] = []
    private var nextKey = 0
    var retainsGrad = false
    /// The gradient of what an operation made.
    var grad: Tracked?

    /// Adds a hook behind the others, and gives what removes it and no other.
    func add(_ hook: @escaping (Tracked) -> Tracked?) -> Int {
      defer { nextKey += 1 }
      hooks.append((nextKey, hook))
      return nextKey
    }

    func remove(_ key: Int) { hooks.removeAll { $0.key == key } }
  }

  @inline(__always)
  init(
    _ operation: any Primitive, depth: Int, edges: Slots<Node>, inputs: Slots<AnyTensor>, output: AnyTensor?,
    shape: Shape, takesNumber: Bool
  ) {
    self.operation = operation
    self.takesNumber = takesNumber
    self.depth = depth
    self.edges = edges
    self.inputs = inputs
    self.output = output
    self.shape = shape
  }

  final var isLeaf: Bool { depth == 0 }
  /// How many axes the result has, without a copy of its shape.
  final var rank: Int { shape.count }
  final var name: String { isLeaf ? leaf.label ?? "leaf" : operation.name }
  /// This node, which is known to be a leaf.
  @inline(__always) final var leaf: LeafNode { unsafeDowncast(self, to: LeafNode.self) }

  /// The gradient of a leaf, or of another variable that retains it.
  final var grad: Tracked? {
    get { isLeaf ? leaf.total : watch?.grad }
    set { if isLeaf { leaf.total = newValue } else { watched().grad = newValue } }
  }

  /// Who looks at the gradients, made if there is none.
  final func watched() -> Watch {
    if let watch { return watch }
    let watch = Watch()
    self.watch = watch
    return watch
  }

  /// The operation's gradients at a point of this node. A call of its own, since what a reference that is lent points to is
  /// not copied.
  @inline(never)
  final func gradients(_ gradient: consuming Tracked, at point: borrowing Point) -> Gradients {
    operation.gradients(gradient, at: point)
  }

  /// Lets go of everything the gradient needed, and gives back where it goes on.
  @inline(__always)
  final func free() -> Slots<Node> {
    isFreed = true
    if inputs.first != nil { inputs = Slots() }
    if output != nil { output = nil }
    return takeEdges()
  }

  @inline(__always)
  private final func takeEdges() -> Slots<Node> { taken(&edges, leaving: Slots()) }

  /// The nodes below would be released by recursion, one stack frame for each; a chain of them is taken apart in a loop
  /// instead.
  deinit {
    if !isFreed && depth > 1 { Node.unlink(takeEdges()) }
  }

  @inline(never)
  private static func unlink(_ edges: consuming Slots<Node>) {
    var waiting: [Node] = []
    var next = edges
    while true {
      next.forEach { if $1.depth > 0 { waiting.append($1) } }
      next = Slots()
      guard var node = waiting.popLast() else { return }
      if isKnownUniquelyReferenced(&node) { next = node.takeEdges() }
    }
  }
}

/// A variable that the user made: its value, and the gradient that `backward` has added up.
final class LeafNode: Node {
  /// Every copy of the variable sees it change.
  @exclusivity(unchecked) var value: AnyTensor?
  @exclusivity(unchecked) var total: Tracked?
  /// What messages and graphs call it.
  var label: String?

  init(_ value: AnyTensor) {
    self.value = value
    super.init(Leaf(), depth: 0, edges: Slots(), inputs: Slots(), output: nil, shape: value.shape, takesNumber: false)
  }

  /// Another value, or its own back after a change.
  @inline(__always)
  func setValue(_ newValue: consuming AnyTensor) {
    if !newValue.hasShape(shape) {
      shape = newValue.shape
      total = nil
    }
    value = newValue
  }
}

/// Moves a value out.
@inline(__always)
func taken<Value>(_ place: inout Value, leaving rest: consuming Value) -> Value {
  let value = consume place
  place = rest
  return value
}

/// What stands in the place of an operation where a user made a variable.
struct Leaf: Primitive {
  var name: String { "leaf" }
  func gradients(_ g: Tracked, at point: Point) -> Gradients { Gradients() }
}
