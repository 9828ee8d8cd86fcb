import Data
import Tensor
import Testing

@Suite struct SyntheticTests {
  @Test func labelsDependLinearlyOnFeatures() {
    var rng = RandomGenerator(seed: 42)
    let (x, y) = syntheticLinear(weight: [2, -3.4], bias: 4.2, count: 1000, noise: 0.01, using: &rng)
    #expect(x.shape == [1000, 2] && y.shape == [1000, 1])
    let features = x.scalars, labels = y.scalars
    let residuals = (0..<1000).map { row -> Float in
      let exact: Float = 2 * features[2 * row] - 3.4 * features[2 * row + 1] + 4.2
      return labels[row] - exact
    }
    let variance = residuals.reduce(0) { $0 + $1 * $1 } / 1000
    #expect(abs(variance.squareRoot() - 0.01) < 0.001)
    #expect(abs(features.reduce(0, +) / 2000) < 0.1)
  }

  @Test func moonsAreThoseOfScikitLearn() {
    var rng = RandomGenerator(seed: 1)
    let (x, y) = syntheticMoons(count: 7, shuffle: false, using: &rng)
    let expected: [Float] = [1, 0, 0, 1, -1, 0, 0, 0.5, 0.5, -0.366025, 1.5, -0.366025, 2, 0.5]
    #expect(x.shape == [7, 2] && zip(x.scalars, expected).allSatisfy { abs($0 - $1) < 1e-6 }, "\(x)")
    #expect(y.scalars == [0, 0, 0, 1, 1, 1, 1])
    let (mixed, classes) = syntheticMoons(count: 200, using: &rng)
    #expect(classes.scalars != classes.scalars.sorted() && classes.sum().item() == 100)
    // Still on their circles, whatever the order.
    for row in 0..<200 {
      let (x, y) = (mixed[row, 0].item(), mixed[row, 1].item())
      let radius = classes[row].item() == 0 ? x * x + y * y : (1 - x) * (1 - x) + (y - 0.5) * (y - 0.5)
      #expect(abs(radius - 1) < 1e-5)
    }
    let (noisy, _) = syntheticMoons(count: 2000, noise: 0.1, shuffle: false, using: &rng)
    let (exact, _) = syntheticMoons(count: 2000, shuffle: false, using: &rng)
    #expect(abs((noisy - exact).std().item() - 0.1) < 0.01)
  }

  @Test func blobsLieAroundTheirCentres() {
    var rng = RandomGenerator(seed: 2)
    let centers: Tensor<Float> = [[-5, 0, 1], [5, 3, 2]]
    let (x, y) = syntheticBlobs(count: 2001, centers: centers, std: 0.5, using: &rng)
    #expect(x.shape == [2001, 3] && y.sum().item() == 1000, "the first class has one more")
    for kind in 0..<2 {
      let part = x[y .== Int32(kind)]
      #expect(zip(part.mean(axis: 0).scalars, centers[kind].scalars).allSatisfy { abs($0 - $1) < 0.06 })
      #expect(part.std(axis: 0).scalars.allSatisfy { abs($0 - 0.5) < 0.04 })
    }
    let (drawn, classes) = syntheticBlobs(count: 10, features: 4, centers: 3, std: 0, shuffle: false, using: &rng)
    #expect(classes.scalars == [0, 0, 0, 0, 1, 1, 1, 2, 2, 2])
    #expect(drawn.shape == [10, 4] && drawn.scalars.allSatisfy { (-10...10).contains($0) })
    #expect(drawn[0].scalars == drawn[3].scalars && drawn[0].scalars != drawn[4].scalars)
  }

  @Test func wrongParametersTrap() async {
    await #expect(processExitsWith: .failure) {
      var rng = RandomGenerator(seed: 1)
      _ = syntheticMoons(count: 3, noise: -1, using: &rng)
    }
    await #expect(processExitsWith: .failure) {
      var rng = RandomGenerator(seed: 1)
      _ = syntheticBlobs(count: 3, centers: Tensor<Float>.zeros([3]), using: &rng)
    }
  }
}
