import ArgumentParser
import NN
import Optim

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
    garments.initialize(net, run)
    let optimizer = SGD(net.parameters(), learningRate: 0.1)
    try garments.fit(net, optimizer, epochs: epochs, run)
    run.finish(epochs: epochs)
  }
}
