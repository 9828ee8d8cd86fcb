import ArgumentParser
import Autograd
import Data
import NN
import Optim
import Tensor
import ToolSupport
import Viz

/// Softmax regression: one linear layer from 784 pixels to ten classes ("Dive into Deep Learning", 4.5).
struct Softmax: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "softmax", abstract: "Softmax regression on Fashion-MNIST, with layers and an optimizer.")

  @OptionGroup var options: Options

  func run() throws {
    let run = try JobRun("softmax", options)
    let garments = try Garments(run)
    let epochs = options.epochs ?? 10
    let train = DataLoader(garments.train, batchSize: 256, shuffle: true, using: &run.rng)
    let test = DataLoader(garments.test, batchSize: 256)

    let net = Sequential {
      Flatten()
      Linear(784, 10)
    }
    net.apply { if let layer = $0 as? Linear { Init.normal(layer.weight, std: 0.01, using: &run.rng) } }
    net.apply { if let layer = $0 as? Linear { Init.zeros(layer.bias) } }
    let optimizer = SGD(net.parameters(), learningRate: 0.1)

    var losses: [Double] = [], trainAccuracies: [Double] = [], testAccuracies: [Double] = []
    for epoch in 1...epochs {
      run.measured {
        net.train()
        var total = Mean(), correct = Mean()
        for (x, y) in train {
          let scores = net(x)
          let loss = crossEntropy(scores, y)
          optimizer.zeroGrad()
          loss.backward()
          optimizer.step()
          total.add(loss.item(), weight: y.count)
          correct.add(accuracy(scores.value, y), weight: y.count)
        }
        net.eval()
        var tested = Mean()
        for (x, y) in test { tested.add(accuracy(net.inference(x), y), weight: y.count) }
        losses.append(total.value)
        trainAccuracies.append(correct.value)
        testAccuracies.append(tested.value)
      }
      run.say(
        "epoch \(epoch)/\(epochs), train loss \(losses.last!), train accuracy \(trainAccuracies.last!), "
          + "test accuracy \(testAccuracies.last!)")
    }
    run.report("trainLoss", losses.last!)
    run.report("trainAccuracy", trainAccuracies.last!)
    run.report("testAccuracy", testAccuracies.last!)

    let curves = [
      (name: "train loss", values: losses), (name: "train acc", values: trainAccuracies),
      (name: "test acc", values: testAccuracies),
    ]
    try run.write(Figure.curves(curves, xLabel: "epoch"), "softmax-curves.png")
    let (images, labels) = garments.test.batch(0..<18)
    let predicted = net.inference(images).argmax(axis: 1)
    let titles = zip(labels.scalars, predicted.scalars).map {
      "\(garments.test.name($0))\n\(garments.test.name($1))"
    }
    try run.write(Figure.images(images, rows: 2, columns: 9, titles: titles), "softmax-predictions.png")
    run.finish(epochs: epochs)
  }

  /// The part of the samples whose greatest score is that of their class.
  private func accuracy(_ scores: Tensor<Float>, _ labels: Tensor<Int32>) -> Float {
    Tensor<Float>(scores.argmax(axis: 1) .== labels).mean().item()
  }
}

/// A mean over batches of different sizes.
private struct Mean {
  private var sum = 0.0, count = 0

  mutating func add(_ value: Float, weight: Int) {
    sum += Double(value) * Double(weight)
    count += weight
  }

  var value: Double { sum / Double(count) }
}
