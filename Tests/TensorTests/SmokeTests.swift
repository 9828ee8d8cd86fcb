import Tensor
import Testing

@Suite struct SmokeTests {
  @Test func arithmetic() {
    let a: Tensor<Float> = [[1, 2, 3], [4, 5, 6]]
    #expect((a + 1).scalars == [2, 3, 4, 5, 6, 7])
    #expect((1 - a).scalars == [0, -1, -2, -3, -4, -5])
    #expect((a * a).scalars == [1, 4, 9, 16, 25, 36])
    #expect((a / a.sum(axis: 1, keepDims: true)).shape == [2, 3])
    #expect(a.sum(axis: 0).scalars == [5, 7, 9])
    #expect(a.sum(axis: 1).scalars == [6, 15])
    #expect(a.transposed().sum(axis: 1).scalars == [5, 7, 9])
    #expect(a.sum().item() == 21)
    #expect(matmul(a, a.transposed()).scalars == [14, 32, 32, 77])
    #expect((a.transposed() • a).scalars == [17, 22, 27, 22, 29, 36, 27, 36, 45])
    #expect((a ** 2).scalars == [1, 4, 9, 16, 25, 36])
    #expect((-a)[0].scalars == [-1, -2, -3])
    #expect(a.transposed().contiguous().scalars == [1, 4, 2, 5, 3, 6])
    #expect((a.transposed() + 1).scalars == [2, 5, 3, 6, 4, 7])
  }

  @Test func indexing() {
    let x = Tensor<Float>.arange(0, 24).reshaped(2, 3, 4)
    #expect(x[0..., 0, 0].scalars == [0, 12])
    #expect(x[-1, .ellipsis, -1].scalars == [15, 19, 23])
    #expect(x[.newAxis, 1].shape == [1, 3, 4])
    #expect(x[0, stride(from: 2, through: 0, by: -2)].scalars == [8, 9, 10, 11, 0, 1, 2, 3])
    let rows: Tensor<Int32> = [1, 0, 1]
    #expect(x[rows].shape == [3, 3, 4])
    #expect(x[x .> 20].scalars == [21, 22, 23])
    let y = x[0]
    #expect(y[Tensor<Int32>.arange(3), [3, 2, 1] as Tensor<Int32>].scalars == [3, 6, 9])
    var z = x
    z[0..., 1] = Tensor.zeros([4])
    z[1, 2, 3] = 100
    #expect(x[0, 1].sum().item() == 22)
    #expect(z[0, 1].sum().item() == 0)
    #expect(z[1, 2, 3].item() == 100)
    z[rows] = Tensor.zeros([4])
    #expect(z.sum().item() == 0)
    var w = x[0]
    w[w .> 5] = 0
    #expect(w.sum().item() == 15)
  }

  @Test func random() {
    var rng = RandomGenerator(seed: 1)
    let x = Tensor<Float>.normal([1000, 100], using: &rng)
    #expect(Swift.abs(x.mean().item()) < 0.02)
    #expect(Swift.abs(x.std().item() - 1) < 0.02)
    let p = Tensor<Int32>.permutation(100, using: &rng)
    #expect(p.scalars.sorted() == (0..<100).map { Int32($0) })
    let big = Tensor<Float>.ones([1 << 20]) * 0.5
    #expect(big.sum().item() == Float(1 << 19))
    #expect(softmax(x, axis: 1).sum(axis: 1).allClose(.ones([1000])))
  }
}
