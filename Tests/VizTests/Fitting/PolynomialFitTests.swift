import Testing

@testable import Viz

@Suite struct PolynomialFitTests {
  /// Values of scipy.stats.t.ppf(0.975, ν).
  @Test(arguments: [
    (1, 12.706204736174694), (2, 4.302652729749462), (10, 2.2281388519862735), (100, 1.9839715185235518),
  ])
  func quantilesOfStudent(freedom: Int, expected: Double) {
    #expect(abs(StudentT.quantile(0.975, freedom: freedom) / expected - 1) < 1e-9)
    #expect(StudentT.quantile(0.025, freedom: freedom) == -StudentT.quantile(0.975, freedom: freedom))
  }

  @Test func aLineIsFoundExactly() throws {
    let x = (0..<20).map { Double($0) - 7 }
    let fit = try #require(PolynomialFit(x, x.map { 3 * $0 + 10 }, degree: 1))
    #expect(abs(fit.coefficients[0] - 10) < 1e-12 && abs(fit.coefficients[1] - 3) < 1e-12)
    #expect(fit.rSquared == 1 || abs(fit.rSquared - 1) < 1e-14)
    #expect(fit.equation() == "y = 3x + 10")
  }

  /// numpy.polyfit at 1; squares of the others are ∞ or 0.
  @Test(arguments: [1e300, 1e-300, 1])
  func sizesOfValuesDoNotMatter(size: Double) throws {
    let fit = try #require(
      PolynomialFit([1, 2, 3, 4].map { $0 * size }, [1, 2.1, 3, 4].map { $0 * size }, degree: 1))
    #expect(abs(fit.rSquared - 0.9985736118186449) < 1e-12)
    #expect(abs(fit.coefficients[1] - 0.99) < 1e-12)
    #expect(fit.equation().hasPrefix("y = 0.99x + "))
  }

  /// numpy.polyfit and the textbook's formula for the band of the mean response.
  @Test func bandAndSquareOfR() throws {
    let fit = try #require(PolynomialFit([1, 2, 3, 4, 5], [2, 4, 5, 4, 5], degree: 1))
    #expect(abs(fit.coefficients[1] - 0.6) < 1e-12 && abs(fit.coefficients[0] - 2.2) < 1e-12)
    #expect(abs(fit.rSquared - 0.6) < 1e-12)
    // s² = 2.4 / 3; at the mean of x the band is t · s / √5.
    let expected = 3.182446305283710 * (0.8 / 5).squareRoot()
    #expect(abs(fit.value(at: 3).halfWidth - expected) < 1e-9)
    #expect(fit.value(at: 5).halfWidth > fit.value(at: 3).halfWidth)
  }

  @Test func aCubicFarFromTheOriginKeepsItsDigits() throws {
    let x = (0..<50).map { 1000 + Double($0) / 10 }
    let y = x.map { ($0 - 1002) * ($0 - 1002) * ($0 - 1002) }
    let fit = try #require(PolynomialFit(x, y, degree: 3))
    #expect(abs(fit.value(at: 1003).fit - 1) < 1e-9)
  }

  @Test func tooFewPointsGiveNoLineOrNoBand() throws {
    #expect(PolynomialFit([1, 1, 1], [1, 2, 3], degree: 1) == nil)
    #expect(PolynomialFit([.nan], [1], degree: 1) == nil)
    let exact = try #require(PolynomialFit([0, 1], [0, 2], degree: 5))
    #expect(exact.degree == 1 && exact.value(at: 0.5).halfWidth.isNaN)
    for degree in [0, 1, 4] {
      let figure = Figure(width: 3, height: 2)
      figure.axes.fit([1, 2], [1, .nan], degree: degree).fit([Double](), [Double]())
      figure.draw(on: RecordingRenderer())
    }
  }

  @Test func equationIsWrittenAsInABook() throws {
    let x = (-3...3).map(Double.init)
    #expect(try #require(PolynomialFit(x, x.map { $0 * $0 - 1 }, degree: 2)).equation() == "y = x² − 1")
    #expect(try #require(PolynomialFit(x, x.map { -$0 / 2 }, degree: 1)).equation() == "y = −0.5x")
    #expect(try #require(PolynomialFit(x, x.map { 1e-7 * $0 }, degree: 1)).equation() == "y = 1×10⁻⁷ x")
  }
}
