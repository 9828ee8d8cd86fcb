import ArgumentParser
import Autograd
import Data
import NN
import Optim
import Tensor
import Train

/// Softmax regression: one linear layer from 784 pixels to ten classes ("Dive into Deep Learning", 4.5).
struct Softmax: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "softmax", abstract: "Softmax regression on Fashion-MNIST.")

  @OptionGroup var options: Options

  func run() throws {
    let run = try JobRun("softmax", options)
    let garments = try Garments(run)
    let epochs = options.epochs ?? 10

    let net = Sequential {
      Flatten()
      Linear(784, 10, using: &run.rng)
    }
    net.apply {
      if let layer = $0 as? Linear {
        Init.normal(layer.weight, std: 0.01, using: &run.rng)
        Init.zeros(layer.bias)
      }
    }
    let optimizer = SGD(net.parameters(), learningRate: 0.1)
    let live = LiveCurves(run, "softmax-curves.png")
    let trainer = Trainer(
      net, optimizer: optimizer, loss: crossEntropy, metrics: [.accuracy], progress: live.progress)
    let history = try run.fit(
      trainer, DataLoader(garments.train, batchSize: 256, shuffle: true, using: &run.rng),
      validation: DataLoader(garments.test, batchSize: 256), epochs: epochs, live: live)
    try garments.show(history.curves, run) { net.inference($0) }
    run.finish(epochs: epochs)
  }
}
