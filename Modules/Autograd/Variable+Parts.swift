public import Tensor

// What layers and optimizers do with a variable.

extension Variable {
  /// A tensor as a variable that no gradient goes to.
  public init(constant value: Tensor<Scalar>) { tracked = Tracked(AnyTensor(value), nil) }

  /// What messages and graphs call a leaf: the name of the property that holds it.
  package var label: String? {
    get { (tracked.node?.operation as? Leaf)?.name }
    nonmutating set {
      guard let node = tracked.node, node.isLeaf else { return }
      node.operation = newValue.map { Leaf(name: $0) }
    }
  }

  /// The shape of the gradient that has arrived, nil if none has.
  package var hasGrad: Bool { tracked.node?.grad != nil }

  /// Changes the value in place, given the gradient.
  ///
  /// - Returns: false, with nothing done, if there is no gradient.
  @inline(__always)
  package func update(_ body: (inout AnyTensor, AnyTensor) -> Void) -> Bool {
    guard let gradient = tracked.node?.grad else { return false }
    body(&tracked.value, gradient.value)
    return true
  }
}

/// The name of a leaf, in the place where other nodes have their operation.
struct Leaf: Primitive {
  let name: String
  var keeps: Kept { .nothing }

  func forward(_ inputs: Operands<AnyTensor>) -> AnyTensor { fail("\(name): a leaf has no operation") }
  func gradients(_ g: Tracked, at point: Point) -> Operands<Tracked?> { fail("\(name): a leaf has no operation") }
}
