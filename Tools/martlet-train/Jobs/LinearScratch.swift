import ArgumentParser
import Autograd
import Data
import Tensor
import ToolSupport

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
    let plane = Plane(run)

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

    let batches = DataLoader(plane.features, plane.labels, batchSize: batchSize, shuffle: true, using: &run.rng)
    let loop = try run.loop(epochs, keeping: ["w": w, "b": b], batches)
    try run.measured {
      for _ in loop {
        for (x, y) in batches {
          squaredLoss(linreg(x), y).backward()  // not a single number: the sum is differentiated
          sgd([w, b], learningRate: learningRate, batchSize: x.shape[0])
          try loop.step()
        }
        let loss = noGrad { squaredLoss(linreg(plane.features), plane.labels).mean().item() }
        try loop.endEpoch(["loss": Double(loss)])
      }
    }
    let errors = (plane.trueW - w.value.flattened(), plane.trueB - b.value.item())
    run.say("error in estimating w: \(errors.0.scalars), b: \(errors.1)")

    try plane.show(w: w.value.scalars, b: b.value.item(), losses: loop.curves[0].values, run)
    run.finish(epochs: epochs)
  }
}
