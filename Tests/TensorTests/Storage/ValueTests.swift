import Tensor
import Testing

/// A tensor is a value: no write is seen through another one, and writes reach views of the tensor itself.
@Suite struct ValueTests {
  private let a: Tensor<Float> = [[1, 2, 3], [4, 5, 6]]

  @Test func copiesAreIndependent() {
    var b = a
    b += 1
    var c = a.transposed()
    c *= 2
    var d = a[0]
    d[1] = 100
    var e = a.broadcast(to: [2, 2, 3])
    e[0] = 0
    #expect(a.scalars == [1, 2, 3, 4, 5, 6])
    #expect(b.scalars == [2, 3, 4, 5, 6, 7])
    #expect(c.scalars == [2, 8, 4, 10, 6, 12])
    #expect(d.scalars == [1, 100, 3])
    #expect(e.scalars == [0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6])
  }

  @Test func viewsKeepWhatTheySaw() {
    var x = Tensor<Int32>.arange(6).reshaped(2, 3)
    let row = x[1], all = x
    x[1] = 7
    #expect(row.scalars == [3, 4, 5])
    #expect(all.scalars == [0, 1, 2, 3, 4, 5])
    #expect(x.scalars == [0, 1, 2, 7, 7, 7])
  }

  @Test func updatesThatReadThemselves() {
    var x = Tensor<Float>.arange(9).reshaped(3, 3)
    x += x.transposed()
    #expect(x.scalars == [0, 4, 8, 4, 8, 12, 8, 12, 16])
    x = Tensor<Float>.arange(4)
    x[0...] = x.flipped(axis: 0)
    #expect(x.scalars == [3, 2, 1, 0])
    x[1...] = x[0..<3]
    #expect(x.scalars == [3, 3, 2, 1])
    x -= x[0]
    #expect(x.scalars == [0, 0, -1, -2])
    x[[0, 1] as Tensor<Int32>] = x[[2, 3] as Tensor<Int32>]
    #expect(x.scalars == [-1, -2, -1, -2])
    x += x
    #expect(x.scalars == [-2, -4, -2, -4])
    x[0..<2] += x[2...]
    #expect(x.scalars == [-4, -8, -2, -4])
  }

  @Test func inPlaceNeedsTheShapeToFit() {
    var x = Tensor<Float>.zeros([2, 3])
    x += [1, 2, 3]
    x += Tensor<Float>([[10], [20]])
    #expect(x.scalars == [11, 12, 13, 21, 22, 23])
  }

  @Test func equality() {
    #expect(a == a.transposed().transposed())
    #expect(a != a.transposed())
    #expect(a != a + 1)
    #expect(Tensor<Float>([.nan]) != Tensor<Float>([.nan]))
    #expect(Tensor<Float>([0]) == Tensor<Float>([-0.0]))
    #expect(Tensor<Bool>([true]) == Tensor<Bool>([true]))
    #expect(Tensor<Float>.zeros([0, 3]) == Tensor<Float>.zeros([0, 3]))
    #expect(Tensor<Float>.zeros([0, 3]) != Tensor<Float>.zeros([3, 0]))
  }
}
