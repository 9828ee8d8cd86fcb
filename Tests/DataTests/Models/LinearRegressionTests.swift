import Data
import Tensor
import Testing

@Suite struct LinearRegressionTests {
  private func data(_ count: Int) -> (Tensor<Double>, Tensor<Double>) {
    var rng = RandomGenerator(seed: 8)
    let x = Tensor<Double>.normal([count, 3], mean: 5, std: 2, using: &rng)
    let w: Tensor<Double> = [1.5, -2, 0.25]
    return (x, matmul(x, w) + 4)
  }

  @Test func exactDataAreFittedExactly() {
    let (x, y) = data(5000)
    let fit = LinearRegression().fit(x, y)
    #expect(zip(fit.coefficients.scalars, [1.5, -2, 0.25]).allSatisfy { abs($0 - $1) < 1e-10 })
    #expect(abs(fit.intercept - 4) < 1e-9)
    #expect(abs(fit.score(x, y) - 1) < 1e-12)
    #expect(LinearRegression().fit(Tensor<Float>(x), Tensor<Float>(y).reshaped([5000, 1])).coefficients.shape == [3])
  }

  @Test func throughTheOrigin() {
    let x: Tensor<Double> = [[1], [2], [3]], y: Tensor<Double> = [2, 4, 6.5]
    let fit = LinearRegression(fitsIntercept: false).fit(x, y)
    #expect(abs(fit.coefficients.scalars[0] - 29.5 / 14) < 1e-12 && fit.intercept == 0)
  }

  @Test func dependentColumnsGiveTheLeastNorm() {
    let x: Tensor<Double> = [[1, 2], [2, 4], [3, 6], [4, 8]], y: Tensor<Double> = [5, 10, 15, 20]
    let fit = LinearRegression().fit(x, y)
    #expect(zip(fit.coefficients.scalars, [1, 2]).allSatisfy { abs($0 - $1) < 1e-9 })
    let wide = LinearRegression().fit(Tensor<Double>([[1, 0, 2], [3, 1, 0]]), Tensor<Double>([1, 2]))
    #expect(
      zip(wide.predict(Tensor<Double>([[1, 0, 2], [3, 1, 0]])).scalars, [1, 2]).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test func ridgeShrinksByItsClosedForm() {
    let x: Tensor<Double> = [[0], [1], [2], [3]], y: Tensor<Double> = [1, 3, 5, 7]
    let fit = Ridge(alpha: 5).fit(x, y)
    // Around the means: Σxy = 10, Σx² = 5.
    #expect(abs(fit.coefficients.scalars[0] - 10 / 10.0) < 1e-12 && abs(fit.intercept - (4 - 1.5)) < 1e-12)
  }

  /// The figures are those of scikit-learn's `Ridge`.
  @Test func ridgeOfDependentColumnsKeepsItsPenalty() {
    let x: Tensor<Double> = [[1, 2.001], [2, 4], [3, 6], [4, 8.003]], y: Tensor<Double> = [5, 10, 15, 21]
    let fit = Ridge(alpha: 1e-6).fit(x, y)
    #expect(zip(fit.coefficients.scalars, [-236.144883, 120.686259]).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  /// What is left of such columns around their means is rounding.
  @Test func roundedDependenceIsDependence() {
    var rng = RandomGenerator(seed: 9)
    let x = Tensor<Double>.normal([500, 1], mean: 94, std: 0.01, using: &rng)
    let y = x[0..., 0] * -1.5 + 0.1 * Tensor<Double>.normal([500], using: &rng)
    let one = LinearRegression().fit(x, y), three = LinearRegression().fit(.concat([x, 0.3 * x, 7 * x], axis: 1), y)
    let w = one.coefficients.scalars[0] / (1 + 0.09 + 49)
    #expect(zip(three.coefficients.scalars, [w, 0.3 * w, 7 * w]).allSatisfy { abs($0 - $1) < 1e-6 * abs(w) })
    let constant = LinearRegression().fit(.concat([x, .full([500, 1], 0.1)], axis: 1), y)
    #expect(constant.coefficients.scalars[1] == 0)
    #expect(abs(constant.coefficients.scalars[0] - one.coefficients.scalars[0]) < 1e-9 * abs(w))
  }

  @Test func unitsOfColumnsDoNotMatter() {
    let (x, y) = data(1000)
    let scaled = x * Tensor<Double>([1e-7, 1, 1e6])
    let fit = LinearRegression().fit(scaled, y)
    #expect(zip(fit.coefficients.scalars, [1.5e7, -2, 0.25e-6]).allSatisfy { abs($0 / $1 - 1) < 1e-9 })
  }
}
