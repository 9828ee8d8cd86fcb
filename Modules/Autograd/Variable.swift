public import Tensor

/// A tensor whose gradient is wanted.
///
///     let w = Variable(Tensor<Float>.normal([2, 1], using: &rng))
///     let loss = ((matmul(x, w) - y) ** 2).mean()
///     loss.backward()
///     w.value -= 0.1 * w.grad!
///
/// A reference: a copy is the same variable, with the same value and gradient. Operations on variables, alone or mixed
/// with tensors, give variables and record how; tensors are constants and cost no graph. The graph keeps the values it
/// saw, so changing `value` afterwards changes no gradient that is still to be computed.
///
/// Not Sendable: a graph belongs to one thread at a time.
///
/// The scalar is `Float` or `Double`: no variable of integers can be made. The type itself asks for less, since the
/// compiler is quick with operators on numbers such as 2, which are integers to it at first, only where integers would do.
public struct Variable<Scalar: NumericScalar> {
  let tracked: Tracked

  @inline(__always)
  init(_ tracked: Tracked) { self.tracked = tracked }

  /// A leaf: a variable whose gradient `backward` stores.
  public init(_ value: Tensor<Scalar>) where Scalar: FloatingScalar {
    tracked = Tracked(leaf: LeafNode(AnyTensor(value)))
  }

  /// nil for a constant.
  @inline(__always)
  var node: Node? { tracked.node }
}

extension Tensor {
  /// A constant.
  @inline(__always)
  var tracked: Tracked { Tracked(constant: AnyTensor(self)) }
}

extension Variable where Scalar: FloatingScalar {
  /// The tensor. That of a leaf can be set and changed in place, and every copy of the variable sees it; what an
  /// operation made cannot.
  public var value: Tensor<Scalar> {
    get { tracked.value.tensor() }
    nonmutating _modify {
      let leaf = leafToChange()
      // The tensor is moved out and back, so that it is changed in place where nobody else sees it.
      var value: Tensor<Scalar> = taken(&leaf.value, leaving: nil)!.tensor()
      defer { leaf.setValue(AnyTensor(value)) }
      yield &value
    }
  }

  private func leafToChange() -> LeafNode {
    if let node, node.isLeaf { return node.leaf }
    fail("value: only that of a leaf can be set, and this variable was made by '\(node?.name ?? "detach or noGrad")'")
  }

  /// What `backward` has added up since the start or the last `zeroGrad`; nil if nothing has arrived.
  ///
  /// For a variable that an operation made, only after `retainGrad()`.
  public var grad: Tensor<Scalar>? {
    get {
      guard let gradient = node?.grad else { return nil }
      return gradient.value.tensor()
    }
    nonmutating set {
      guard let node else { fail("grad: a constant has no gradient") }
      if let newValue, newValue.shape != shape {
        fail("grad: shape \(newValue.shape) for a variable of shape \(shape)")
      }
      guard let newValue else { return node.grad = nil }
      node.grad = Tracked(newValue)
    }
  }

  /// The gradient as a variable, for differentiating it again after `backward(createGraph: true)`.
  public var gradVariable: Variable? { (node?.grad).map { Variable($0) } }

  /// Forgets the gradient: `grad` is nil again.
  public func zeroGrad() { node?.grad = nil }

  /// Whether gradients travel to or through it. A leaf for which it is false is a constant to the operations that follow.
  public var requiresGrad: Bool {
    get { tracked.source != nil }
    nonmutating set {
      guard let node, node.isLeaf else { fail("requiresGrad: can be set on leaves only; use detach()") }
      node.isFrozen = !newValue
    }
  }
  /// Whether it was made by the user and not by an operation.
  public var isLeaf: Bool { node?.isLeaf ?? true }

  /// The lengths of the axes.
  public var shape: Shape { tracked.shape }
  /// The number of axes.
  public var rank: Int { shape.count }
  /// The number of elements.
  public var count: Int { shape.volume }
  /// The only element. Traps if there is not exactly one.
  public func item() -> Scalar { value.item() }

