import ArgumentParser
import Autograd
import Data
import NN
import Optim
import Tensor
import Train

/// A multilayer perceptron with one hidden layer of 256 units ("Dive into Deep Learning", 5.2).
struct MLP: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mlp", abstract: "A multilayer perceptron on Fashion-MNIST.")

  @OptionGroup var options: Options

  func run() throws {
    let run = try JobRun("mlp", options)
    let garments = try Garments(run)
    let epochs = options.epochs ?? 10

    let net = Sequential {
      Flatten()
      Linear(784, 256, using: &run.rng)
      ReLU()
      Linear(256, 10, using: &run.rng)
    }
    net.apply {
      if let layer = $0 as? Linear {
        Init.normal(layer.weight, std: 0.01, using: &run.rng)
        Init.zeros(layer.bias)
      }
    }
    let optimizer = SGD(net.parameters(), learningRate: 0.1)
    let live = LiveCurves(run, "mlp-curves.png")
    let trainer = Trainer(
      net, optimizer: optimizer, loss: crossEntropy, metrics: [.accuracy], progress: live.progress)
    let history = try run.fit(
      trainer, DataLoader(garments.train, batchSize: 256, shuffle: true, using: &run.rng),
      validation: DataLoader(garments.test, batchSize: 256), epochs: epochs, live: live)
    try garments.show(history.curves, run) { net.inference($0) }
    try Activations.draw(run)
    try Initializations.draw(run)
    run.finish(epochs: epochs)
  }
}
