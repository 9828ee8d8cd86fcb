import Tensor
import Testing

@Suite struct LinalgTests {
  private static func matrix(_ shape: Shape, seed: UInt64 = 1) -> Tensor<Double> {
    var generator = RandomGenerator(seed: seed)
    return .normal(shape, using: &generator)
  }

  /// What each function is for: its product gives the matrix back, for wide, tall, square, batched and strided ones.
  @Test(arguments: [[4, 4], [6, 3], [3, 6], [1, 1], [2, 3, 5, 4], [2, 0, 3, 3], [0, 3], [3, 0]] as [Shape])
  func factorsGiveTheMatrixBack(_ shape: Shape) {
    for a in [Self.matrix(shape), Self.matrix(Shape(shape.reversed())).transposed()] {
      let (q, r) = Linalg.qr(a)
      #expect(matmul(q, r).allClose(a, atol: 1e-10) && r == r.triu())
      #expect(matmul(q.transposed(-1, -2), q).allClose(.eye(q.shape[q.rank - 1]), atol: 1e-10))
      let (complete, tall) = Linalg.qr(a, complete: true)
      #expect(matmul(complete, tall).allClose(a, atol: 1e-10) && complete.shape[a.rank - 1] == a.shape[a.rank - 2])
      for fullMatrices in [false, true] {
        let (u, s, vh) = Linalg.svd(a, fullMatrices: fullMatrices)
        let k = s.shape[s.rank - 1]
        let scaled = u[.ellipsis, 0..<k] * s.unsqueezed(axis: -2)
        #expect(matmul(scaled, vh[.ellipsis, 0..<k, 0...]).allClose(a, atol: 1e-10))
        #expect(matmul(u.transposed(-1, -2), u).allClose(.eye(u.shape[u.rank - 1]), atol: 1e-10))
        #expect(s == s.sorted(descending: true) && Linalg.svdvals(a).allClose(s, atol: 1e-10))
      }
      #expect(matmul(matmul(a, Linalg.pinv(a)), a).allClose(a, atol: 1e-9))
    }
  }

