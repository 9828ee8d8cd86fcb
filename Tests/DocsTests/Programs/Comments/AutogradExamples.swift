import Autograd
import Tensor

/// The examples in the comments of `Autograd`.
enum AutogradExamples {
  struct Cube: Operation {
    var name: String { "cube" }
    func forward(_ inputs: [Tensor<Float>]) -> Tensor<Float> { inputs[0] * inputs[0] * inputs[0] }
    func gradients(_ g: Variable<Float>, inputs: [Variable<Float>], output: Variable<Float>) -> [Variable<Float>?] {
      [3 * g * inputs[0] ** 2]
    }
  }

  static func operation(_ x: Variable<Float>) {
    let y = Cube()(x)
    let slope = grad(of: y, at: [x], createGraph: true)[0]!
    let curvature = grad(of: slope, at: [x])[0]!
    _ = curvature
  }

  static func check(_ x: Tensor<Double>, _ w: Tensor<Double>) throws {
    try gradientCheck([x, w]) { matmul($0[0], $0[1]) }
  }

  static func functional(_ x: Tensor<Float>, _ y: Tensor<Float>, _ w: Tensor<Float>) {
    let (loss, slope) = valueAndGrad(at: w) { w in ((matmul(x, w) - y) ** 2).mean() }
    _ = (loss, slope)
  }

  static func variable(_ x: Tensor<Float>, _ y: Tensor<Float>) {
    var rng = RandomGenerator(seed: 42)
    let w = Variable(Tensor<Float>.normal([2, 1], using: &rng))
    let loss = ((matmul(x, w) - y) ** 2).mean()
    print(loss.graph)
    loss.backward()
    w.value -= 0.1 * w.grad!
  }

  static func product(_ a: Variable<Float>, _ x: Variable<Float>) {
    _ = einsum("bij,bj->bi", a, x)
  }
}
