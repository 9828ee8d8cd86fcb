import ArgumentParser
import Autograd
import Data
import NN
import Optim
import Tensor
import Train

/// Weight decay as an optimizer has it, for the weights and not for the bias ("Dive into Deep Learning", 3.7).
struct WeightDecayConcise: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weight-decay-concise",
    abstract: "Weight decay by parameter group, in linear regression with too many inputs.")

  @OptionGroup var options: Options

  @Option(name: .customLong("lambda"), help: "How much the weights decay.")
  var decay = 3.0

  func validate() throws { try HighDimensional.check(decay) }

  func run() throws {
    let run = try JobRun("weight-decay-concise", options)
    let epochs = options.epochs ?? 100
    let data = HighDimensional(run)
    let without = try train(data, lambda: 0, epochs, run)
    let with = decay == 0 ? without : try train(data, lambda: decay, epochs, run)
    try data.show(without, with, decay, run)
    run.finish(epochs: epochs)
  }

  private func train(_ data: HighDimensional, lambda: Double, _ epochs: Int, _ run: JobRun) throws -> DecayedFit {
    let fit = try run.stage("lambda \(lambda)") {
      let net = Linear(200, 1, using: &run.rng)
      Init.normal(net.weight, using: &run.rng)
      Init.normal(net.bias, using: &run.rng)
      let optimizer = SGD(
        [ParameterGroup([net.weight], weightDecay: lambda), ParameterGroup([net.bias])], learningRate: 0.003)
      let trainer = Trainer(net, optimizer: optimizer, loss: mseLoss, progress: .none)
      let wholes = [DataLoader(data.train, batchSize: 20), DataLoader(data.test, batchSize: 100)]
      let losses = FiguresAfterEpochs { try wholes.map { try trainer.evaluate($0).loss } }
      try trainer.fit(
        DataLoader(data.train, batchSize: 5, shuffle: true, using: &run.rng), epochs: epochs,
        callbacks: [losses, Stopping(run)])
      return ["losses": Tensor(losses.rows), "norm": net.weight.value.norm()]
    }
    let losses = try fit.tensor("losses", as: Double.self)
    return DecayedFit(
      train: losses[0..., 0].scalars, test: losses[0..., 1].scalars,
      weightNorm: Double(try fit.tensor("norm", as: Float.self).item()))
  }
}
