import ArgumentParser
import Autograd
import Data
import Tensor

/// Weight decay from scratch: linear regression with 200 inputs and 20 samples, which learns them by heart unless large
/// weights cost something ("Dive into Deep Learning", 3.7; w = 0.01 each, b = 0.05, noise 0.01).
struct WeightDecay: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weight-decay", abstract: "Weight decay from scratch, beside a model without it.")

  @OptionGroup var options: Options

  @Option(name: .customLong("lambda"), help: "How much the weights decay.")
  var decay = 3.0

  func validate() throws { try HighDimensional.check(decay) }

  func run() throws {
    let run = try JobRun("weight-decay", options)
    let epochs = options.epochs ?? 100
    let data = HighDimensional(run)
    let without = try train(data, lambda: 0, epochs, run)
    let with = decay == 0 ? without : try train(data, lambda: Float(decay), epochs, run)
    try data.show(without, with, decay, run)
    run.finish(epochs: epochs)
  }

  private func train(_ data: HighDimensional, lambda: Float, _ epochs: Int, _ run: JobRun) throws -> DecayedFit {
    let learningRate: Float = 0.003, batchSize = 5

    let w = Variable(Tensor<Float>.normal([200, 1], mean: 0, std: 1, using: &run.rng))
    let b = Variable(Tensor<Float>.zeros([1]))

    func l2Penalty(_ w: Variable<Float>) -> Variable<Float> { (w ** 2).sum() / 2 }
    func net(_ x: Tensor<Float>) -> Variable<Float> { matmul(x, w) + b }
    func squaredLoss(_ yHat: Variable<Float>, _ y: Tensor<Float>) -> Variable<Float> { (yHat - y) ** 2 / 2 }
    func sgd(_ parameters: [Variable<Float>], learningRate: Float, batchSize: Int) {
      for p in parameters {
        p.value -= learningRate / Float(batchSize) * p.grad!
        p.zeroGrad()
      }
    }
    func loss(on set: TensorDataset<Float, Float>) -> Double {
      noGrad { Double(squaredLoss(net(set.features), set.labels).mean().item()) }
    }

    let batches = DataLoader(data.train, batchSize: batchSize, shuffle: true, using: &run.rng)
    let loop = try run.loop(
      epochs, keeping: ["w": w, "b": b], batches, stage: "lambda \(lambda)", .init(linesEvery: 20))
    try run.measured {
      for _ in loop {
        for (x, y) in batches {
          let loss = squaredLoss(net(x), y) + lambda * l2Penalty(w)  // the penalty is added to the loss of each sample
          loss.backward()
          sgd([w, b], learningRate: learningRate, batchSize: y.count)
          try loop.step()
        }
        try loop.endEpoch(["train loss": loss(on: data.train), "test loss": loss(on: data.test)])
      }
    }
    return DecayedFit(
      train: loop.curves[0].values, test: loop.curves[1].values, weightNorm: Double(w.value.norm().item()))
  }
}
