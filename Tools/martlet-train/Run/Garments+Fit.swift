import Autograd
import Data
import NN
import Optim
import Tensor
import Train

extension Garments {
  /// Weights from the normal distribution with standard deviation 0.01 and biases of 0: where the book's models begin.
  func initialize(_ net: Sequential, _ run: JobRun) {
    net.apply {
      guard let layer = $0 as? Linear else { return }
      Init.normal(layer.weight, std: 0.01, using: &run.rng)
      Init.zeros(layer.bias)
    }
  }

  /// Trains in batches of 256 and tests after each epoch; then figures and pictures.
  func fit(_ net: Sequential, _ optimizer: some Optimizer, epochs: Int, _ run: JobRun) throws {
    let live = LiveCurves(run, "\(run.job)-curves.png")
    let trainer = Trainer(net, optimizer: optimizer, loss: crossEntropy, metrics: [.accuracy], progress: live.progress)
    let history = try run.fit(
      trainer, DataLoader(train, batchSize: 256, shuffle: true, using: &run.rng),
      validation: DataLoader(test, batchSize: 256), epochs: epochs, live: live)
    try show(history.curves, run) { net.inference($0) }
  }
}
