import Autograd
import NN
import Optim
import Tensor

/// The examples in the comments of `NN` and `Optim`.
enum ModelExamples {
  final class Scale: Layer {
    let factor = Parameter(Tensor.ones([1]))
    func forward(_ x: Variable<Float>) -> Variable<Float> { x * factor }
  }

  final class LineRegression: Module {
    let a = Parameter(Tensor.normal([1, 1])), b = Parameter(Tensor.normal([1, 1]))
    func callAsFunction(_ x: Tensor<Float>) -> Variable<Float> { matmul(x, a) + b }
  }

  static func layers(_ layer: Linear, _ x: Tensor<Float>, _ images: Tensor<Float>) {
    var rng = RandomGenerator(seed: 42)
    Init.normal(layer.weight, std: 0.01, using: &rng)
    let y = Scale()(x)
    let model = LineRegression()
    _ = model.summary(input: [1, 12]) { model(x).value }
    let runningMean = Buffer(Tensor<Float>.zeros([64]), name: "running_mean")
    _ = (y, runningMean)
  }

  static func sequential(_ depth: Int, _ regularized: Bool, _ images: Tensor<Float>, _ url: String) throws {
    var rng = RandomGenerator(seed: 42)
    let net = Sequential {
      Flatten()
      for _ in 0..<depth {
        Linear(784, 784)
        ReLU()
      }
      if regularized { Dropout(0.2) }
      Linear(784, 10)
    }
    _ = net[1]
    net.append(Softmax())
    _ = net.count
    let classes = net.inference(images).argmax(axis: 1)
    print(net.summary(input: [1, 28, 28]))
    net.apply { if let layer = $0 as? Linear { Init.normal(layer.weight, std: 0.01, using: &rng) } }
    try Safetensors.save(net.stateDictionary(), to: url)
    _ = classes
  }

  static func optimizers(_ model: Linear, _ net: Linear, _ loss: Variable<Float>) {
    let optimizer = SGD(model.parameters(), learningRate: 0.1)
    optimizer.zeroGrad()
    loss.backward()
    optimizer.step()
    _ = SGD([ParameterGroup([net.weight], weightDecay: 3), ParameterGroup([net.bias])], learningRate: 0.003)
  }

  static func second(_ model: Linear, _ x: Tensor<Float>, _ y: Tensor<Float>) {
    let optimizer = LBFGS(model.parameters(), lineSearch: .strongWolfe)
    for _ in 0..<20 { optimizer.step { mseLoss(model(x), y) } }
  }

  static func schedules(
    _ optimizer: SGD, _ epochs: Int, _ plateau: PlateauScheduler, _ validationLoss: Double, _ trainOneEpoch: () -> Void
  ) {
    let warm = Schedule.linear(from: 0.1, steps: 5)
    _ = warm(step: 0, base: 0.1)
    let scheduler = Scheduler(optimizer, .cosine(steps: epochs))
    for _ in 0..<epochs {
      trainOneEpoch()
      scheduler.step()
    }
    plateau.step(validationLoss)
  }
}
