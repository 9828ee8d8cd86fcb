import Autograd
import Data
import Foundation
import NN
import Optim
import Tensor
import TestSupport
import Testing
import Train

/// A run with everything that a checkpoint has to hold: momentum, dropout, batch statistics, a schedule, shuffling.
struct CheckpointedRun {
  let net: Sequential
  let trainer: Trainer<Tensor<Float>, Int32>
  let loader: DataLoader<TensorDataset<Float, Int32>>
  let validation: DataLoader<TensorDataset<Float, Int32>>
  let scheduling: Scheduling
  let best = BestWeights(.testAccuracy)

  init() {
    var rng = RandomGenerator(seed: 6)
    net = Sequential {
      Linear(4, 16, using: &rng)
      BatchNorm1d(16)
      ReLU()
      Dropout(0.3, using: &rng)
      Linear(16, 3, using: &rng)
    }
    let optimizer = Adam(net.parameters(), learningRate: 0.01)
    scheduling = Scheduling(Scheduler(optimizer, .cosine(steps: 60)), every: .batch)
    loader = DataLoader(Blobs.make(50, using: &rng), batchSize: 10, shuffle: true, using: &rng)
    validation = DataLoader(Blobs.make(20, using: &rng), batchSize: 10)
    trainer = Trainer(net, optimizer: optimizer, loss: crossEntropy, metrics: [.accuracy], progress: .none)
  }

  /// The run to its end, or to where an extra callback ends it; what it left behind is gone on from.
  @discardableResult
  func fit(_ file: URL?, epochs: Int = 12, _ extra: (any TrainerCallback)? = nil) throws -> History {
    let checkpointing = file.map { Checkpointing(to: $0, everyBatches: 2) }
    let start = try file.flatMap { FileManager.default.fileExists(atPath: $0.path) ? try Checkpoint($0) : nil }
    let callbacks: [(any TrainerCallback)?] = [scheduling, best, extra, checkpointing]
    return try trainer.fit(
      loader, validation: validation, epochs: epochs, callbacks: callbacks.compactMap { $0 }, resuming: start)
  }

  /// All bits of the model.
  var bits: [[UInt32]] { net.parameters().map { $0.value.scalars.map(\.bitPattern) } }
}

/// Ends the process at a batch, as a power cut would.
private final class Killer: TrainerCallback {
  let epoch: Int, batch: Int
  init(epoch: Int, batch: Int) { (self.epoch, self.batch) = (epoch, batch) }
  func didStep(_ run: TrainingRun) { if run.epoch == epoch, run.batch == batch { kill(getpid(), SIGKILL) } }
}

@Suite struct CheckpointTests {
  private let folder: TemporaryFolder
  private let file: URL

  init() throws {
    folder = try TemporaryFolder()
    file = folder.file("run.safetensors")
  }

  private func expectSame(_ resumed: CheckpointedRun, _ history: History) throws {
    let whole = CheckpointedRun()
    let expected = try whole.fit(nil)
    #expect(resumed.bits == whole.bits)
    #expect(history.epochs.map(\.loss) == expected.epochs.map(\.loss))
    #expect(history.epochs.map { $0.validation?.loss } == expected.epochs.map { $0.validation?.loss })
    #expect(history.epochs.map { $0["acc"] } == expected.epochs.map { $0["acc"] })
    #expect(history.epochs.map(\.learningRate) == expected.epochs.map(\.learningRate))
    #expect(resumed.best.epoch == whole.best.epoch)
  }

