import ArgumentParser
import Autograd
import Data
import Tensor
import Train

/// A multilayer perceptron from scratch: one hidden layer of 256 units, its ReLU, the loss and the descent written out
/// ("Dive into Deep Learning", 5.2).
struct MLPScratch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mlp-scratch", abstract: "A multilayer perceptron on Fashion-MNIST, from scratch.")

  @OptionGroup var options: Options

  func run() throws {
    let run = try JobRun("mlp-scratch", options)
    let garments = try Garments(run)
    let epochs = options.epochs ?? 10
    let learningRate: Float = 0.1, batchSize = 256

    let w1 = Variable(Tensor<Float>.normal([784, 256], mean: 0, std: 0.01, using: &run.rng))
    let b1 = Variable(Tensor<Float>.zeros([256]))
    let w2 = Variable(Tensor<Float>.normal([256, 10], mean: 0, std: 0.01, using: &run.rng))
    let b2 = Variable(Tensor<Float>.zeros([10]))
    let parameters = [w1, b1, w2, b2]

    func relu(_ x: Variable<Float>) -> Variable<Float> { maximum(x, 0) }
    func net(_ images: Tensor<Float>) -> Variable<Float> {
      let hidden = relu(matmul(images.reshaped(-1, 784), w1) + b1)
      return matmul(hidden, w2) + b2
    }
    // −log softmax(o)[y] = log Σ exp(o) − o[y]: no exponential is left that could overflow.
    func crossEntropy(_ scores: Variable<Float>, _ y: Tensor<Int32>) -> Variable<Float> {
      scores.logSumExp(axis: 1) - scores[Tensor<Int32>.arange(Int32(y.count)), y]
    }
    func sgd(_ parameters: [Variable<Float>], learningRate: Float, batchSize: Int) {
      for p in parameters {
        p.value -= learningRate / Float(batchSize) * p.grad!
        p.zeroGrad()
      }
    }
    func correct(_ scores: Tensor<Float>, _ y: Tensor<Int32>) -> Double {
      Double(Tensor<Int32>(scores.argmax(axis: 1) .== y).sum().item())
    }

    let batches = DataLoader(garments.train, batchSize: batchSize, shuffle: true, using: &run.rng)
    let tests = DataLoader(garments.test, batchSize: batchSize)
    let loop = try run.loop(
      epochs, keeping: ["w1": w1, "b1": b1, "w2": w2, "b2": b2], batches,
      .init(livePicture: "mlp-scratch-curves.png"))
    try run.measured {
      for _ in loop {
        for (images, labels) in batches {
          let scores = net(images)
          let loss = crossEntropy(scores, labels)
          loss.backward()
          sgd(parameters, learningRate: learningRate, batchSize: labels.count)
          loop.sums.add(Double(loss.value.sum().item()), correct(scores.value, labels), Double(labels.count))
          try loop.step()
        }
        var right = 0.0
        for (images, labels) in tests { right += noGrad { correct(net(images).value, labels) } }
        try loop.endEpoch([
          "train loss": loop.sums[0] / loop.sums[2], "train acc": loop.sums[1] / loop.sums[2],
          "test acc": right / Double(garments.test.count),
        ])
      }
    }
    try garments.show(loop.curves, run) { images in noGrad { net(images).value } }
    run.finish(epochs: epochs)
  }
}
