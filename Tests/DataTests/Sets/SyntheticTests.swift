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
}
