import Tensor
import Testing

@Suite struct ReductionTests {
  /// The deviation of huge and of tiny numbers is one, though their variance is none.
  @Test func deviationsBeyondTheirSquares() {
    for scale: Float in [1e30, 1e-30] {
      let x = Tensor<Float>([-1, 1, -1, 1]) * scale
      #expect(x.std(correction: 0).item() == scale)
      #expect(x.reshaped(2, 2).std(axis: 0, correction: 0).scalars == [0, 0])
      #expect(x.reshaped(2, 2).std(axis: 1, correction: 0).scalars == [scale, scale])
    }
    #expect(Tensor<Float>([-1e30, 1e30]).variance().item() == .infinity)
    #expect(Tensor<Float>([1e-30, -1e-30]).variance(correction: 2).item() == .infinity)
    #expect(Tensor<Float>([1, 2]).variance(correction: 3).item() == .infinity)
    #expect(Tensor<Float>([1]).variance().item().isNaN)
  }

  @Test func theNormOfOneNumberIsItsMagnitude() {
    let x = Tensor<Float>([-3e38, 0x1p-140, .nan, -.infinity]).reshaped(4, 1)
    let norms = x.norm(axis: 1)
    #expect(norms.shape == [4])
    #expect(norms[0].item() == 3e38 && norms[1].item() == 0x1p-140 && norms[2].item().isNaN)
    #expect(norms[3].item() == .infinity)
    #expect(Tensor<Float>(-2).norm().item() == 2)
  }

  @Test func truthValuesHaveExtremes() {
    let x: Tensor<Bool> = [[false, true, false], [false, false, false], [true, true, true]]
    #expect(x.max().item() && !x.min().item())
    #expect(x.max(axis: 1) == [true, false, true])
    #expect(x.transposed().min(axis: 0, keepDims: true) == [[false, false, true]])
    #expect(x.max(axes: [0, 1], keepDims: true) == [[true]])
    #expect(x.argmax(axis: 1) == [1, 0, 0] && x.argmin().item() == 0)
  }

  @Test func emptyAxes() {
    let x = Tensor<Float>.zeros([2, 0, 3])
    #expect(x.sum(axis: 1).scalars == [0, 0, 0, 0, 0, 0])
    #expect(x.prod(axis: 1).scalars == [1, 1, 1, 1, 1, 1])
    #expect(x.mean(axis: 1).isNaN().all().item())
    #expect(x.logSumExp(axis: 1).scalars == [Float](repeating: -.infinity, count: 6))
    #expect(x.sum(axis: 2).shape == [2, 0] && x.max(axis: 2).shape == [2, 0])
    #expect(x.all().item() && !x.any().item())
  }
}
