import Autograd
import Data
import NN
import Optim
import Tensor
import Testing
import Train

final class LineRegression: Module {
  let a = Parameter(Tensor.normal([1, 1])), b = Parameter(Tensor.normal([1, 1]))
  func callAsFunction(_ x: Tensor<Float>) -> Variable<Float> { matmul(x, a) + b }
}

/// The programs of the documentation, as they stand there, smaller.
@Suite struct ProgramTests {
  private let x = Tensor<Float>.linspace(-2, 12, count: 100).reshaped(100, 1)
  private let y: Tensor<Float>
  private let slope: Float, intercept: Float

  init() {
    var rng = RandomGenerator(seed: 4)
    y = 3 * x + 10 + Tensor.normal([100, 1], using: &rng)
    let dx = x - x.mean()
    slope = ((dx * (y - y.mean())).sum() / (dx * dx).sum()).item()
    intercept = y.mean().item() - slope * x.mean().item()
  }

  @Test func lineWithAModuleOfOnesOwn() {
    let model = LineRegression()
    let optimizer = SGD(model.parameters(), learningRate: 0.02)
    for _ in 1...2000 {
      let loss = mseLoss(model(x), y)
      optimizer.zeroGrad()
      loss.backward()
      optimizer.step()
    }
    #expect(model.namedParameters().map(\.name) == ["a", "b"])
    #expect(Swift.abs(model.a.item() - slope) < 1e-3)
    #expect(Swift.abs(model.b.item() - intercept) < 1e-3)
  }

  @Test func lineWithLinear() {
    let model = Linear(1, 1)
    let optimizer = SGD(model.parameters(), learningRate: 0.02)
    for _ in 1...2000 {
      let loss = mseLoss(model(x), y)
      optimizer.zeroGrad()
      loss.backward()
      optimizer.step()
    }
    #expect(Swift.abs(model.weight.item() - slope) < 1e-3)
    #expect(Swift.abs(model.bias.item() - intercept) < 1e-3)
  }

  @Test func classesWithATrainer() throws {
    var rng = RandomGenerator(seed: 9)
    let (train, test) = (Blobs.make(400, using: &rng), Blobs.make(100, using: &rng))
    let net = Sequential {
      Flatten()
      Linear(4, 16, using: &rng)
      ReLU()
      Dropout(0.1, using: &rng)
      Linear(16, 3, using: &rng)
    }
    net.apply { if let layer = $0 as? Linear { Init.normal(layer.weight, std: 0.1, using: &rng) } }
    let optimizer = SGD(net.parameters(), learningRate: 0.1)
    let history = try Trainer(net, optimizer: optimizer, loss: crossEntropy, metrics: [.accuracy], progress: .none)
      .fit(
        DataLoader(train, batchSize: 16, shuffle: true, using: &rng), validation: DataLoader(test, batchSize: 64),
        epochs: 10)
    #expect(history.curves.map(\.name) == ["train loss", "train acc", "test acc"])
    #expect(history.curves.allSatisfy { $0.values.count == 10 })
    #expect(history.last.loss < 0.3)
    #expect(history.last["test acc"]! > 0.9)
    let (samples, labels) = test.batch(0..<18)
    let predicted = net.inference(samples).argmax(axis: 1)
    #expect(zip(predicted.scalars, labels.scalars).count { $0 == $1 } > 14)
  }

  @Test func weightDecayShrinksTheWeights() {
    func norm(_ decay: Double) -> Float {
      var rng = RandomGenerator(seed: 1)
      let features = Tensor<Float>.normal([20, 200], using: &rng)
      let labels = features.sum(axis: 1, keepDims: true) * 0.01 + 0.05
      let net = Linear(200, 1, using: &rng)
      Init.normal(net.weight, using: &rng)
      let optimizer = SGD(
        [ParameterGroup([net.weight], weightDecay: decay), ParameterGroup([net.bias])], learningRate: 0.003)
      for _ in 0..<100 {
        for (x, y) in DataLoader(features, labels, batchSize: 5, shuffle: true, using: &rng) {
          let loss = mseLoss(net(x), y)
          optimizer.zeroGrad()
          loss.backward()
          optimizer.step()
        }
      }
      return net.weight.value.norm().item()
    }
    #expect(norm(3) < norm(0) / 10)
  }

  @Test func foldsWithAdam() throws {
    var rng = RandomGenerator(seed: 2)
    let features = Tensor<Float>.normal([100, 3], using: &rng)
    let prices = exp(features.sum(axis: 1, keepDims: true) * 0.1 + 3)
    let folds = try crossValidate(features, prices, KFold(5)) { _, train, validation in
      let net = Linear(3, 1, using: &rng)
      let adam = Adam(net.parameters(), learningRate: 0.5, weightDecay: 0)
      return try Trainer(net, optimizer: adam, loss: mseLoss, metrics: [.logRMSE], progress: .none).fit(
        DataLoader(train, batchSize: 16, shuffle: true, using: &rng),
        validation: DataLoader(validation, batchSize: 16), epochs: 60)
    }
    #expect(folds.count == 5)
    for fold in folds { #expect(fold.last["test log rmse"]! < 0.1) }
  }
}

/// Three groups of points that mostly lie apart.
enum Blobs {
  static func make(_ count: Int, using rng: inout RandomGenerator) -> TensorDataset<Float, Int32> {
    let labels = Tensor<Int32>.randint([count], in: 0..<3, using: &rng)
    let centres: Tensor<Float> = [[2, 0, 0, 1], [0, 2, 0, -1], [0, 0, 2, 0]]
    return TensorDataset(centres[labels] + 0.6 * Tensor<Float>.normal([count, 4], using: &rng), labels)
  }
}
