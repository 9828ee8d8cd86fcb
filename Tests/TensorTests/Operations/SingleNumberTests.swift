import Tensor
import Testing

/// A single number has axis 0, as in PyTorch, for what works along an axis; what cuts and joins says that it has none.
@Suite struct SingleNumberTests {
  private let x = Tensor<Float>(5)

  @Test(arguments: [0, -1]) func axisZeroIsThere(axis: Int) {
    #expect(x.take([0], axis: axis).shape == [] && x.take(Tensor<Int32>(-1), axis: axis).item() == 5)
    #expect(x.gather([0], axis: axis).scalars == [5] && x.gather([0], axis: axis).shape == [1])
    #expect(x.gather([0, 0], axis: axis).shape == [2] && x.gather(Tensor<Int32>(0), axis: axis).shape == [])
    #expect(x.gather(Tensor<Int32>([]), axis: axis).shape == [0])
    #expect(x.flipped(axis: axis).shape == [] && x.squeezed(axis: axis).item() == 5)
    #expect(x.transposed(0, axis).item() == 5 && x.flattened(from: 0, through: axis).shape == [1])
    #expect(x.sum(axis: axis).item() == 5 && x.max(axis: axis).item() == 5 && x.argmax(axis: axis).item() == 0)
    #expect(x.sorted(axis: axis).item() == 5 && x.cumsum(axis: axis).item() == 5)
    #expect(softmax(x, axis: axis).item() == 1 && x.median(axis: axis).item() == 5)
    #expect(x.quantile(0.3, axis: axis, keepDims: true).shape == [])
    #expect(x.topK(1, axis: axis).values.item() == 5 && x.countNonzero(axis: axis).item() == 1)
  }

  @Test func othersAreNot() async {
    await #expect(processExitsWith: .failure) { _ = Tensor<Float>(5).flipped(axis: 1) }
    await #expect(processExitsWith: .failure) { _ = Tensor<Float>(5).transposed(0, 1) }
    await #expect(processExitsWith: .failure) { _ = Tensor<Float>(5).take([0, 0]) }
    await #expect(processExitsWith: .failure) { _ = Tensor<Float>(5).flipped(axes: [0, 0]) }
  }

  @Test func whatCutsAndJoinsSaysSo() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.concat([Tensor<Float>(5), Tensor<Float>(6)])
    }
    #expect(message(result).contains("concat: a single number has no axis"))
    await #expect(processExitsWith: .failure) { _ = Tensor<Float>(5).split(size: 1) }
    await #expect(processExitsWith: .failure) { _ = Tensor<Float>(5).rolled(1, axis: 0) }
    await #expect(processExitsWith: .failure) { _ = Tensor<Float>(5).repeated(2, axis: 0) }
  }
}
