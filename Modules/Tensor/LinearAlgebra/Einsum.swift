/// Sums of products over named axes (Einstein's notation), as NumPy's and PyTorch's `einsum`.
///
///     einsum("ij,jk->ik", a, b)      // the matrix product
///     einsum("bij,bj->bi", a, x)     // one product for each b
///     einsum("ii->i", a)             // the diagonal
///     einsum("...i,i->...", a, w)    // … for whatever axes there are
///
/// An axis that the result does not name is summed over. Without `->` the result has the names that appear once, in
/// alphabetical order. Operands are contracted from left to right.
///
/// Traps where an equation is malformed, or a name has different lengths.
public func einsum<Scalar: NumericScalar>(_ equation: String, _ operands: Tensor<Scalar>...) -> Tensor<Scalar> {
  let plan = EinsumEquation(equation, operands.map(\.shape))
  var terms = zip(operands, plan.operands).map { EinsumTerm($0, $1) }
  var result = terms.removeFirst()
  while !terms.isEmpty {
    let next = terms.removeFirst()
    let needed = terms.reduce(into: Set(plan.result)) { $0.formUnion($1.names) }
    result = result.contracted(with: next, keeping: needed)
  }
  return result.arranged(plan.result)
}

/// The names of an equation, one for each axis; the axes of an ellipsis have numbers.
package struct EinsumEquation {
  package typealias Name = Unicode.Scalar
  package private(set) var operands: [[Name]] = []
  package private(set) var result: [Name] = []

  package init(_ equation: String, _ shapes: [Shape]) {
    let compact = equation.filter { $0 != " " }
    let parts = compact.split(separator: "->", omittingEmptySubsequences: false)
    guard parts.count <= 2 else { fail("einsum: \"\(equation)\": more than one ->") }
    let inputs = parts[0].split(separator: ",", omittingEmptySubsequences: false)
    guard inputs.count == shapes.count else {
      fail("einsum: \"\(equation)\": \(inputs.count) operands are named, \(shapes.count) are given")
    }
    var dots = 0
    for (index, (text, shape)) in zip(inputs, shapes).enumerated() {
      let named = text.filter { $0 != "." }.count
      let hasDots = text.contains("...")
      guard hasDots ? named <= shape.rank : named == shape.rank else {
        fail("einsum: \"\(equation)\": operand \(index) has shape \(shape), \(named) axes are named")
      }
      operands.append(Self.names(text, dots: shape.rank - named, equation))
      dots = Swift.max(dots, hasDots ? shape.rank - named : 0)
    }
    if parts.count == 2 {
      result = Self.names(parts[1], dots: dots, equation)
    } else {
      let all = operands.joined().sorted()
      let once = all.filter { name in all.filter { $0 == name }.count == 1 && !Self.isDot(name) }
      result = Self.names("...", dots: dots, equation) + once
    }
    let known = Set(operands.joined())
    for (index, name) in result.enumerated() {
      guard known.contains(name), !result[..<index].contains(name) else {
        fail("einsum: \"\(equation)\": the result names \(name) twice, or no operand does")
      }
    }
  }

  private static func isDot(_ name: Name) -> Bool { name.value < 32 }

  /// The axes of an ellipsis are numbered from the last: 1 is the last of them in every operand.
  private static func names(_ text: Substring, dots: Int, _ equation: String) -> [Name] {
    var result: [Name] = []
    var rest = text
    while let character = rest.first {
      if rest.hasPrefix("...") {
        for dot in stride(from: dots, to: 0, by: -1) { result.append(Name(UInt8(dot))) }
        rest = rest.dropFirst(3)
        continue
      }
      guard character.isASCII, character.isLetter, let name = character.unicodeScalars.first else {
        fail("einsum: \"\(equation)\": \(character) is not a letter")
      }
      result.append(name)
      rest = rest.dropFirst()
    }
    return result
  }
}

/// A tensor whose axes have names, each once.
private struct EinsumTerm<Scalar: NumericScalar> {
  var tensor: Tensor<Scalar>
  var names: [Unicode.Scalar]