  @Test func square() throws {
    for shape in [[5, 5], [2, 3, 4, 4], [1, 1], [0, 0]] as [Shape] {
      let n = shape[shape.rank - 1]
      let a = Self.matrix(shape) + 4 * Tensor<Double>.eye(n), identity = Tensor<Double>.eye(n)
      #expect(matmul(a, try Linalg.inverse(a)).allClose(identity.broadcast(to: shape), atol: 1e-10))
      let b = Self.matrix(Shape(Array(shape.dropLast()) + [2]), seed: 2)
      #expect(matmul(a, try Linalg.solve(a, b)).allClose(b, atol: 1e-10))
      #expect(
        matmul(a, try Linalg.solve(a, Tensor.ones([n, 3]))).allClose(.ones(b.shape.replacingLast(3)), atol: 1e-10))
      let positive = matmul(a, a.transposed(-1, -2)) + identity
      let l = try Linalg.cholesky(positive)
      #expect(matmul(l, l.transposed(-1, -2)).allClose(positive, atol: 1e-9) && l == l.tril())
      let (values, vectors) = Linalg.eigh(positive)
      #expect(matmul(vectors * values.unsqueezed(axis: -2), vectors.transposed(-1, -2)).allClose(positive, atol: 1e-9))
      #expect(values == values.sorted() && Linalg.eigvalsh(positive).allClose(values, atol: 1e-9))
      #expect(Linalg.det(positive).allClose(values.prod(axis: -1), rtol: 1e-9))
    }
    let swap: Tensor<Double> = [[0, 1], [1, 0]]
    #expect(Linalg.det(swap).item() == -1)
    #expect(try Linalg.solve(swap, [3, 5]).scalars == [5, 3])
  }

  @Test func leastSquares() {
    let x = Self.matrix([20, 3]), w: Tensor<Double> = [1, -2, 3]
    #expect(Linalg.lstsq(x, matmul(x, w)).allClose(w, atol: 1e-10))
    let y = Self.matrix([20, 2], seed: 3)
    let normal = matmul(x.transposed(), matmul(x, Linalg.lstsq(x, y)) - y)
    #expect(normal.allClose(.zeros([3, 2]), atol: 1e-10))
    // Fewer equations than unknowns, and equations that repeat: the solution of least norm.
    #expect(Linalg.lstsq([[1, 1]] as Tensor<Double>, [2]).allClose([1, 1]))
    #expect(Linalg.lstsq([[1, 1], [1, 1]] as Tensor<Double>, [2, 2]).allClose([1, 1]))
    #expect(Linalg.lstsq(Tensor<Double>.zeros([0, 2]), .zeros([0])).scalars == [0, 0])
    #expect(Linalg.matrixRank([[1, 1], [1, 1]] as Tensor<Double>).item() == 1)
    #expect(Linalg.matrixRank(x).item() == 3)
  }

  @Test func whatHasNoSolutionThrows() {
    let singular: Tensor<Float> = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    #expect(throws: LinalgError.singular(operation: "solve", shape: [2, 2], pivot: 2, matrix: 0)) {
      try Linalg.solve([[1, 2], [2, 4]] as Tensor<Float>, [1, 2])
    }
    #expect { try Linalg.inverse(Tensor<Float>.zeros([3, 3])) } throws: {
      "\($0)" == "inverse: [3, 3]: the matrix is singular: pivot 1 is zero"
    }
    #expect { try Linalg.cholesky([[1, 0], [0, -1]] as Tensor<Double>) } throws: {
      "\($0)" == "cholesky: [2, 2]: the matrix is not positive definite: its leading 2 by 2 part is not"
    }
    let batch = Tensor<Double>.stack([.eye(2), .zeros([2, 2])])
    #expect { try Linalg.inverse(batch) } throws: {
      "\($0)" == "inverse: [2, 2, 2]: matrix 1 of the batch is singular: pivot 1 is zero"
    }
    #expect(Swift.abs(Linalg.det(singular).item()) < 1e-5)
  }

  @Test func whatIsNotFiniteStaysSo() {
    let bad: Tensor<Float> = [[1, .nanLiteral], [0, 1]]
    #expect(Linalg.svdvals(bad).isNaN().all().item() && Linalg.svd(bad).u.isNaN().all().item())
    #expect(Linalg.eigh(bad).values.isNaN().all().item() && Linalg.lstsq(bad, [1, 2]).isNaN().all().item())
  }

  /// In a batch it is the one matrix that is not finite, and no other.
  @Test func oneBadMatrixSpoilsNoOther() {
    var batch: Tensor<Double> = [[[2, 1], [1, 3]], [[0, 0], [0, 0]], [[4, 0], [0, 1]]]
    let right = Tensor<Double>([[1, 2], [3, 4], [5, 6]])
    let (u, s, vh) = Linalg.svd(batch), values = Linalg.eigvalsh(batch), vectors = Linalg.eigh(batch).vectors
    let solutions = Linalg.lstsq(batch, right), inverses = Linalg.pinv(batch)
    batch[1, 0, 1] = Tensor<Double>(.nan)
    batch[1, 1, 0] = Tensor<Double>(-.infinity)
    func check(_ got: Tensor<Double>, _ whole: Tensor<Double>) {
      #expect(got[0] == whole[0] && got[2] == whole[2] && got[1].isNaN().all().item())
    }
    let bad = Linalg.svd(batch)
    check(bad.u, u)
    check(bad.s, s)
    check(bad.vh, vh)
    check(Linalg.svdvals(batch), s)
    check(Linalg.eigvalsh(batch), values)
    check(Linalg.eigh(batch).vectors, vectors)
    check(Linalg.lstsq(batch, right), solutions)
    check(Linalg.pinv(batch), inverses)
  }

  @Test func einsums() {
    let a = Self.matrix([2, 3]), b = Self.matrix([3, 4], seed: 2), c = Self.matrix([5, 2, 3], seed: 3)
    #expect(einsum("ij,jk->ik", a, b).allClose(matmul(a, b)))
    #expect(einsum("ij,jk", a, b).allClose(matmul(a, b)))
    #expect(einsum("ij->ji", a) == a.transposed())
    #expect(einsum("ij,ij->ij", a, a) == a * a && einsum("ij,j->ij", a, a[0]) == a * a[0])
    #expect(
      einsum("j,ij->ji", a[0], a) == (a * a[0]).transposed()
        && einsum("ij,i->ij", a, b[0..<2, 0]) == a * b[0..<2, 0].unsqueezed(axis: 1))
    #expect(
      einsum("i,j->ij", a[0], b[0]) == a[0].unsqueezed(axis: 1) * b[0]
        && einsum(",ij->ji", Tensor(2), a) == a.transposed() * 2)
    #expect(einsum("ij->", a).allClose(a.sum()))
    #expect(einsum("ij->j", a).allClose(a.sum(axis: 0)))
    #expect(einsum("ij,ij->ij", a, a).allClose(a * a))
    #expect(einsum("i,j->ij", a[0], b[0]).allClose(a[0].outer(b[0])))
    #expect(einsum("bij,jk->bik", c, b).allClose(matmul(c, b)))
    #expect(einsum("bij,bij->b", c, c).allClose((c * c).sum(axes: [1, 2])))
    #expect(einsum("...ij->...ji", c) == c.permuted(0, 2, 1))
    #expect(einsum("...j,j->...", c, b[0..., 0]).allClose(matmul(c, b[0..., 0])))
    #expect(einsum("ii->i", b[0..., 0..<3]) == b[0..., 0..<3].diagonal())
    #expect(einsum("ii", b[0..., 0..<3]).allClose(b[0..., 0..<3].trace()))
    #expect(einsum("ij,jk,kl->il", a, b, b.transposed()).allClose(matmul(matmul(a, b), b.transposed())))
    #expect(einsum("ij,kj->ik", Tensor<Int>([[1, 2]]), [[3, 4]]).scalars == [11])
    #expect(einsum("ij,jk->ik", Tensor<Float>.zeros([0, 3]), .zeros([3, 2])).shape == [0, 2])
  }
}

extension Shape {
  fileprivate func replacingLast(_ length: Int) -> Shape {
    var result = self
    result[rank - 1] = length
    return result
  }

  fileprivate var rank: Int { count }
}

extension TensorLiteral<Float> {
  fileprivate static var nanLiteral: TensorLiteral { TensorLiteral(floatLiteral: .nan) }
}
