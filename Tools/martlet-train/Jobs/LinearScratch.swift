import ArgumentParser
import Autograd
import Data
import Tensor
import ToolSupport
import Viz

/// Linear regression from scratch: y = X·w + b with two features, fitted by mini-batch gradient descent with nothing but
/// tensors and gradients ("Dive into Deep Learning", 3.4; true w = [2, -3.4], b = 4.2, noise 0.01).
struct LinearScratch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "linear-scratch", abstract: "A plane from scratch: w = [2, -3.4], b = 4.2.")

  @OptionGroup var options: Options

  func run() throws {
    let run = try JobRun("linear-scratch", options)
    let epochs = options.epochs ?? 3
    let learningRate: Float = 0.03, batchSize = 10

    let trueW: Tensor<Float> = [2, -3.4], trueB: Float = 4.2
    // A generator of its own: the data stay the same however the model and the batches are drawn.
    var dataGenerator = run.rng.split()
    let (features, labels) = syntheticLinear(
      weight: trueW, bias: trueB, count: 1000, noise: 0.01, using: &dataGenerator)

    let w = Variable(Tensor<Float>.normal([2, 1], mean: 0, std: 0.01, using: &run.rng))
    let b = Variable(Tensor<Float>.zeros([1]))

    func linreg(_ x: Tensor<Float>) -> Variable<Float> { matmul(x, w) + b }
    func squaredLoss(_ yHat: Variable<Float>, _ y: Tensor<Float>) -> Variable<Float> {
      (yHat - y.reshaped(like: yHat)) ** 2 / 2
    }
    func sgd(_ parameters: [Variable<Float>], learningRate: Float, batchSize: Int) {
      for p in parameters {
        p.value -= learningRate / Float(batchSize) * p.grad!
        p.zeroGrad()
      }
    }

    var losses: [Double] = []
    for epoch in 1...epochs {
      let loss = run.measured {
        for (x, y) in DataLoader(features, labels, batchSize: batchSize, shuffle: true, using: &run.rng) {
          squaredLoss(linreg(x), y).backward()  // not a single number: the sum is differentiated
          sgd([w, b], learningRate: learningRate, batchSize: x.shape[0])
        }
        return noGrad { squaredLoss(linreg(features), labels).mean().item() }
      }
      losses.append(Double(loss))
      run.say("epoch \(epoch), loss \(loss)")
    }
    run.say("w \(w.value.flattened().scalars), true \(trueW.scalars); b \(b.value.item()), true \(trueB)")

    run.report("loss", .number(losses.last!))
    run.report("w", .list(w.value.scalars.map { JSON($0) }))
    run.report("b", b.value.item())

    for feature in 0..<2 {
      let scatter = Figure()
      scatter.axes.scatter(features[0..., feature], labels, size: 4, label: "feature \(feature)")
      scatter.axes.title = "label against feature \(feature)"
      scatter.axes.xLabel = "feature \(feature)"
      scatter.axes.yLabel = "label"
      try run.write(scatter, "linear-scratch-feature-\(feature).png")
    }
    try run.write(
      Figure.curves([(name: "mean squared loss", values: losses)], xLabel: "epoch", yLabel: "loss", yScale: .log),
      "linear-scratch-loss.png")
    run.finish(epochs: epochs)
  }
}
