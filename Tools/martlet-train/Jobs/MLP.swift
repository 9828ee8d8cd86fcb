import ArgumentParser
import NN
import Optim

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
    garments.initialize(net, run)
    let optimizer = SGD(net.parameters(), learningRate: 0.1)
    try garments.fit(net, optimizer, epochs: epochs, run)
    try Activations.draw(run)
    try Initializations.draw(run)
    run.finish(epochs: epochs)
  }
}
