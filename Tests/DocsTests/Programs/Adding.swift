import Autograd
import NN
import Tensor

/// x / (1 + |x|), an operation outside the project.
struct Softsign: Operation {
  var name: String { "softsign" }

  func forward(_ inputs: [Tensor<Float>]) -> Tensor<Float> { inputs[0] / (1 + abs(inputs[0])) }

  /// The derivative is 1 / (1 + |x|)².
  func gradients(
    _ gradient: Variable<Float>, inputs: [Variable<Float>], output: Variable<Float>
  ) -> [Variable<Float>?] {
    [gradient / square(1 + abs(inputs[0]))]
  }
}

/// x + f(x): a layer around another one.
final class Residual: Layer {
  let body: Sequential

  init(_ width: Int, using generator: inout RandomGenerator) {
    body = Sequential {
      Linear(width, width, using: &generator)
      ReLU()
    }
  }

  func forward(_ x: Variable<Float>) -> Variable<Float> { x + body(x) }
}

/// Scales and shifts each feature: a layer with parameters of its own.
final class FeatureScale: Layer {
  let weight: Parameter, bias: Parameter

  init(_ features: Int) {
    weight = Parameter(.ones([features]))
    bias = Parameter(.zeros([features]))
  }

  func forward(_ x: Variable<Float>) -> Variable<Float> { x * weight + bias }

  var details: String { "\(weight.shape[0])" }
}

enum Adding {
  static func useAnOperation() {
    let x = Variable(Tensor<Float>([-1, 0, 3]))
    Softsign()(x).backward()
    print(x.grad!)  // tensor([0.2500, 1.0000, 0.0625])
  }

  static func useALayer(_ file: String) throws {
    var rng = RandomGenerator(seed: 42)
    let net = Sequential {
      Linear(4, 8, using: &rng)
      Residual(8, using: &rng)
      FeatureScale(8)
    }
    print(net)
    print(net.namedParameters().map(\.name))  // 0.weight, 0.bias, 1.body.0.weight, 1.body.0.bias, 2.weight, 2.bias
    try net.save(to: file)
  }
}
