import Tensor
import Testing

@Suite struct SortingTests {
  /// The greatest few, found without sorting the rest, are those that a whole sort puts first.
  @Test(arguments: [1, 3, 33, 100, 257, 4099]) func topKIsTheStartOfASort(_ length: Int) {
    var rng = RandomGenerator(seed: UInt64(length))
    var x = Tensor<Float>.normal([3, length], using: &rng)
    // Ties, signed zeros, infinities and NaN.
    x[1] = Tensor<Float>(Tensor<Int32>.randint([length], in: -2..<3, using: &rng))
    if length > 2 {
      x[0, 0] = Tensor<Float>(.nan)
      x[0, 1] = Tensor<Float>(-0.0)
      x[2, length - 1] = Tensor<Float>(.nan)
      x[2, length / 2] = Tensor<Float>(.infinity)
    }
    check(x)
    check(Tensor<Double>(x))
    check(Tensor<Int32>.randint([2, length], in: .min ..< .max, using: &rng))
    check(Tensor<Int>(Tensor<Int32>.randint([2, length], in: -5..<5, using: &rng)))
    check(Tensor<UInt8>(Tensor<Int32>.randint([2, length], in: 0..<256, using: &rng)))
  }

  private func check<Scalar>(_ x: Tensor<Scalar>) {
    let length = x.shape[1]
    for count in Set([0, 1, 2, length / 8, length / 4, length / 4 + 1, length]) where count <= length {
      for largest in [true, false] {
        let order = x.argsort(axis: 1, descending: largest)[0..., 0..<count]
        let (values, indices) = x.topK(count, axis: 1, largest: largest)
        #expect(indices.scalars == order.scalars, "\(count) of \(x.shape) \(Scalar.self)")
        #expect(values.shape == [x.shape[0], count])
        let flipped = x.transposed().topK(count, axis: 0, largest: largest)
        #expect(flipped.indices.transposed().scalars == order.scalars)
      }
    }
  }

  @Test func sortIsStableAndPutsNaNLast() {
    let x = Tensor<Float>([2, .nan, 1, 2, -.infinity, 1, .infinity])
    #expect(x.argsort().scalars == [4, 2, 5, 0, 3, 6, 1])
    #expect(x.argsort(descending: true).scalars == [1, 6, 0, 3, 2, 5, 4])
  }
}
