import ArgumentParser
import Autograd
import Data
import Tensor
import Train

/// Softmax regression from scratch: softmax, cross-entropy and gradient descent written out ("Dive into Deep Learning",
/// 4.4).
struct SoftmaxScratch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "softmax-scratch", abstract: "Softmax regression on Fashion-MNIST, from scratch.")

  @OptionGroup var options: Options

  func run() throws {
    let run = try JobRun("softmax-scratch", options)
    let garments = try Garments(run)
    let epochs = options.epochs ?? 10
    let learningRate: Float = 0.1, batchSize = 256

    let w = Variable(Tensor<Float>.normal([784, 10], mean: 0, std: 0.01, using: &run.rng))
    let b = Variable(Tensor<Float>.zeros([10]))

    func softmax(_ x: Variable<Float>) -> Variable<Float> {
      let powers = exp(x)
      return powers / powers.sum(axis: 1, keepDims: true)
    }
    func net(_ images: Tensor<Float>) -> Variable<Float> {
      softmax(matmul(images.reshaped(-1, 784), w) + b)
    }
    func crossEntropy(_ yHat: Variable<Float>, _ y: Tensor<Int32>) -> Variable<Float> {
      -log(yHat[Tensor<Int32>.arange(Int32(y.count)), y])  // of each row the probability of its true class
    }
    func sgd(_ parameters: [Variable<Float>], learningRate: Float, batchSize: Int) {
      for p in parameters {
        p.value -= learningRate / Float(batchSize) * p.grad!
        p.zeroGrad()
      }
    }
    func correct(_ yHat: Tensor<Float>, _ y: Tensor<Int32>) -> Double {
      Double(Tensor<Int32>(yHat.argmax(axis: 1) .== y).sum().item())
    }

    let batches = DataLoader(garments.train, batchSize: batchSize, shuffle: true, using: &run.rng)
    let tests = DataLoader(garments.test, batchSize: batchSize)
    let loop = try run.loop(
      epochs, keeping: ["w": w, "b": b], batches, .init(livePicture: "softmax-scratch-curves.png"))
    try run.measured {
      for _ in loop {
        for (images, labels) in batches {
          let yHat = net(images)
          let loss = crossEntropy(yHat, labels)
          loss.backward()
          sgd([w, b], learningRate: learningRate, batchSize: labels.count)
          loop.sums.add(Double(loss.value.sum().item()), correct(yHat.value, labels), Double(labels.count))
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