  /// Axes that share a name become their diagonal.
  init(_ tensor: Tensor<Scalar>, _ names: [Unicode.Scalar]) {
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
      self.tensor = self.tensor.diagonal(axis1: axis, axis2: other)
      self.names.remove(at: other)
      self.names.remove(at: axis)
      self.names.append(name)
    }
  }

  private func length(_ name: Unicode.Scalar) -> Int { tensor.shape[names.firstIndex(of: name)!] }

  private func summed(keeping needed: Set<Unicode.Scalar>) -> EinsumTerm {
    let gone = names.indices.filter { !needed.contains(names[$0]) }
    if gone.isEmpty { return self }
    // Sums of integers are Int; a product of two tensors keeps their type.
    let sums = Storage.cast(tensor.sum(axes: gone).storage, to: Scalar.scalarType)
    return EinsumTerm(Tensor(sums), names.filter(needed.contains))
  }

  /// The axes in the order of the names, those that are missing with length 1.
  private func permuted(to order: [Unicode.Scalar]) -> Tensor<Scalar> {
    tensor.permuted(order.map { names.firstIndex(of: $0)! })
  }

  /// Σ over the axes that both have and nobody needs any more, by one batched matrix product.
  func contracted(with other: EinsumTerm, keeping needed: Set<Unicode.Scalar>) -> EinsumTerm {
    let left = summed(keeping: needed.union(other.names)), right = other.summed(keeping: needed.union(names))
    var lengths: [Unicode.Scalar: Int] = [:]
    let shared = left.names.filter(right.names.contains)
    for name in shared {
      let (a, b) = (left.length(name), right.length(name))
      guard a == b || a == 1 || b == 1 else { fail("einsum: axis \(name) has lengths \(a) and \(b)") }
      lengths[name] = a == 1 ? b : a
    }
    let (a, b) = (left.broadcast(lengths), right.broadcast(lengths))
    let batch = shared.filter(needed.contains), inner = shared.filter { !needed.contains($0) }
    if inner.isEmpty, let product = a.multiplied(by: b) { return product }
    let rows = a.names.filter { !shared.contains($0) }, columns = b.names.filter { !shared.contains($0) }
    let sizes = [batch.map(a.length), rows.map(a.length), inner.map(a.length), columns.map(b.length)]
    let counts = sizes.map { $0.reduce(1, *) }
    let product = matmul(
      a.permuted(to: batch + rows + inner).reshaped(counts[0], counts[1], counts[2]),
      b.permuted(to: batch + inner + columns).reshaped(counts[0], counts[2], counts[3]))
    return EinsumTerm(product.reshaped(sizes[0] + sizes[1] + sizes[3]), batch + rows + columns)
  }

  /// The product of the elements where nothing is summed, in the order of the axes of the term that has more of them.
  private func multiplied(by other: EinsumTerm) -> EinsumTerm? {
    let (wide, narrow) = names.count >= other.names.count ? (self, other) : (other, self)
    let order = wide.names + narrow.names.filter { !wide.names.contains($0) }
    if order.count > Shape.maximumRank { return nil }
    func spread(_ term: EinsumTerm) -> Tensor<Scalar> {
      var result = term.permuted(to: order.filter(term.names.contains))
      for (axis, name) in order.enumerated() where !term.names.contains(name) { result = result.unsqueezed(axis: axis) }
      return result
    }
    return EinsumTerm(spread(wide) * spread(narrow), order)
  }

  private func broadcast(_ lengths: [Unicode.Scalar: Int]) -> EinsumTerm {
    EinsumTerm(tensor.broadcast(to: Shape(names.map { lengths[$0] ?? length($0) })), names)
  }

  /// The axes that the result names, in its order.
  func arranged(_ result: [Unicode.Scalar]) -> Tensor<Scalar> {
    let kept = summed(keeping: Set(result))
    return kept.permuted(to: result)
  }
}
