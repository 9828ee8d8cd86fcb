import Autograd
import Data
import Foundation
import NN
import Optim
import Tensor
import Train

// Whole programs of the book, without their evaluation. Every run starts from the same weights on both sides and sees
// the same samples in orders of its own, so losses agree to a few thousandths, under dropout to a few hundredths.
let trainRows: [Row] = [
  Row(name: "softmax epoch", shape: "60,000 images, 784–10, batch 256, SGD", wanted: 8, peer: "train", tolerance: 0.01)
  {
    epoch(rate: 0.1) { Linear(784, 10) }
  },
  Row(
    name: "mlp epoch", shape: "60,000 images, 784–256–10, batch 256, SGD", wanted: 2.3, peer: "train", tolerance: 0.02
  ) {
    epoch(rate: 0.1) {
      Linear(784, 256)
      ReLU()
      Linear(256, 10)
    }
  },
  Row(
    name: "mlp epoch by hand", shape: "the same, the loop written by hand", wanted: 2.3, peer: "train", tolerance: 0.02
  ) {
    epoch(rate: 0.1, byHand: true) {
      Linear(784, 256)
      ReLU()
      Linear(256, 10)
    }
  },
  Row(
    name: "dropout epoch", shape: "60,000 images, 784–256–256–10, dropout 0.2 and 0.5", wanted: 5, peer: "train",
    tolerance: 0.05
  ) {
    // Not the book's rate of 0.5, with which the loss of a first epoch may be anything.
    epoch(rate: 0.1) {
      Linear(784, 256)
      ReLU()
      Dropout(0.2)
      Linear(256, 256)
      ReLU()
      Dropout(0.5)
      Linear(256, 10)
    }
  },
  Row(
    name: "house prices", shape: "1,460 × 330, 5 folds × 100 epochs, batch 64, Adam", wanted: 30, peer: "train",
    tolerance: 0.03, prepare: housePrices),
  Row(
    name: "plane from scratch", shape: "1,000 × 2, batch 10, 3 epochs", wanted: 40, peer: "train", tolerance: 0.01,
    prepare: plane),
]

/// Uneven numbers that both sides can make, with a standard deviation: √2 · std · sin(i).
private func waves(_ shape: Shape, std: Double) -> Tensor<Float> {
  Tensor(shape: shape) { out in for i in 0..<out.count { out[i] = Float(2.0.squareRoot() * std * sin(Double(i))) } }
}

/// Fashion-MNIST where it is, or as many images of noise.
private struct Images: Dataset {
  let images: Tensor<UInt8>
  let labels: Tensor<Int32>
  var count: Int { labels.count }

  init() {
    if let real = try? FashionMNIST(.train, download: false) {
      (images, labels) = (real.images, real.labels)
    } else {
      var rng = RandomGenerator(seed: 1)
      images = .randint([60_000, 28, 28], in: 0..<255, using: &rng)
      labels = .randint([60_000], in: 0..<10, using: &rng)
    }
  }

  func batch(_ indices: Tensor<Int32>) -> (Tensor<Float>, Tensor<Int32>) {
    (images.take(indices, scaledBy: 1 / 255), labels.take(indices, axis: 0))
  }
}

/// One epoch from the same weights: the mean loss of all runs, since each drops out other values.
private func epoch(rate: Double, byHand: Bool = false, @SequentialBuilder _ layers: () -> [any Layer]) -> Work {
  let net = Sequential([Flatten()] + layers())
  net.apply {
    guard let layer = $0 as? Linear else { return }
    layer.weight.value = waves(layer.weight.shape, std: 0.05)
    Init.zeros(layer.bias)
  }
  let start = net.stateDictionary()
  var rng = RandomGenerator(seed: 1)
  let loader = DataLoader(Images(), batchSize: 256, shuffle: true, using: &rng)
  let optimizer = SGD(net.parameters(), learningRate: rate)
  let trainer = Trainer(net, optimizer: optimizer, loss: crossEntropy, progress: .none)
  nonisolated(unsafe) var losses: [Double] = []
  return Work(
    run: {
      net.load(verified: start)
      losses.append(byHand ? handWritten(net, optimizer, loader) : (try? trainer.fit(loader, epochs: 1))!.last.loss)
    },
    check: { losses.reduce(0, +) / Double(losses.count) })
}

private func handWritten(_ net: Sequential, _ optimizer: SGD, _ loader: DataLoader<Images>) -> Double {
  net.train()
  var sum = 0.0
  for (x, y) in loader {
    let loss = crossEntropy(net(x), y)
    optimizer.zeroGrad()
    loss.backward()
    optimizer.step()
    sum += Double(loss.item()) * Double(y.count)
  }
  return sum / Double(loader.dataset.count)
}

extension Module {
  fileprivate func load(verified state: NamedTensors) {
    do { try load(state) } catch { fatalError("\(error)") }
  }
}

/// The mean validation error of five folds.
private func housePrices() -> Work {
  let x: Tensor<Float>, y: Tensor<Float>
  if let houses = try? KaggleHouse(download: false) {
    x = houses.features().tensor()[0..<houses.train.rowCount]
    y = houses.train["SalePrice"].tensor().reshaped(-1, 1)
  } else {
    x = waves([1460, 330], std: 1)
    y = 180_000 + 30_000 * x[0..., 0..<1]
  }
  let weight = waves([1, 330], std: 0.03)
  var rng = RandomGenerator(seed: 1)
  nonisolated(unsafe) var last = 0.0
  return Work(
    run: {
      let errors = crossValidate(x, y, KFold(5)) { _, train, validation in
        let net = Linear(330, 1)
        net.weight.value = weight
        Init.zeros(net.bias)
        let adam = Adam(net.parameters(), learningRate: 5)
        let loader = DataLoader(train, batchSize: 64, shuffle: true, using: &rng)
        _ = try? Trainer(net, optimizer: adam, loss: mseLoss, progress: .none).fit(loader, epochs: 100)
        return Metric.logRMSE(net.inference(validation.features), validation.labels)
      }
      last = errors.reduce(0, +) / 5
    },
    check: { last })
}

/// Section 3.2 of the book: w₁ + w₂ + b after three epochs.
private func plane() -> Work {
  let features = waves([1000, 2], std: 1)
  let labels = matmul(features, Tensor<Float>([[2], [-3.4]])) + 4.2 + waves([1000, 1], std: 0.01)
  var rng = RandomGenerator(seed: 1)
  nonisolated(unsafe) var last = 0.0
  return Work(
    run: {
      let w = Variable(waves([2, 1], std: 0.01)), b = Variable(Tensor<Float>.zeros([1]))
      for _ in 0..<3 {
        for (x, y) in DataLoader(features, labels, batchSize: 10, shuffle: true, using: &rng) {
          let yHat = matmul(x, w) + b
          ((yHat - y) ** 2 / 2).backward()
          for p in [w, b] {
            p.value -= 0.03 / Float(x.shape[0]) * p.grad!
            p.zeroGrad()
          }
        }
      }
      last = Double((w.value.sum() + b.value).item())
    },
    check: { last })
}
