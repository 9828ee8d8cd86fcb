import Tensor
import Testing

/// Zeros keep or lose their sign, and infinities their value, as in PyTorch.
@Suite struct SignedZeroTests {
  /// One element and more than a vector, in both types.
  private func check<Scalar: FloatingScalar>(_: Scalar.Type, _ count: Int) {
    let zeros = Tensor<Scalar>.full([count], -Scalar.zero)
    func isNegative(_ x: Tensor<Scalar>) -> [Bool] { Set(x.scalars.map { $0.sign == .minus }).sorted { !$0 && $1 } }
    #expect(isNegative(sign(zeros)) == [false] && isNegative(relu(zeros)) == [true])
    #expect(isNegative(clamp(zeros, min: 0, max: 1)) == [true] && isNegative(leakyReLU(zeros)) == [true])
    #expect(isNegative(abs(zeros)) == [false] && isNegative(elu(zeros)) == [true])
    #expect(sign(Tensor<Scalar>.full([count], .nan)).scalars == [Scalar](repeating: 0, count: count))
    #expect(relu(Tensor<Scalar>.full([count], .nan)).isNaN().all().item())
    for approximate in [GELUApproximation.none, .tanh] {
      let ends = gelu(
        Tensor<Scalar>([.infinity, -.infinity, .nan] + [Scalar](repeating: 1, count: count)), approximate: approximate)
      #expect(ends.scalars[0] == .infinity && ends.scalars[1].isNaN && ends.scalars[2].isNaN)
    }
  }

  @Test(arguments: [1, 40]) func floatsAndDoubles(count: Int) {
    check(Float.self, count)
    check(Double.self, count)
  }

  @Test func aWidthThatIsNotFiniteIsRefused() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Double>.uniform([3], low: -1e308, high: 1e308)
    }
    #expect(message(result).contains("uniform: from -1e+308 to 1e+308: the width must be finite"))
    let wide = Tensor<Float>.uniform([1000], low: -3e38, high: 3e38)
    #expect(wide.min().item() < -2e38 && wide.max().item() > 2e38)
  }
}
