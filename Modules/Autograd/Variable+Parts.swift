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

  /// Changes the value of a leaf in place, given the gradient; its shape stays.
  ///
  /// - Returns: false, with nothing done, if there is no gradient.
  @inline(__always)
  package func update(_ body: (inout AnyTensor, AnyTensor) -> Void) -> Bool {
    // Both are moved out and back: in place where nobody else sees the value, and without counting references.
    guard let leaf, let gradient = taken(&leaf.total, leaving: nil) else { return false }
    var value = taken(&leaf.value, leaving: nil)!
    gradient.withValue { body(&value, $0) }
    leaf.value = value
    leaf.total = gradient
    return true
  }
}
