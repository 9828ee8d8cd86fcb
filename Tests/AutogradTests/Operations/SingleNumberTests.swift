import Autograd
import Tensor
import Testing

/// What works along an axis takes a single number for an axis of length 1, as `Tensor` does, and so do its gradients.
@Suite struct SingleNumberTests {
  @Test func gradientsAlongAxisZero() throws {
    try gradientCheck([Tensor<Double>(0.7)], order: 2) { v in
      let x = exp(v[0])
      return x.take([0]) + x.gather([0, -1], axis: 0).sum() + x.flipped(axis: -1) + x.squeezed(axis: 0)
        + x.transposed(0, -1) * x + x.quantile([0.2, 0.9], axis: 0).sum()
    }
  }

  @Test func shapes() {
    let x = Variable(Tensor<Float>(5))
    #expect(x.take([0]).shape == [] && x.gather([0], axis: 0).shape == [1] && x.flipped(axis: 0).shape == [])
    #expect(x.gather(Tensor<Int32>(0), axis: 0).shape == [] && x.quantile([0.5], axis: 0).shape == [1])
  }

  @Test func whatCutsSaysThatThereIsNoAxis() async {
    await #expect(processExitsWith: .failure) { _ = Variable(Tensor<Float>(5)).split(size: 1) }
    await #expect(processExitsWith: .failure) { _ = Variable(Tensor<Float>(5)).rolled(1, axis: 0) }
    await #expect(processExitsWith: .failure) { _ = Variable(Tensor<Float>(5)).take([0, 0]) }
  }
}
