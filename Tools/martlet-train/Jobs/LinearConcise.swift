import ArgumentParser
import Autograd
import Data
import NN
import Optim
import Tensor
import Train

/// Linear regression with a layer, a loss and an optimizer that are there already ("Dive into Deep Learning", 3.5).
struct LinearConcise: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "linear-concise", abstract: "The same plane with Linear, mseLoss and SGD.")

  @OptionGroup var options: Options

  func run() throws {
    let run = try JobRun("linear-concise", options)
    let epochs = options.epochs ?? 3
    let plane = Plane(run)

    let net = Linear(2, 1, using: &run.rng)
    Init.normal(net.weight, std: 0.01, using: &run.rng)
    Init.zeros(net.bias)
    let optimizer = SGD(net.parameters(), learningRate: 0.03)

    let data = TensorDataset(plane.features, plane.labels)
    let live = LiveCurves(run, "linear-concise-training.png")
    let trainer = Trainer(net, optimizer: optimizer, loss: mseLoss, progress: live.progress)
    let history = try run.fit(
      trainer, DataLoader(data, batchSize: 10, shuffle: true, using: &run.rng),
      validation: DataLoader(data, batchSize: data.count), epochs: epochs, live: live)
    let losses = history.epochs.map { $0.validation!.loss }
    let errors = (plane.trueW - net.weight.value.flattened(), plane.trueB - net.bias.value.item())
    run.say("error in estimating w: \(errors.0.scalars), b: \(errors.1)")

    try plane.show(w: net.weight.value.scalars, b: net.bias.value.item(), losses: losses, run)
    run.finish(epochs: epochs)
  }
}
