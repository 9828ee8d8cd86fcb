import Autograd
import Data
import NN
import Optim
import Synchronization
import Tensor
import Testing
import Train

@Suite struct TrainerTests {
  @Test func doesWhatALoopByHandDoes() throws {
    func net() -> Sequential {
      var rng = RandomGenerator(seed: 3)
      return Sequential {
        Linear(4, 8, using: &rng)
        ReLU()
        Dropout(0.3, using: &rng)
        Linear(8, 3, using: &rng)
      }
    }
    func loader() -> DataLoader<TensorDataset<Float, Int32>> {
      var rng = RandomGenerator(seed: 5)
      return DataLoader(Blobs.make(70, using: &rng), batchSize: 16, shuffle: true, using: &rng)
    }
    let (first, second) = (net(), net())
    let one = SGD(first.parameters(), learningRate: 0.1, momentum: 0.9)
    let two = SGD(second.parameters(), learningRate: 0.1, momentum: 0.9)
    let history = try Trainer(first, optimizer: one, loss: crossEntropy, metrics: [.accuracy], progress: .none)
      .fit(loader(), epochs: 3)
    let batches = loader()
    var last = 0.0, correct = 0.0
    for _ in 0..<3 {
      (last, correct) = (0, 0)
      for (x, y) in batches {
        let scores = second(x)
        let loss = crossEntropy(scores, y)
        two.zeroGrad()
        loss.backward()
        two.step()
        last += Double(loss.item()) * Double(y.count) / 70
        correct += Metric<Int32>.accuracy(scores.value, y) * Double(y.count) / 70
      }
    }
    for (a, b) in zip(first.parameters(), second.parameters()) { #expect(a.value.scalars == b.value.scalars) }
    #expect(Swift.abs(history.last.loss - last) < 1e-12)
    #expect(Swift.abs(history.last["acc"]! - correct) < 1e-12)
    #expect(history.curves.map(\.name) == ["train loss", "train acc"])
  }

  @Test func aLossThatIsNotFiniteIsNamed() {
    let net = Linear(1, 1)
    var x = Tensor<Float>.ones([10, 1])
    x[7] = .full([1], .nan)
    let trainer = Trainer(
      net, optimizer: SGD(net.parameters()), loss: mseLoss, metrics: [.meanAbsoluteError], progress: .none)
    let error = #expect(throws: TrainingError.self) {
      try trainer.fit(DataLoader(x, .ones([10, 1]), batchSize: 3), epochs: 2)
    }
    guard case .lossNotFinite(let loss, 1, 3)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(loss.isNaN)
    #expect("\(error!)".contains("in epoch 1, batch 3"))
  }

  @Test func evaluatesAndPredicts() throws {
    let net = Linear(1, 1)
    Init.constant(net.weight, 2)
    Init.constant(net.bias, 1)
    let x = Tensor<Float>.arange(0, 10).reshaped(10, 1)
    let trainer = Trainer(
      net, optimizer: SGD(net.parameters()), loss: mseLoss, metrics: [.meanAbsoluteError, .r2], progress: .none)
    let loader = DataLoader(x, 2 * x + 2, batchSize: 4)
    let figures = try trainer.evaluate(loader)
    #expect(figures.loss == 1 && figures["mae"] == 1 && figures.count == 10)
    #expect(Swift.abs(figures["r2"]! - (1 - 10 / 330)) < 1e-9)
    #expect(trainer.predict(loader).scalars == (2 * x + 1).scalars)
    #expect(net.weight.grad == nil)
  }

  @Test func anyModuleOfAnyInput() throws {
    final class Words: Module {
      let table = Embedding(5, 4), head = Linear(4, 2)
      func callAsFunction(_ words: Tensor<Int32>) -> Variable<Float> { head(table(words).mean(axis: 1)) }
    }
    let model = Words()
    var rng = RandomGenerator(seed: 1)
    let words = Tensor<Int32>.randint([60, 3], in: 0..<5, using: &rng)
    let labels = Tensor<Int32>((words .== 0).any(axis: 1))
    let history = try Trainer(
      model, forward: { model($0) }, optimizer: Adam(model.parameters(), learningRate: 0.05), loss: crossEntropy,
      metrics: [.accuracy], progress: .none
    ).fit(DataLoader(words, labels, batchSize: 10, shuffle: true, using: &rng), epochs: 30)
    #expect(history.last["acc"]! > 0.95)
  }

  @Test func linesOfProgress() throws {
    let lines = Lines(), net = Linear(1, 1)
    let trainer = Trainer(
      net, optimizer: SGD(net.parameters()), loss: mseLoss, metrics: [.meanAbsoluteError],
      progress: .lines { lines.add($0) })
    let loader = DataLoader(Tensor<Float>.ones([4, 1]), Tensor<Float>.ones([4, 1]), batchSize: 2)
    try trainer.fit(loader, validation: loader, epochs: 12)
    #expect(lines.all.count == 12)
    #expect(lines.all[2].hasPrefix("epoch  3/12  train loss "))
    #expect(lines.all[2].contains("  test mae "))
  }
}

private final class Lines: Sendable {
  private let lines = Mutex<[String]>([])
  func add(_ line: String) { lines.withLock { $0.append(line) } }
  var all: [String] { lines.withLock { $0 } }
}
