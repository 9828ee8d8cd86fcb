import Tensor
import Testing

/// Results of many megabytes are written past the caches; they are the numbers that short rows give.
@Suite struct StreamedTests {
  @Test func largeResultsAreThoseOfTheirParts() {
    let rows = 2_501, columns = 1_003
    var rng = RandomGenerator(seed: 5)
    let x = Tensor<Float>.normal([rows, columns], using: &rng), y = Tensor<Float>.normal([rows, columns], using: &rng)
    check(x, y) { a, b in a + b }
    check(x, y) { a, b in a - b }
    check(x, y) { a, b in a * b }
    check(x, y) { a, b in a / b }
    check(x, y) { a, _ in relu(a) }
    check(x, y) { a, _ in exp(a) }
    check(x, y) { a, _ in tanh(a) }
    var sum = x
    sum += y
    #expect((sum .== x + y).all().item())
    sum += sum
    #expect((sum .== 2 * (x + y)).all().item())
  }

  private func check(
    _ x: Tensor<Float>, _ y: Tensor<Float>, _ function: (Tensor<Float>, Tensor<Float>) -> Tensor<Float>
  ) {
    let whole = function(x, y)
    for row in [0, 1, 1_250, 2_499, 2_500] {
      #expect(whole[row].scalars == function(x[row], y[row]).scalars)
    }
    let parts = stride(from: 0, to: 2_501, by: 41).map { function(x[$0..<($0 + 41)], y[$0..<($0 + 41)]) }
    #expect((Tensor.concat(parts, axis: 0) .== whole).all().item())
  }
}
