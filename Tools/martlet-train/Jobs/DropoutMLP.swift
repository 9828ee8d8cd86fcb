import ArgumentParser
import NN
import Optim

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
    garments.initialize(net, run)
    let optimizer = SGD(net.parameters(), learningRate: 0.5)
    try garments.fit(net, optimizer, epochs: epochs, run)
    run.finish(epochs: epochs)
  }
}
