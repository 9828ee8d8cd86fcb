import Autograd
import Data
import Foundation
import NN
import Optim
import Tensor
import Train

/// The examples in the comments of `Train`.
enum TrainExamples {
  static func fit(_ net: Sequential, _ optimizer: SGD, _ train: FashionMNIST, _ test: FashionMNIST) throws {
    var rng = RandomGenerator(seed: 42)
    let history = try Trainer(net, optimizer: optimizer, loss: crossEntropy, metrics: [.accuracy])
      .fit(
        DataLoader(train, batchSize: 256, shuffle: true, using: &rng), validation: DataLoader(test, batchSize: 256),
        epochs: 10)
    _ = history
  }

  static func loop(_ net: Sequential, _ optimizer: SGD, _ loader: DataLoader<FashionMNIST>) {
    for (x, y) in loader {
      let loss = crossEntropy(net(x), y)
      optimizer.zeroGrad()
      loss.backward()
      optimizer.step()
    }
  }

  static func groups(_ optimizer: SGD, _ head: Linear) {
    optimizer.groups.append(ParameterGroup(head.parameters(), learningRate: 1e-3))
    optimizer.groups[0].learningRate = 1e-5
  }

  final class Translator: Module {
    let layer = Linear(3, 3)
    func callAsFunction(_ x: Tensor<Float>) -> Variable<Float> { layer(x) }
  }

  static func module(_ translator: Translator, _ adam: Adam) -> Trainer<Tensor<Float>, Int32> {
    Trainer(translator, forward: { translator($0) }, optimizer: adam, loss: crossEntropy)
  }

  static func callbacks(
    _ trainer: Trainer<Tensor<Float>, Int32>, _ loader: DataLoader<FashionMNIST>, _ optimizer: SGD, _ url: URL
  ) throws {
    try trainer.fit(loader, epochs: 10, callbacks: [Scheduling(Scheduler(optimizer, .cosine(steps: 10)))])
    let file = Checkpointing(to: url, everyBatches: 100)
    let start = try FileManager.default.fileExists(atPath: url.path) ? Checkpoint(url) : nil
    try trainer.fit(loader, epochs: 10, callbacks: [file], resuming: start)
  }

  static func folds(_ x: Tensor<Float>, _ y: Tensor<Float>) throws {
    var rng = RandomGenerator(seed: 42)
    let folds = try crossValidate(x, y, KFold(5)) { fold, train, validation in
      let net = Linear(330, 1)
      let trainer = Trainer(net, optimizer: Adam(net.parameters(), learningRate: 5), loss: mseLoss)
      return try trainer.fit(
        DataLoader(train, batchSize: 64, shuffle: true, using: &rng),
        validation: DataLoader(validation, batchSize: 64), epochs: 100)
    }
    _ = folds
  }

  static func metrics() {
    let threeOff = Metric<Float>("within 3") { y, target in
      Double(Tensor<Float>(abs(y - target) .< 3).mean().item())
    }
    _ = threeOff
  }
}
