import ArgumentParser
import Autograd
import Data
import Tensor
import Train

/// Dropout from scratch: two hidden layers of 256 units, after which units are set to 0 with a probability of 0.2 and 0.5
/// while training ("Dive into Deep Learning", 5.6).
struct DropoutScratch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dropout-scratch", abstract: "Dropout on Fashion-MNIST, from scratch.")

  @OptionGroup var options: Options

  func run() throws {
    let run = try JobRun("dropout-scratch", options)
    let garments = try Garments(run)
    let epochs = options.epochs ?? 10
    let learningRate: Float = 0.5, batchSize = 256

    /// Weights and biases evenly in ±1/√inputs, as layers of the field start.
    func layer(_ inputs: Int, _ outputs: Int) -> (w: Variable<Float>, b: Variable<Float>) {
      let bound = 1 / Float(inputs).squareRoot()
      return (
        Variable(Tensor<Float>.uniform([inputs, outputs], low: -bound, high: bound, using: &run.rng)),
        Variable(Tensor<Float>.uniform([outputs], low: -bound, high: bound, using: &run.rng))
      )
    }
    let (w1, b1) = layer(784, 256), (w2, b2) = layer(256, 256), (w3, b3) = layer(256, 10)
    let parameters = [w1, b1, w2, b2, w3, b3]

    /// Each element becomes 0 with a probability; the others grow, so that the mean stays.
    func dropout(_ x: Variable<Float>, _ probability: Float) -> Variable<Float> {
      let uniform = Tensor<Float>.uniform(x.shape, low: 0, high: 1, using: &run.rng)
      return x * Tensor<Float>(uniform .> probability) / (1 - probability)
    }
    func relu(_ x: Variable<Float>) -> Variable<Float> { maximum(x, 0) }
    func net(_ images: Tensor<Float>, isTraining: Bool) -> Variable<Float> {
      var hidden = relu(matmul(images.reshaped(-1, 784), w1) + b1)
      if isTraining { hidden = dropout(hidden, 0.2) }
      hidden = relu(matmul(hidden, w2) + b2)
      if isTraining { hidden = dropout(hidden, 0.5) }
      return matmul(hidden, w3) + b3
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
      epochs, keeping: ["w1": w1, "b1": b1, "w2": w2, "b2": b2, "w3": w3, "b3": b3], batches,
      .init(livePicture: "dropout-scratch-curves.png"))
    try run.measured {
      for _ in loop {
        for (images, labels) in batches {
          let scores = net(images, isTraining: true)
          let loss = crossEntropy(scores, labels)
          loss.backward()
          sgd(parameters, learningRate: learningRate, batchSize: labels.count)
          loop.sums.add(Double(loss.value.sum().item()), correct(scores.value, labels), Double(labels.count))
          try loop.step()
        }
        var right = 0.0
        for (images, labels) in tests {
          right += noGrad { correct(net(images, isTraining: false).value, labels) }
        }
        try loop.endEpoch([
          "train loss": loop.sums[0] / loop.sums[2], "train acc": loop.sums[1] / loop.sums[2],
          "test acc": right / Double(garments.test.count),
        ])
      }
    }
    try garments.show(loop.curves, run) { images in noGrad { net(images, isTraining: false).value } }
    run.finish(epochs: epochs)
  }
}
