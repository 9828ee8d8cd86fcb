import Autograd
import Tensor
import Testing

@Suite struct LinearAlgebraTests {
  /// Far from singular.
  private func matrix(_ shape: Shape, seed: UInt64 = 3) -> Tensor<Double> {
    var rng = RandomGenerator(seed: seed)
    return Tensor<Double>.normal(shape, using: &rng) * 0.3 + 2 * Tensor<Double>.eye(shape[shape.count - 1])
  }

  @Test func solutions() throws {
    var rng = RandomGenerator(seed: 4)
    for right: Shape in [[3], [3, 2], [4, 3, 2]] {
      let b = Tensor<Double>.normal(right, using: &rng)
      try gradientCheck([matrix([3, 3]), b], order: 2) { try! Linalg.solve($0[0], $0[1]) }
    }
    try gradientCheck([matrix([4, 3, 3]), .ones([4, 3, 1])], order: 2) { try! Linalg.solve($0[0], $0[1]) }
  }

  @Test func inverses() throws {
    try gradientCheck([matrix([3, 3])], order: 2) { try! Linalg.inverse($0[0]) }
    try gradientCheck([matrix([2, 3, 3])]) { try! Linalg.inverse($0[0]) }
  }

  @Test func determinants() throws {
    try gradientCheck([matrix([3, 3])], order: 2) { Linalg.det($0[0]) }
    try gradientCheck([matrix([2, 2, 2])], order: 2) { Linalg.det($0[0]) }
    // Of rank 2: the determinant is 0 and its gradient is not; of rank 1 that of the gradient is not.
    try gradientCheck([[[1, 2, 3], [4, 5, 6], [7, 8, 9]]], order: 2) { Linalg.det($0[0]) }
    try gradientCheck([[[1, 2, 3], [2, 4, 6], [3, 6, 9]]], order: 2) { Linalg.det($0[0]) }
    try gradientCheck([[[[1, 2], [2, 4]], [[1, 2], [3, 4]]]], order: 2) { Linalg.det($0[0]) }
    try gradientCheck([[[0]]], order: 2) { Linalg.det($0[0]) }
  }

  @Test func cholesky() throws {
    let a = matrix([3, 3])
    let positive = matmul(a, a.transposed())
    try gradientCheck([positive], order: 2) { x in
      // The factor of the symmetric part, so that moving one element is moving two.
      try! Linalg.cholesky((x[0] + x[0].transposed()) / 2)
    }
  }

  @Test func singularMatricesThrow() {
    let singular = Variable(Tensor<Double>.ones([2, 2]))
    #expect(throws: LinalgError.self) { try Linalg.inverse(singular) }
    #expect(throws: LinalgError.self) { try Linalg.solve(singular, Tensor<Double>.ones([2])) }
  }

  @Test(arguments: [
    ("ij,jk->ik", [[2, 3], [3, 4]]), ("bij,bj->bi", [[2, 3, 4], [2, 4]]), ("ii->i", [[3, 3]]), ("ij->", [[2, 3]]),
    ("i,j->ij", [[2], [3]]), ("ij,ij", [[2, 3], [2, 3]]), ("...i,i->...", [[2, 3, 4], [4]]),
    ("ij,jk,kl->il", [[2, 3], [3, 4], [4, 2]]), ("ij->ji", [[2, 3]]),
  ])
  func einsums(_ equation: String, _ shapes: [[Int]]) throws {
    var rng = RandomGenerator(seed: 5)
    let inputs = shapes.map { Tensor<Double>.normal(Shape($0), using: &rng) }
    func apply(_ x: [Variable<Double>]) -> Variable<Double> {
      x.count == 1
        ? einsum(equation, x[0]) : x.count == 2 ? einsum(equation, x[0], x[1]) : einsum(equation, x[0], x[1], x[2])
    }
    try gradientCheck(inputs, order: 2, apply)
    let wanted =
      inputs.count == 1
      ? einsum(equation, inputs[0])
      : inputs.count == 2 ? einsum(equation, inputs[0], inputs[1]) : einsum(equation, inputs[0], inputs[1], inputs[2])
    #expect(apply(inputs.map { Variable($0) }).value.allClose(wanted, rtol: 1e-12))
  }

  @Test func vectors() throws {
    var rng = RandomGenerator(seed: 6)
    let a = Tensor<Double>.normal([4], using: &rng), b = Tensor<Double>.normal([4], using: &rng)
    try gradientCheck([a, b], order: 2) { $0[0].dot($0[1]) ** 2 }
    try gradientCheck([a, b], order: 2) { $0[0].outer($0[1]) ** 2 }
    try gradientCheck([matrix([3, 3])], order: 2) { $0[0].trace() ** 2 }
    try gradientCheck([a], order: 2) { Variable.diagonal($0[0], offset: -1) ** 2 }
  }
}
