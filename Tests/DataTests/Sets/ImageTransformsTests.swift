import Data
import Tensor
import Testing

@Suite struct ImageTransformsTests {
  /// 3 × 4, the squares of 0, 1, … through ten.
  private let squares = Tensor<Float>((0..<12).map { Float($0 * $0) / 10 }).reshaped([1, 3, 4])

  private func expectClose(_ found: Tensor<Float>, _ expected: [Float]) {
    #expect(
      found.count == expected.count && zip(found.scalars, expected).allSatisfy { abs($0 - $1) < 1e-5 }, "\(found)")
  }

  @Test func resizedAsPyTorchInterpolates() {
    let wide = squares.resized(height: 2, width: 6)
    #expect(wide.shape == [1, 2, 6])
    expectClose(
      wide, [0.4, 0.55, 0.78333342, 1.11666667, 1.55, 1.9, 5.2, 5.95, 6.98333359, 8.11666679, 9.35, 10.3])
    expectClose(
      squares.resized(height: 5, width: 3),
      [
        0.01666667, 0.25, 0.81666672, 0.71000004, 1.37000012, 2.3633337, 1.75, 3.05, 4.68333339, 4.71, 6.65,
        8.92333508, 6.68333387, 9.05, 11.75,
      ])
    expectClose(squares.resized(height: 3, width: 4), squares.scalars)
    expectClose(squares[0].resized(height: 1, width: 1), [squares[0, 1, 1...2].mean().item()])
  }

  @Test func normalized() {
    expectClose(squares.normalized(mean: 1, std: 2), squares.scalars.map { ($0 - 1) / 2 })
  }

  @Test func flipsTurnWholeImages() {
    var rng = RandomGenerator(seed: 3)
    let images = Tensor<Float>.arange(0, 400 * 6).reshaped([400, 1, 2, 3])
    let flipped = images.randomlyFlipped(.horizontal, probability: 0.25, using: &rng)
    let turned = images.flipped(axis: 3)
    var count = 0
    for image in 0..<400 {
      let isTurned = flipped[image].scalars == turned[image].scalars
      #expect(isTurned || flipped[image].scalars == images[image].scalars)
      count += isTurned ? 1 : 0
    }
    #expect((60...140).contains(count), "\(count) of 400")
    #expect(images.randomlyFlipped(.vertical, probability: 1, using: &rng).scalars == images.flipped(axis: 2).scalars)
    #expect(images.randomlyFlipped(.vertical, probability: 0, using: &rng).scalars == images.scalars)
    #expect(squares[0].randomlyFlipped(.vertical, probability: 1, using: &rng).scalars.first == 6.4)
  }

  @Test func cropsAreParts() {
    var rng = RandomGenerator(seed: 4)
    let images = Tensor<Float>.arange(0, 300 * 20).reshaped([300, 4, 5]) + 1
    let crops = images.randomlyCropped(height: 2, width: 3, using: &rng)
    #expect(crops.shape == [300, 2, 3])
    var places = Set<Int>()
    for image in 0..<300 {
      let first = Int(crops[image, 0, 0].item()) - 1 - image * 20
      places.insert(first)
      let (top, left) = (first / 5, first % 5)
      #expect(crops[image].scalars == images[image, top..<(top + 2), left..<(left + 3)].scalars)
    }
    #expect(places == [0, 1, 2, 5, 6, 7, 10, 11, 12])
    let padded = images.randomlyCropped(height: 4, width: 5, padding: 2, using: &rng)
    #expect(padded.shape == images.shape && padded.scalars.contains(0))
    let whole = images.randomlyCropped(height: 8, width: 9, padding: 2, using: &rng)
    #expect(whole.scalars == images.padded([(0, 0), (2, 2), (2, 2)]).scalars)
  }

  @Test func wrongSizesTrap() async {
    await #expect(processExitsWith: .failure) { _ = Tensor<Float>.zeros([4]).resized(height: 2, width: 2) }
    await #expect(processExitsWith: .failure) {
      var rng = RandomGenerator(seed: 1)
      _ = Tensor<Float>.zeros([1, 4, 4]).randomlyCropped(height: 5, width: 2, using: &rng)
    }
    await #expect(processExitsWith: .failure) { _ = Tensor<Float>.zeros([2, 2]).normalized(mean: 0, std: 0) }
  }
}
