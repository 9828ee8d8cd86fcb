import Autograd
import Data
import NN
import Optim
import Tensor
import Train
import Viz

/// The first program of each module's documentation.
enum Landing {
  static func tensor() {
    var rng = RandomGenerator(seed: 42)
    let x = Tensor<Float>.normal([1000, 2], using: &rng)
    let centered = x - x.mean(axis: 0)
    let covariance = matmul(centered.transposed(), centered) / 999
    print(x[0..<3], covariance)
  }

  static func autograd() {
    let w = Variable(Tensor<Float>.zeros([2, 1]))
    let x: Tensor<Float> = [[1, 2], [3, 4]], y: Tensor<Float> = [[5], [6]]
    let loss = mseLoss(matmul(x, w), y)
    loss.backward()
    w.value -= 0.1 * w.grad!
  }

  static func nn() {
    let net = Sequential {
      Flatten()
      Linear(784, 256)
      ReLU()
      Dropout(0.2)
      Linear(256, 10)
    }
    print(net.summary(input: [1, 28, 28]))
  }

  static func optim(_ net: Sequential, _ batches: [(Tensor<Float>, Tensor<Int32>)]) {
    let optimizer = SGD(net.parameters(), learningRate: 0.1, momentum: 0.9)
    let scheduler = Scheduler(optimizer, .cosine(steps: batches.count))
    for (images, labels) in batches {
      let loss = crossEntropy(net(images), labels)
      optimizer.zeroGrad()
      loss.backward()
      optimizer.step()
      scheduler.step()
    }
  }

  static func data(_ houses: String) throws {
    let frame = try DataFrame(csv: houses)
    print(frame.shape, frame[rows: 0..<4, columns: [0, 1, -1]])
    let x = frame.dropping(["SalePrice"]).getDummies(dummyNA: true).tensor()
    let y = frame["SalePrice"].tensor().reshaped(-1, 1)
    for (features, prices) in DataLoader(x, y, batchSize: 64, shuffle: true) { print(features.shape, prices.shape) }
  }

  static func train(_ net: Sequential, _ train: FashionMNIST, _ test: FashionMNIST) throws {
    let optimizer = SGD(net.parameters(), learningRate: 0.1)
    let trainer = Trainer(net, optimizer: optimizer, loss: crossEntropy, metrics: [.accuracy])
    let history = try trainer.fit(
      DataLoader(train, batchSize: 256, shuffle: true), validation: DataLoader(test, batchSize: 256), epochs: 2,
      callbacks: [EarlyStopping(patience: 3)])
    print(history.last.loss)
  }

  static func viz(_ png: String) throws {
    let x = Tensor<Float>.linspace(0, 10, count: 200)
    let figure = Figure()
    figure.axes.plot(x, sin(x), label: "sin x")
    figure.axes.plot(x, cos(x), "m--", label: "cos x")
    figure.axes.xLabel = "x"
    try figure.write(to: png)
  }
}
