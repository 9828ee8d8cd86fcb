import Autograd
import Tensor
import Testing

/// Decompositions of matrices: functions of them that signs do not matter to, against differences.
@Suite struct FactorizationTests {
  private static func matrix(_ shape: [Int]) -> Tensor<Double> {
    var rng = RandomGenerator(seed: 11)
    return .normal(Shape(shape), using: &rng)
  }

  @Test(arguments: [[3, 3], [2, 3, 3], [1, 1], [2, 0, 0]])
  func symmetricEigen(_ shape: [Int]) throws {
    func symmetric(_ x: Variable<Double>) -> Variable<Double> { (x + x.transposed(-1, -2)) / 2 }
    try gradientCheck([Self.matrix(shape)], order: 2) { Linalg.eigvalsh(symmetric($0[0])) ** 3 }
    try gradientCheck([Self.matrix(shape)], order: 2, rtol: 1e-5, atol: 1e-6) {
      let (values, vectors) = Linalg.eigh(symmetric($0[0]))
      return vectors ** 2 * exp(values).unsqueezed(axis: -2)
    }
  }

  @Test(arguments: [[3, 3], [2, 4, 3], [3, 4], [5, 2], [1, 3], [0, 3]])
  func singularValues(_ shape: [Int]) throws {
    try gradientCheck([Self.matrix(shape)], order: 2, rtol: 1e-5, atol: 1e-6) { Linalg.svdvals($0[0]) ** 3 }
    for isFull in [false, true] {
      try gradientCheck([Self.matrix(shape)], order: 2, rtol: 1e-5, atol: 1e-6) {
        let (u, s, vh) = Linalg.svd($0[0], fullMatrices: isFull)
        let (u2, vh2) = (u[.ellipsis, 0..<s.shape[s.rank - 1]] ** 2, vh[.ellipsis, 0..<s.shape[s.rank - 1], 0...] ** 2)
        return matmul(u2 * exp(s).unsqueezed(axis: -2), vh2)
      }
    }
  }

  @Test(arguments: [[3, 3], [2, 4, 3], [3, 5], [1, 3], [3, 1], [0, 3]])
  func orthogonalTriangular(_ shape: [Int]) throws {
    try gradientCheck([Self.matrix(shape)], order: 2, rtol: 1e-5, atol: 1e-6) {
      let (q, r) = Linalg.qr($0[0])
      return .concat([q.flattened() ** 3, r.flattened() ** 3])
    }
  }

  @Test(arguments: [[3, 3], [2, 4, 3], [3, 5], [1, 3]])
  func leastSquares(_ shape: [Int]) throws {
    try gradientCheck([Self.matrix(shape)], order: 2, rtol: 1e-5, atol: 1e-6) { Linalg.pinv($0[0]) }
    let right = Self.matrix(shape.dropLast() + [2])
    try gradientCheck([Self.matrix(shape), right], order: 2, rtol: 1e-5, atol: 1e-6) { Linalg.lstsq($0[0], $0[1]) }
    let column = Self.matrix(shape.dropLast())
    try gradientCheck([Self.matrix(shape)], rtol: 1e-5, atol: 1e-6) { Linalg.lstsq($0[0], column) }
    let a = Self.matrix(shape)
    try gradientCheck([column]) { Linalg.lstsq(a, $0[0]) }
  }

  /// Of rank 1, with a rank that is kept: its rows are multiples of one.
  @Test func pseudoinversesOfAnyRank() throws {
    try gradientCheck([[1, 2, 3], [2, -1]], order: 2, rtol: 1e-5, atol: 1e-6) {
      Linalg.pinv($0[1].outer($0[0]))
    }
  }

  /// Values that are equal have gradients, their vectors add nothing.
  @Test func equalValues() {
    let x = Variable(Tensor<Double>.eye(3))
    let (values, vectors) = Linalg.eigh(x)
    (values.sum() + (vectors * 0).sum()).backward()
    #expect(x.grad! == .eye(3))
    let y = Variable(Tensor<Double>.eye(2, columns: 3))
    let (u, s, vh) = Linalg.svd(y)
    (s.sum() + (u * 0).sum() + (vh * 0).sum()).backward()
    #expect(y.grad!.allClose(.eye(2, columns: 3)))
    let zero = Variable(Tensor<Double>.zeros([2, 3]))
    Linalg.svdvals(zero).sum().backward()
    #expect(zero.grad!.isFinite().all().item())
  }
}
