import Tensor
import Testing

/// Sums, products and means of integers and masks, as in PyTorch and NumPy: nothing wraps at the type's own end.
@Suite struct IntegerSumTests {
  @Test func sumsAndProductsAreInt() {
    let bytes = Tensor<UInt8>([[200, 100], [255, 255]]), most = Tensor<Int32>([.max, .max, .min])
    #expect(
      bytes.sum().item() == 810 && bytes.sum(axis: 0).scalars == [455, 355] && bytes.sum(axis: 1).scalars == [300, 510])
    #expect(bytes.sum(axes: [0, 1], keepDims: true).shape == [1, 1])
    #expect(bytes.prod().item() == 1_300_500_000 && bytes.prod(axis: 1).scalars == [20_000, 65_025])
    #expect(most.sum().item() == Int(Int32.max) - 1 && most[0..<2].prod().item() == Int(Int32.max) * Int(Int32.max))
    #expect(
      bytes.cumsum(axis: 1).scalars == [200, 300, 255, 510] && most.cumsum(axis: 0).scalars[1] == 2 * Int(Int32.max))
    #expect(Tensor<UInt8>([16, 16, 2]).cumprod(axis: 0).scalars == [16, 256, 512])
    #expect(Tensor<Int32>([]).sum().item() == 0 && Tensor<UInt8>([]).prod().item() == 1)
    #expect(Tensor<UInt8>([[200, 1], [1, 200]]).trace().item() == 400)
  }

  /// Longer than a block, over rows, columns and both, strided too.
  @Test func longSums() {
    let bytes = Tensor<UInt8>.full([300, 1000], 255), words = Tensor<Int32>.full([300, 1000], -2_000_000_000)
    #expect(bytes.sum().item() == 76_500_000 && words.sum().item() == -600_000_000_000_000)
    #expect(bytes.sum(axis: 0).scalars == [Int](repeating: 76_500, count: 1000))
    #expect(bytes.sum(axis: 1).scalars == [Int](repeating: 255_000, count: 300))
    #expect(bytes.transposed().sum(axis: 0).scalars == [Int](repeating: 255_000, count: 300))
    #expect(
      words[0..., stride(from: 0, to: 1000, by: 2)].sum(axis: 1).scalars
        == [Int](repeating: -1_000_000_000_000, count: 300))
    let short = Tensor<UInt8>.full([5000, 3], 255)
    #expect(short.sum(axis: 0).scalars == [1_275_000, 1_275_000, 1_275_000])
  }

  @Test func masksAreCounted() {
    let mask = Tensor<Bool>([[true, false, true], [false, false, true]])
    #expect(
      mask.sum().item() == 3 && mask.sum(axis: 0).scalars == [1, 0, 2]
        && mask.sum(axis: 1, keepDims: true).shape == [2, 1])
    #expect(
      mask.mean().item() == 0.5 && mask.mean(axis: 1).scalars == [2 / 3, 1 / 3]
        && mask.cumsum(axis: 1).scalars == [1, 1, 2, 0, 0, 1])
    let x = Tensor<Float>([[0, .nan, -0.0], [1, 2, 0]])
    #expect(x.countNonzero(axis: 0).scalars == [1, 2, 0] && x.countNonzero(axes: [0, 1]).item() == 3)
  }

  @Test func meansAreFloats() {
    #expect(Tensor<UInt8>([255, 254]).mean().item() == 254.5 && Tensor<Int>([]).mean().item().isNaN)
    #expect(Tensor<Int32>([[1, 2], [3, 5]]).mean(axis: 0).scalars == [2, 3.5])
    #expect(Tensor<Int32>([.max, .max]).mean(axes: [0]).item() == Float(Int32.max))
  }

  /// Products of matrices keep the type, as in PyTorch.
  @Test func productsOfMatricesKeepTheType() {
    let long = Tensor<Int32>.full([100_000], 3)
    #expect(matmul(long, long).item() == Int32(900_000))
    #expect(einsum("ij->i", Tensor<Int32>([[1, 2], [3, 4]])).scalars == [Int32]([3, 7]))
  }
}
