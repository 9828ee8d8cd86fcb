public import Tensor

// What layers and optimizers do with a variable.

extension Variable {
  /// A tensor as a variable that no gradient goes to.
  public init(constant value: Tensor<Scalar>) { self.init(Tracked(value)) }

  /// What messages and graphs call a leaf: the name of the property that holds it.
  package var label: String? {
    get { (node?.operation as? Leaf)?.label }
    nonmutating set { node?.setLeafName(newValue ?? Leaf.unnamed) }
  }

  /// Changes the value in place, given the gradient. A value may be looked at afterwards, and not within.
  ///
  /// - Returns: false, with nothing done, if there is no gradient.
  @inline(__always)
  package func update(_ body: (inout AnyTensor, AnyTensor) -> Void) -> Bool {
    guard let node, let gradient = node.grad else { return false }
    body(&node.value!, gradient.value)
    return true
  }
}

extension Leaf {
  fileprivate static var unnamed: String { Leaf().name }
  fileprivate var label: String? { name == Self.unnamed ? nil : name }
}
