public import Tensor

/// Sums of products over named axes, as `einsum` of tensors, differentiable.
///
///     einsum("bij,bj->bi", a, x)
///
/// Operands are contracted from left to right, each by one batched matrix product. Traps where an equation is malformed,
/// or a name has different lengths.
public func einsum<Scalar: FloatingScalar>(_ equation: String, _ operands: Variable<Scalar>...) -> Variable<Scalar> {
  let plan = EinsumEquation(equation, operands.map(\.shape))
  var terms = zip(operands, plan.operands).map { Term($0.tracked, $1) }
  var result = terms.removeFirst()
  while !terms.isEmpty {
    let next = terms.removeFirst()
    let needed = terms.reduce(into: Set(plan.result)) { $0.formUnion($1.names) }
    result = result.contracted(with: next, keeping: needed)
  }
  let kept = result.summed(keeping: Set(plan.result))
  return Variable(kept.permuted(to: plan.result))
}

/// A tracked tensor whose axes have names, each once.
private struct Term {
  typealias Name = EinsumEquation.Name
  var tensor: Tracked
  var names: [Name]

  /// Axes that share a name become their diagonal.
  init(_ tensor: Tracked, _ names: [Name]) {
    self.tensor = tensor
    self.names = names
    var axis = 0
    while axis < self.names.count {
      let name = self.names[axis]
      guard let other = self.names[(axis + 1)...].firstIndex(of: name) else {
        axis += 1
        continue
      }
      guard self.tensor.shape[axis] == self.tensor.shape[other] else {
        fail("einsum: axis \(name) has lengths \(self.tensor.shape[axis]) and \(self.tensor.shape[other])")
      }
      self.tensor = Diagonal(offset: 0, axis1: axis, axis2: other).record(self.tensor)
      self.names.remove(at: other)
      self.names.remove(at: axis)
      self.names.append(name)
    }
  }

  func length(_ name: Name) -> Int { tensor.shape[names.firstIndex(of: name)!] }

  func summed(keeping needed: Set<Name>) -> Term {
    var bits: UInt8 = 0
    for (axis, name) in names.enumerated() where !needed.contains(name) { bits |= 1 << UInt8(axis) }
    return bits == 0 ? self : Term(tensor.sum(AxisSet(bits: bits)), names.filter(needed.contains))
  }

  func permuted(to order: [Name]) -> Tracked {
    order == names ? tensor : tensor.permuted(order.map { names.firstIndex(of: $0)! })
  }

  func broadcast(_ lengths: [Name: Int]) -> Term {
    Term(tensor.broadcast(to: Shape(names.map { lengths[$0] ?? length($0) })), names)
  }

  /// Σ over the axes that both have and nobody needs any more, by one batched matrix product.
  func contracted(with other: Term, keeping needed: Set<Name>) -> Term {
    let left = summed(keeping: needed.union(other.names)), right = other.summed(keeping: needed.union(names))
    var lengths: [Name: Int] = [:]
    let shared = left.names.filter(right.names.contains)
    for name in shared {
      let (a, b) = (left.length(name), right.length(name))
      guard a == b || a == 1 || b == 1 else { fail("einsum: axis \(name) has lengths \(a) and \(b)") }
      lengths[name] = a == 1 ? b : a
    }
    let (a, b) = (left.broadcast(lengths), right.broadcast(lengths))
    let batch = shared.filter(needed.contains), inner = shared.filter { !needed.contains($0) }
    let rows = a.names.filter { !shared.contains($0) }, columns = b.names.filter { !shared.contains($0) }
    let sizes = [batch.map(a.length), rows.map(a.length), inner.map(a.length), columns.map(b.length)]
    let counts = sizes.map { $0.reduce(1, *) }
    let product = a.permuted(to: batch + rows + inner).reshaped([counts[0], counts[1], counts[2]])
      .matmul(b.permuted(to: batch + inner + columns).reshaped([counts[0], counts[2], counts[3]]))
    return Term(product.reshaped(Shape(sizes[0] + sizes[1] + sizes[3])), batch + rows + columns)
  }
}
