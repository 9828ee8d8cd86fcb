import Tensor
import TestSupport
import Testing

@Suite struct MatMulTests {
  /// Σ over the inner axis in Double, one element at a time.
  private func reference(_ a: Tensor<Double>, _ b: Tensor<Double>) -> Tensor<Double> {
    let (n, k, m) = (a.shape[0], a.shape[1], b.shape[1])
    let (x, y) = (a.scalars, b.scalars)
    return Tensor(
      scalars: (0..<(n * m)).map { item in
        (0..<k).reduce(0) { $0 + x[item / m * k + $1] * y[$1 * m + item % m] }
      }, shape: [n, m])
  }

  @Test(arguments: [
    (1, 1, 1), (1, 7, 1), (3, 5, 2), (10, 2, 1), (33, 17, 31), (17, 70, 33), (64, 64, 64), (65, 40, 66), (2, 300, 200),
    (200, 300, 2), (1, 500, 90), (90, 500, 1),
  ])
  func everyOrientation(_ n: Int, _ k: Int, _ m: Int) {
    var generator = RandomGenerator(seed: UInt64(n * 1000 + m))
    let a = Tensor<Double>.normal([n, k], using: &generator), b = Tensor<Double>.normal([k, m], using: &generator)
    let want = reference(a, b)
    let lefts = [a, a.transposed().contiguous().transposed(), a.flipped(axis: 0).contiguous().flipped(axis: 0)]
    let rights = [b, b.transposed().contiguous().transposed(), b.flipped(axis: 1).contiguous().flipped(axis: 1)]
    for left in lefts {
      for right in rights {
        #expect(matmul(left, right).allClose(want, rtol: 1e-12, atol: 1e-12))
        #expect(matmul(Tensor<Float>(left), Tensor<Float>(right)).allClose(Tensor<Float>(want), rtol: 1e-4, atol: 1e-4))
      }
    }
    // Every other row and column of something larger.
    let wide = Tensor<Double>.normal([2 * n, 2 * k], using: &generator)
    let rows = stride(from: 0, to: 2 * n, by: 2), columns = stride(from: 0, to: 2 * k, by: 2)
    #expect(matmul(wide[rows, columns], b).allClose(reference(wide[rows, columns].contiguous(), b), atol: 1e-12))
  }

  /// The bits do not depend on the number of threads, nor on who else is at work.
  @Test func threads() {
    var generator = RandomGenerator(seed: 1)
    let sizes = [(256, 256, 784), (784, 256, 300), (100, 200, 500), (300, 784, 10), (2000, 64, 40), (40, 3000, 70)]
    for (n, k, m) in sizes {
      let a = Tensor<Float>.normal([n, k], using: &generator), b = Tensor<Float>.normal([k, m], using: &generator)
      let results = [1, 2, 7].map { count in
        withThreads(count) { [matmul(a, b), matmul(b.transposed(), a.transposed())] }
      }
      #expect(results[1] == results[0] && results[2] == results[0], "\((n, k, m))")
    }
  }

  @Test func integersWrap() {
    let a: Tensor<Int32> = [[1, 2], [3, 4]], b: Tensor<Int32> = [[2147483647, 0], [1, -1]]
    #expect(matmul(a, b).scalars == [Int32.max &+ 2, -2, Int32.max &* 3 &+ 4, -4])
    #expect(matmul(Tensor<UInt8>([[100, 100]]), Tensor<UInt8>([[2], [1]])).scalars == [44])
    #expect((a • a.transposed()).scalars == [5, 11, 11, 25])
  }

  @Test func products() {
    let x: Tensor<Float> = [1, 2, 3], y: Tensor<Float> = [4, 5, 6]
    #expect(x.dot(y).item() == 32)
    #expect(x.outer(y).scalars == [4, 5, 6, 8, 10, 12, 12, 15, 18])
    #expect(x.outer([] as Tensor<Float>).shape == [3, 0])
    #expect(matmul(x, y).shape == [])
  }
}
