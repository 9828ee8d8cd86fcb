package import Tensor

/// A leaf of either scalar type: what an optimizer holds.
package struct AnyParameter {
  private let leaf: LeafNode

  /// nil for a constant, and for what an operation made.
  package init?<Scalar: FloatingScalar>(_ variable: Variable<Scalar>) {
    guard let node = variable.node, node.isLeaf else { return nil }
    leaf = node.leaf
  }

  /// The variable; nil if its scalars are of another type.
  package func variable<Scalar: FloatingScalar>(of scalar: Scalar.Type = Scalar.self) -> Variable<Scalar>? {
    type == Scalar.scalarType ? Variable(Tracked(leaf: leaf)) : nil
  }

  /// What tells it from every other one that is alive.
  package var id: ObjectIdentifier { ObjectIdentifier(leaf) }
  /// The type of its scalars.
  package var type: ScalarType { leaf.value!.type }
  /// The lengths of the axes.
  package var shape: Shape { leaf.shape }
  /// Whether a gradient has arrived.
  package var hasGrad: Bool { leaf.total != nil }
  /// What messages call it: its name, if a model gave it one, and its shape.
  package var title: String { "parameter \(leaf.label.map { "'\($0)' " } ?? "")\(shape)" }

  /// Forgets the gradient.
  package func zeroGrad() { leaf.total = nil }

  /// Changes the value in place, given the gradient; its shape stays.
  ///
  /// - Returns: false, with nothing done, if there is no gradient.
  @inline(__always)
  package func update(_ body: (inout AnyTensor, AnyTensor) -> Void) -> Bool {
    // Both are moved out and back: in place where nobody else sees the value, and without counting references.
    guard let gradient = taken(&leaf.total, leaving: nil) else { return false }
    var value = taken(&leaf.value, leaving: nil)!
    gradient.withValue { body(&value, $0) }
    leaf.value = value
    leaf.total = gradient
    return true
  }
}
