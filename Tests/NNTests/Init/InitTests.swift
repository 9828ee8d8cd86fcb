import Autograd
import NN
import Tensor
import Testing

@Suite struct InitTests {
  private let weight = Parameter(Tensor.zeros([200, 300]))

  private func std(_ fill: (inout RandomGenerator) -> Void) -> Float {
    var rng = RandomGenerator(seed: 7)
    fill(&rng)
    return weight.value.std().item()
  }

  @Test func spreads() {
    func near(_ value: Float, _ expected: Double) -> Bool { Swift.abs(Double(value) / expected - 1) < 0.01 }
    #expect(near(std { Init.normal(weight, std: 0.01, using: &$0) }, 0.01))
    #expect(near(std { Init.uniform(weight, low: -1, high: 1, using: &$0) }, 1 / 3.0.squareRoot()))
    #expect(near(std { Init.xavierUniform(weight, using: &$0) }, (2.0 / 500).squareRoot()))
    #expect(near(std { Init.xavierNormal(weight, gain: 2, using: &$0) }, 2 * (2.0 / 500).squareRoot()))
    #expect(near(std { Init.kaimingUniform(weight, using: &$0) }, (2.0 / 300).squareRoot()))
    #expect(near(std { Init.kaimingNormal(weight, mode: .fanOut, using: &$0) }, (2.0 / 200).squareRoot()))
    #expect(near(std { Init.kaimingNormal(weight, nonlinearity: .tanh, using: &$0) }, 5.0 / 3 / 300.0.squareRoot()))
  }

  @Test func constants() {
    Init.constant(weight, 3)
    #expect(weight.value.min().item() == 3 && weight.value.max().item() == 3)
    Init.ones(weight)
    #expect(weight.value.sum().item() == 60_000)
    Init.zeros(weight)
    #expect(weight.value.max().item() == 0)
  }

  @Test(arguments: [[5, 8], [8, 5], [6, 2, 3]]) func orthogonal(_ shape: [Int]) {
    var rng = RandomGenerator(seed: 2)
    let parameter = Parameter(.zeros(Shape(shape)))
    Init.orthogonal(parameter, gain: 2, using: &rng)
    let flat = parameter.value.reshaped(shape[0], -1)
    let isWide = flat.shape[0] < flat.shape[1]
    let product = isWide ? matmul(flat, flat.transposed()) : matmul(flat.transposed(), flat)
    #expect(product.allClose(4 * .eye(Swift.min(flat.shape[0], flat.shape[1])), atol: 1e-5))
  }
}
