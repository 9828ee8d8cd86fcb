import Autograd
import NN
import Optim
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

/// Lion (Chen et al. 2023): p ← p − learningRate · sign(0.9 m + 0.1 g), then m ← 0.99 m + 0.01 g.
final class Lion: Optimizer {
  static let slotNames = ["exp_avg"]
  var groups: ParameterGroups
  private var means: [Tensor<Float>]

  init(_ parameters: [Variable<Float>], learningRate: Double = 1e-4) {
    groups = [ParameterGroup(parameters, learningRate: learningRate)]
    means = parameters.map { .zeros($0.shape) }
  }

  func step() {
    for (index, p) in parameters.enumerated() {
      guard let g = p.grad else { continue }
      p.value -= Float(learningRate) * sign(0.9 * means[index] + 0.1 * g)
      means[index] = 0.99 * means[index] + 0.01 * g
    }
  }

  /// What a checkpoint keeps: each tensor under the number of its parameter and its name in `slotNames`.
  var state: OptimizerState {
    get {
      var state = OptimizerState(numbers: ["group.0.learning_rate": learningRate])
      for (index, mean) in means.enumerated() {
        state.tensors["\(index).exp_avg"] = mean
        state.numbers["\(index).step"] = 0  // Lion does not count its steps
      }
      return state
    }
    set {
      for index in means.indices { means[index] = newValue.tensors["\(index).exp_avg"] ?? means[index] }
      learningRate = newValue.numbers["group.0.learning_rate"] ?? learningRate
    }
  }
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

  static func useAnOptimizer() {
    let w = Variable(Tensor<Float>([1, -2]))
    let optimizer = Lion([w], learningRate: 0.1)
    (w * w).backward()
    optimizer.step()
    print(w.value)  // tensor([ 0.9000, -1.9000])
  }
}
