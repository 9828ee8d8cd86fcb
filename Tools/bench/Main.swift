import Autograd
import NN
import Optim
import Tensor

final class LineRegression: Module {
  let a = Parameter(Tensor.normal([1, 1])), b = Parameter(Tensor.normal([1, 1]))
  func callAsFunction(_ x: Tensor<Float>) -> Variable<Float> { matmul(x, a) + b }
}

@main struct Main {
  static func main() {
    let clock = ContinuousClock()
    func time(_ name: String, _ n: Int, _ body: () -> Void) {
      for _ in 0..<(n / 10 + 1) { body() }
      let t = clock.measure { for _ in 0..<n { body() } }
      print(name, t / n)
    }
    var rng = RandomGenerator(seed: 1)
    let x = Tensor<Float>.linspace(-2, 12, count: 100).reshaped(100, 1)
    let y = 3 * x + 10 + Tensor.normal([100, 1], using: &rng)
    do {
      let model = LineRegression()
      let optimizer = SGD(model.parameters(), learningRate: 1e-3)
      time("line, own", 20_000) {
        let loss = mseLoss(model(x), y)
        optimizer.zeroGrad()
        loss.backward()
        optimizer.step()
      }
      for (name, parameter) in model.namedParameters() { print(name, parameter.value.item()) }
      time("  forward", 20_000) { _ = model(x) }
      time("  forward, loss", 20_000) { _ = mseLoss(model(x), y) }
      time("  forward, loss, backward", 20_000) { mseLoss(model(x), y).backward() }
      time("  zeroGrad", 20_000) { optimizer.zeroGrad() }
      mseLoss(model(x), y).backward()
      time("  step", 20_000) { optimizer.step() }
    }
    do {
      let model = Linear(1, 1)
      let optimizer = SGD(model.parameters(), learningRate: 1e-3)
      time("line, Linear", 20_000) {
        let loss = mseLoss(model(x), y)
        optimizer.zeroGrad()
        loss.backward()
        optimizer.step()
      }
      for (name, parameter) in model.namedParameters() { print(name, parameter.value.item()) }
    }
    let net = Sequential {
      Flatten()
      Linear(784, 256)
      ReLU()
      Dropout(0.2)
      Linear(256, 10)
    }
    print(net)
    time("parameters()", 1000) { _ = net.parameters() }
    time("modeDependents", 1000) { net.train() }
  }
}
