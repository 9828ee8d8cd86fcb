import ArgumentParser
import Autograd
import Data
import NN
import Optim
import Tensor
import Train

/// Two hidden layers of 256 units, each followed by dropout, of 0.2 and 0.5 ("Dive into Deep Learning", 5.6).
struct DropoutMLP: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dropout", abstract: "A multilayer perceptron with dropout on Fashion-MNIST.")

  @OptionGroup var options: Options

  func run() throws {
    let run = try JobRun("dropout", options)
    let garments = try Garments(run)
    let epochs = options.epochs ?? 10

    let net = Sequential {
      Flatten()
      Linear(784, 256, using: &run.rng)
      ReLU()
      Dropout(0.2, using: &run.rng)
      Linear(256, 256, using: &run.rng)
      ReLU()
      Dropout(0.5, using: &run.rng)
      Linear(256, 10, using: &run.rng)
    }
    net.apply {
      if let layer = $0 as? Linear {
        Init.normal(layer.weight, std: 0.01, using: &run.rng)
        Init.zeros(layer.bias)
      }
    }
    let optimizer = SGD(net.parameters(), learningRate: 0.5)
    let live = LiveCurves(run, "dropout-curves.png")
    let trainer = Trainer(
      net, optimizer: optimizer, loss: crossEntropy, metrics: [.accuracy], progress: live.progress)
    let history = try run.fit(
      trainer, DataLoader(garments.train, batchSize: 256, shuffle: true, using: &run.rng),
      validation: DataLoader(garments.test, batchSize: 256), epochs: epochs, live: live)
    try garments.show(history.curves, run) { net.inference($0) }
    run.finish(epochs: epochs)
  }
}