  @Test(arguments: [(1, 1), (1, 3), (4, 5), (7, 2), (12, 4)])
  func aKilledRunEndsWithTheSameBits(_ epoch: Int, _ batch: Int) async throws {
    let path = file.path
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [path = path as String, epoch = epoch as Int, batch = batch as Int] in
      _ = try CheckpointedRun().fit(URL(fileURLWithPath: path), Killer(epoch: epoch, batch: batch))
    }
    let resumed = CheckpointedRun()
    // The place of the callback that killed the run is taken by one that does nothing.
    try expectSame(resumed, try resumed.fit(file, Killer(epoch: 0, batch: 0)))
  }

  @Test func killedAtRandomTimesAgainAndAgain() async throws {
    let path = file.path
    for _ in 0..<6 {
      let microseconds = Int.random(in: 3_000...60_000)
      await #expect(processExitsWith: .signal(SIGALRM)) { [path = path as String, microseconds = microseconds as Int] in
        let run = CheckpointedRun()
        _ = ualarm(UInt32(microseconds), 0)
        try run.fit(URL(fileURLWithPath: path))
        while true { pause() }
      }
    }
    let resumed = CheckpointedRun()
    try expectSame(resumed, try resumed.fit(file))
  }

  @Test func aRunClearsAwayWhatAKilledOneLeft() throws {
    try Data("half".utf8).write(to: folder.file("run.safetensors.17.part"))
    try CheckpointedRun().fit(file, epochs: 1)
    #expect(folder.names == ["run.safetensors"])
  }

  @Test func aFinishedRunCanBeMadeLonger() throws {
    try CheckpointedRun().fit(file, epochs: 5)
    let resumed = CheckpointedRun()
    let history = try resumed.fit(file, epochs: 12)
    // The best model was put back at the end of the first five epochs, and must not be what training goes on with.
    try expectSame(resumed, history)
  }

  @Test func refusesWhatIsDamagedOrForeign() throws {
    try CheckpointedRun().fit(file, epochs: 2)
    let whole = try Data(contentsOf: file)
    func reason(_ bytes: Data) throws -> String {
      try bytes.write(to: file)
      guard
        case .checkpoint(let name, let reason)? = #expect(
          throws: TrainingError.self, performing: { try Checkpoint(file) })
      else { return "" }
      #expect(name == file.path)
      return reason
    }
    #expect(try reason(whole.dropLast(7)).contains("damaged"))
    #expect(try reason(whole + [0]).contains("damaged"))
    var flipped = whole
    flipped[whole.count - 9] ^= 1
    #expect(try reason(flipped).contains("does not match its digest"))
    #expect(try reason(Data("hello".utf8)).contains("damaged, or no safetensors file"))
    #expect(try reason(Data()).contains("damaged, or no safetensors file"))
    try Safetensors.save(["w": Tensor<Float>.ones([2])], to: file)
    #expect(try reason(Data(contentsOf: file)).contains("not a checkpoint"))
    var other = NamedTensors()
    other.metadata = ["format": "martlet-checkpoint", "version": "99"]
    try Safetensors.save(other, to: file)
    #expect(try reason(Data(contentsOf: file)).contains("version 99, 1 is known here"))
    #expect(throws: TrainingError.self) { try Checkpoint(folder.file("missing")) }
  }

  @Test func refusesAnotherModelAndAnotherOptimizer() throws {
    try CheckpointedRun().fit(file, epochs: 1)
    let run = CheckpointedRun()
    let other = Linear(4, 3)
    let first = Trainer(other, optimizer: Adam(other.parameters()), loss: crossEntropy, progress: .none)
    #expect(throws: TrainingError.self) { try first.fit(run.loader, epochs: 2, resuming: try Checkpoint(file)) }
    let second = Trainer(run.net, optimizer: SGD(run.net.parameters()), loss: crossEntropy, progress: .none)
    #expect(throws: TrainingError.self) { try second.fit(run.loader, epochs: 2, resuming: try Checkpoint(file)) }
    // One that keeps nothing from step to step says so by its kind alone.
    try second.fit(run.loader, epochs: 1, callbacks: [Checkpointing(to: file)])
    let third = Trainer(run.net, optimizer: Adam(run.net.parameters()), loss: crossEntropy, progress: .none)
    #expect(throws: TrainingError.self) { try third.fit(run.loader, epochs: 2, resuming: try Checkpoint(file)) }
  }

  @Test func refusesARunWithOtherFigures() throws {
    try CheckpointedRun().fit(file, epochs: 2)
    let run = CheckpointedRun()
    let callbacks: [any TrainerCallback] = [run.scheduling, run.best]
    func reason(_ fit: () throws -> Void) -> String {
      guard case .checkpoint(_, let reason)? = #expect(throws: TrainingError.self, performing: { try fit() }) else {
        return ""
      }
      return reason
    }
    let start = try Checkpoint(file)
    let adam = Adam(run.net.parameters(), learningRate: 0.01)
    let bare = Trainer<Tensor<Float>, Int32>(run.net, optimizer: adam, loss: crossEntropy, progress: .none)
    let other = reason {
      try bare.fit(run.loader, validation: run.validation, epochs: 3, callbacks: callbacks, resuming: start)
    }
    #expect(other == "was made with other metrics")
    let unchecked = reason { try run.trainer.fit(run.loader, epochs: 3, callbacks: callbacks, resuming: start) }
    #expect(unchecked == "was made with validation")
    let fewer = reason {
      try run.trainer.fit(
        run.loader, validation: run.validation, epochs: 3, callbacks: [run.best, EarlyStopping()], resuming: start)
    }
    #expect(fewer.hasPrefix("holds nothing for EarlyStopping: the same callbacks are needed"))
  }

  /// What does not fit is said before weights, optimizer, callbacks or generators have changed.
  @Test func refusesOtherDataAndChangesNothing() throws {
    try CheckpointedRun().fit(file, epochs: 2)
    let start = try Checkpoint(file)
    let run = CheckpointedRun()
    var rng = RandomGenerator(seed: 6)
    let more = Blobs.make(60, using: &rng), others = Blobs.make(50, using: &rng)
    let before = run.bits
    DefaultRandomGenerator.current = RandomGenerator(seed: 1)
    let loaders = [
      (DataLoader(more, batchSize: 10), "was made with \(run.loader.dataset.count) samples, there are \(more.count)"),
      (DataLoader(run.loader.dataset, batchSize: 7), "was made with batches of 10, these are of 7"),
      (DataLoader(others, batchSize: 10), "was made with other data: the first or the last samples differ"),
    ]
    for (loader, reason) in loaders {
      #expect(throws: TrainingError.checkpoint(file: file.path, reason: reason)) {
        try run.trainer.fit(
          loader, validation: run.validation, epochs: 3, callbacks: [run.scheduling, run.best], resuming: start)
      }
    }
    #expect(run.bits == before && run.best.epoch == 0)
    #expect(DefaultRandomGenerator.current == RandomGenerator(seed: 1))
  }

  /// Their order does not matter: a checkpoint is written after all others, and finds each by its kind.
  @Test func callbacksComeInAnyOrder() throws {
    let whole = CheckpointedRun()
    let expected = try whole.fit(nil)
    for isFirst in [true, false] {
      try? FileManager.default.removeItem(at: file)
      let first = CheckpointedRun()
      let early = EarlyStopping(patience: 100), checkpointing = Checkpointing(to: file, everyBatches: 2)
      try first.trainer.fit(
        first.loader, validation: first.validation, epochs: 5,
        callbacks: isFirst
          ? [checkpointing, first.best, early, first.scheduling] : [first.scheduling, checkpointing, early, first.best])
      let second = CheckpointedRun()
      let history = try second.trainer.fit(
        second.loader, validation: second.validation, epochs: 12,
        callbacks: [EarlyStopping(patience: 100), second.scheduling, second.best, Checkpointing(to: file)],
        resuming: Checkpoint(file))
      #expect(second.bits == whole.bits && history.epochs.map(\.loss) == expected.epochs.map(\.loss))
    }
  }

  @Test func notesAreFoundAgain() throws {
    let run = CheckpointedRun()
    try run.trainer.fit(
      run.loader, epochs: 1, callbacks: [Checkpointing(to: file, notes: ["seed": "6", "job": "blobs"])])
    #expect(try Checkpoint(file).notes == ["seed": "6", "job": "blobs"])
  }

  @Test func anUnwritableFileIsSaidAndLeavesNothing() throws {
    let missing = folder.url.appendingPathComponent("no/such/run.safetensors")
    #expect(throws: (any Error).self) { try CheckpointedRun().fit(missing, epochs: 1) }
    #expect(folder.names == [])
  }
}
