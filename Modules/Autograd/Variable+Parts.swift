public import Tensor

// What layers and optimizers do with a variable.

extension Variable where Scalar: FloatingScalar {
  /// A tensor as a variable that no gradient goes to.
  public init(constant value: Tensor<Scalar>) { self.init(Tracked(value)) }

  /// What messages and graphs call a leaf: the name of the property that holds it.
  package var label: String? {
    get { leaf?.label }
    nonmutating set { leaf?.label = newValue }
  }

  private var leaf: LeafNode? {
    guard let node, node.isLeaf else { return nil }
    return node.leaf
  }
}
