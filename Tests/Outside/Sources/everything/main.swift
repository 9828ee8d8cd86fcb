import Autograd
import Data
import NN
import Optim
import Tensor
import Train
import Viz

// Trains a small classifier, saves its state for `inference`, and draws the curve.
var rng = RandomGenerator(seed: 1)
let features = Tensor<Float>.normal([400, 784], using: &rng)
let labels = Tensor<Int32>((features[0..., 0] .> 0))
let net = Sequential {
  Linear(784, 256, using: &rng)
  ReLU()
  Linear(256, 10, using: &rng)
}
let trainer = Trainer(
  net, optimizer: Adam(net.parameters(), learningRate: 1e-3), loss: crossEntropy, metrics: [.accuracy],
  progress: .none)
let history = try trainer.fit(
  DataLoader(features, labels, batchSize: 50, shuffle: true, using: &rng), epochs: 5)
try Figure.curves(history.curves, xLabel: "epoch").write(to: CommandLine.arguments[1])
try net.save(to: CommandLine.arguments[2])
print(history.curves.map(\.name))
