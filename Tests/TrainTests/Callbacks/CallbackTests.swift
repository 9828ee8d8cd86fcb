import Autograd
import Data
import NN
import Optim
import Tensor
import Testing
import Train

@Suite struct CallbackTests {
  /// A model whose loss first falls and then rises, because the rate changes its sign of usefulness: y = w with target 0.
  private func fit(_ epochs: Int, _ callbacks: (SGD) -> [any TrainerCallback]) throws -> (Linear, History) {
    let net = Linear(1, 1, bias: false)
    Init.constant(net.weight, 1)
    let optimizer = SGD(net.parameters(), learningRate: 0.25)
    let loader = DataLoader(Tensor<Float>.ones([1, 1]), Tensor<Float>.zeros([1, 1]), batchSize: 1)
    let history = try Trainer(net, optimizer: optimizer, loss: mseLoss, progress: .none)
      .fit(loader, validation: loader, epochs: epochs, callbacks: callbacks(optimizer))
    return (net, history)
  }

  /// Makes every step go up from an epoch on.
  private final class Spoiler: TrainerCallback {
    func didFinishEpoch(_ run: TrainingRun) { if run.history.epochs.count == 3 { run.optimizer.learningRate = 2 } }
  }

  @Test func stopsEarlyAndPutsTheBestBack() throws {
    let best = BestWeights()
    let (net, history) = try fit(20) { _ in [Spoiler(), best, EarlyStopping(patience: 2)] }
    #expect(history.epochs.count == 5)
    #expect(best.epoch == 3)
    #expect(net.weight.item() == 0.125)
  }

  @Test func schedulesByEpochAndByBatch() throws {
    let (_, history) = try fit(3) { [Scheduling(Scheduler($0, .exponential(gamma: 0.5)))] }
    #expect(history.epochs.map(\.learningRate) == [0.25, 0.125, 0.0625])
    let (_, other) = try fit(2) { [Scheduling(Scheduler($0, .exponential(gamma: 0.5)), every: .batch)] }
    #expect(other.epochs.map(\.learningRate) == [0.125, 0.0625])
  }

  @Test func plateau() throws {
    let (_, history) = try fit(6) {
      [Spoiler(), PlateauScheduling(PlateauScheduler($0, factor: 0.125, patience: 0))]
    }
    #expect(history.epochs.map(\.learningRate) == [0.25, 0.25, 0.25, 2, 0.25, 0.03125])
  }

  @Test func clips() throws {
    let (net, _) = try fit(1) { _ in [Clipping(norm: 0.5)] }
    #expect(Swift.abs(net.weight.item() - 0.875) < 1e-5)
    let (other, _) = try fit(1) { _ in [Clipping(value: 1)] }
    #expect(other.weight.item() == 0.75)
  }

  /// As Keras does when training begins: what a callback remembers of one run does not decide the next, of another fold say.
  @Test func callbacksBeginAnewWithEveryRun() throws {
    let best = BestWeights(), early = EarlyStopping(patience: 2)
    for _ in 0..<2 {
      let (net, history) = try fit(20) { _ in [Spoiler(), best, early] }
      #expect(history.epochs.count == 5 && best.epoch == 3 && net.weight.item() == 0.125)
    }
    // Worse from the start than the first run's best: nothing of that may come back.
    let (net, history) = try fit(2) { optimizer in
      optimizer.learningRate = 0
      return [best, early]
    }
    #expect(history.epochs.count == 2 && best.epoch == 1 && net.weight.item() == 1)
  }

  @Test func schedulesBeginAnewWithEveryRun() throws {
    let net = Linear(1, 1, bias: false), optimizer = SGD(net.parameters(), learningRate: 0.25)
    let loader = DataLoader(Tensor<Float>.ones([1, 1]), Tensor<Float>.zeros([1, 1]), batchSize: 1)
    let trainer = Trainer(net, optimizer: optimizer, loss: mseLoss, progress: .none)
    let callbacks: [any TrainerCallback] = [
      Scheduling(Scheduler(optimizer, .exponential(gamma: 0.5))),
      PlateauScheduling(PlateauScheduler(optimizer, factor: 0.125, patience: 100), .trainLoss),
    ]
    for _ in 0..<2 {
      let history = try trainer.fit(loader, epochs: 3, callbacks: callbacks)
      #expect(history.epochs.map(\.learningRate) == [0.25, 0.125, 0.0625])
    }
  }

  /// The best model and the figures so far are not lost with a loss that is no number.
  @Test func aLossThatIsNotFiniteLosesNothing() throws {
    final class Exploder: TrainerCallback {
      func didFinishEpoch(_ run: TrainingRun) { if run.epoch == 3 { run.optimizer.learningRate = 1e30 } }
    }
    let net = Linear(1, 1, bias: false)
    Init.constant(net.weight, 1)
    let optimizer = SGD(net.parameters(), learningRate: 0.25)
    let loader = DataLoader(Tensor<Float>.ones([1, 1]), Tensor<Float>.zeros([1, 1]), batchSize: 1)
    let trainer = Trainer(net, optimizer: optimizer, loss: mseLoss, progress: .none)
    #expect(throws: TrainingError.self) {
      try trainer.fit(loader, validation: loader, epochs: 20, callbacks: [BestWeights(), Exploder()])
    }
    #expect(trainer.history.epochs.count >= 2 && trainer.history.epochs[1].loss == 0.25)
    #expect(net.weight.item() == 0.25)
  }
}
