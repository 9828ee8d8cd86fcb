import Autograd
import Data
import NN
import Optim
import Tensor
import Viz

/// The programs of the first page.
enum ReadMe {
  static func tenLines() {
    var rng = RandomGenerator(seed: 42)
    let x = Tensor<Float>.normal([1000, 2], using: &rng)
    let y = matmul(x, [[2], [-3.4]]) + 4.2
    let net = Linear(2, 1, using: &rng), optimizer = SGD(net.parameters(), learningRate: 0.1)
    for _ in 1...200 {
      let loss = mseLoss(net(x), y)
      optimizer.zeroGrad()
      loss.backward()
      optimizer.step()
    }
    print(net.weight.value, net.bias.value)
  }

  static func tensors() {
    let a: Tensor<Float> = [[1, 2, 3], [4, 5, 6]]
    print(a[0..., 1], a / a.sum(axis: 1, keepDims: true), matmul(a, a.transposed()))
  }

  static func gradients() {
    let x = Variable(Tensor<Float>.arange(4))
    (exp(x) * x).sum().backward()
    print(x.grad!)
  }

  static func layers(_ images: Tensor<Float>, _ labels: Tensor<Int32>) {
    let net = Sequential {
      Flatten()
      Linear(784, 256)
      ReLU()
      Linear(256, 10)
    }
    let optimizer = SGD(net.parameters(), learningRate: 0.1)
    let loss = crossEntropy(net(images), labels)
    optimizer.zeroGrad()
    loss.backward()
    optimizer.step()
  }

  static func data(_ houses: String) throws {
    var frame = try DataFrame(csv: houses)
    let numeric = frame.columnNames(where: \.isNumeric)
    frame.standardize(numeric)
    frame.fillMissing(numeric, with: 0)
    let x = frame.getDummies(dummyNA: true).tensor()
    for (features, prices) in DataLoader(x, x[0..., 0], batchSize: 64, shuffle: true) {
      print(features.shape, prices.shape)
    }
  }

  static func charts(_ x: Tensor<Float>, _ y: Tensor<Float>, _ fitted: Tensor<Float>, _ png: String) throws {
    let figure = Figure()
    figure.axes.plot(x, y, "ro", label: "Original data")
    figure.axes.plot(x, fitted, label: "Fitting line")
    figure.axes.legend()
    try figure.write(to: png)
  }
}