  /// The value as a constant: no gradient goes through it.
  public func detach() -> Variable { Variable(Tracked(constant: tracked.value)) }

  /// Lets `grad` be kept for a variable that an operation made.
  public func retainGrad() {
    if let node, !node.isLeaf { node.watched().retainsGrad = true }
  }

  /// Whether both are the same variable, not merely of the same value.
  public static func === (left: Variable, right: Variable) -> Bool { left.id == right.id }
  /// Whether the two are different variables, whatever their values.
  public static func !== (left: Variable, right: Variable) -> Bool { left.id != right.id }

  /// What tells this variable from every other one that is alive.
  public var id: ObjectIdentifier { node.map { ObjectIdentifier($0) } ?? tracked.value.id }
}

extension Variable where Scalar: FloatingScalar {
  /// Differentiates this variable and adds the gradients to the `grad` of every leaf that it was made from.
  ///
  /// - Parameters:
  ///   - gradient: the gradient that arrives here, of this shape; ones if it is left out, so that of a variable that is
  ///     not a single number the sum is differentiated.
  ///   - retainGraph: keep the graph for another `backward`; it is freed as the gradients pass if not.
  ///   - createGraph: record the gradients' own computation, so that they can be differentiated again; keeps the graph.
  ///     The gradients then hold the graph, and the graph its leaves: `zeroGrad` lets go of both, and `grad(of:at:)`
  ///     stores none.
  ///
  /// Traps on a constant, on a gradient of another shape, and on a graph that has been freed.
  public func backward(_ gradient: Tensor<Scalar>? = nil, retainGraph: Bool = false, createGraph: Bool = false) {
    guard let node = tracked.source else { stopAtConstant("backward") }
    if let gradient, gradient.shape != shape {
      fail("backward: a gradient of shape \(gradient.shape) for a variable of shape \(shape)")
    }
    var sweep = Sweep(createGraph: createGraph, retainGraph: retainGraph)
    guard let gradient else {
      let type = Scalar.scalarType
      return sweep.run(Tracked(constant: node.rank == 0 ? .one(type) : .ones(node.shape, type)), from: node)
    }
    sweep.run(Tracked(gradient), from: node)
  }

  /// Why nothing can be differentiated here.
  @inline(never)
  func stopAtConstant(_ operation: StaticString) -> Never {
    if let node, node.isFrozen { fail("\(operation): requiresGrad of this variable is false: set it to true first") }
    fail("\(operation): this is a constant: no variable went into it, or it was made under noGrad or by detach()")
  }

  /// Calls `hook` with every gradient that arrives here, before it goes on; what it returns, if anything, goes on
  /// instead. Hooks run in the order they were added, at a leaf once all of its gradient has arrived.
  ///
  /// The gradient is a constant; with `createGraph` it is a variable, so that what a hook makes of it is differentiated too.
  ///
  /// - Returns: a handle that removes it.
  ///
  /// Traps on a constant, and where the hook returns another shape.
  @discardableResult
  public func registerHook(_ hook: @escaping (Variable<Scalar>) -> Variable<Scalar>?) -> HookHandle {
    guard let node = tracked.source else { stopAtConstant("registerHook") }
    let watch = node.watched()
    let key = watch.add { hook(Variable($0))?.tracked }
    return HookHandle { [weak watch] in watch?.remove(key) }
  }
}

/// Removes a hook.
public struct HookHandle {
  let action: () -> Void
  /// Removes it; once is enough.
  public func remove() { action() }
}

extension Variable: CustomStringConvertible where Scalar: FloatingScalar {
  /// The value, and which operation made it.
  public var description: String {
    let origin = node.map { $0.isLeaf ? "requiresGrad" : "from \($0.name)" } ?? "constant"
    return "Variable(\(value), \(origin))"
  }
}
