public import Tensor

// What layers and optimizers do with a variable.

extension Variable {
  /// A tensor as a variable that no gradient goes to.
  @inline(__always)
  public init(constant value: Tensor<Scalar>) { self.init(Tracked(value)) }

  /// What messages and graphs call a leaf: the name of the property that holds it.
  package var label: String? {
    get { (node?.operation as? Leaf).flatMap { $0.name == Leaf().name ? nil : $0.name } }
    nonmutating set {
      guard let node, node.isLeaf else { return }
      node.operation = newValue.map { Leaf(name: $0) } ?? Leaf()
    }
  }

  /// Whether a gradient has arrived.
  package var hasGrad: Bool { node?.grad != nil }

  /// Changes the value of a leaf in place, given the gradient; its shape stays.
  ///
  /// - Returns: false, with nothing done, if there is no gradient.
  @inline(__always)
  package func update(_ body: (inout AnyTensor, AnyTensor) -> Void) -> Bool {
    guard let node, let gradient = node.grad, var value = node.value else { return false }
    node.value = nil
    body(&value, gradient.value)
    node.value = value
    return true
  }
}
