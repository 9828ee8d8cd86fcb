import Data
public import NN
public import Optim
public import Tensor

/// A run as callbacks see it.
public final class TrainingRun {
  /// What is trained.
  public let module: any Module
  /// What trains it.
  public let optimizer: any Optimizer
  /// The epochs of the whole run.
  public let epochs: Int
  /// The batches of an epoch.
  public let batchCount: Int
  /// The epoch that is under way, from 1.
  public internal(set) var epoch = 1
  /// The batches of this epoch that are done.
  public internal(set) var batch = 0
  /// The epochs that are done.
  public internal(set) var history = History()
  /// Whether the run ends after this epoch.
  public private(set) var isStopping = false

  let callbacks: [any TrainerCallback]
  /// What the data are known by, and what the program wants to find again.
  var signature: () -> DataSignature? = { nil }
  var position: () -> DataLoaderPosition = { DataLoaderPosition(key: 0, epoch: 0, batch: 0) }
  var sums: () -> [Double] = { [] }

  init(
    module: any Module, optimizer: any Optimizer, epochs: Int, batchCount: Int, callbacks: [any TrainerCallback]
  ) {
    self.module = module
    self.optimizer = optimizer
    self.epochs = epochs
    self.batchCount = batchCount
    self.callbacks = callbacks
  }

  /// Ends the run after this epoch.
  public func stop() { isStopping = true }
}

/// Takes part in a run at its turns. Every function may be left out.
public protocol TrainerCallback: AnyObject {
  /// Forgets what an earlier run left: called when a run begins, before a checkpoint's state is put back.
  func reset()
  /// Before the first epoch, or, in a run that is taken up again, before the next batch.
  func willFit(_ run: TrainingRun) throws
  /// Gradients are there, the step is not taken yet.
  func willStep(_ run: TrainingRun) throws
  /// A step has been taken; `run.batch` batches of the epoch are done.
  func didStep(_ run: TrainingRun) throws
  /// An epoch is done and stands in `run.history`.
  func didFinishEpoch(_ run: TrainingRun) throws
  /// The run is over.
  func didFit(_ run: TrainingRun) throws
  /// The run ends by an error, which is thrown when all callbacks have been told.
  func didFail(_ run: TrainingRun)
  /// What it remembers, for a checkpoint.
  var state: NamedTensors { get }
  /// Goes on from what it remembered.
  func restore(_ state: NamedTensors) throws
}

extension TrainerCallback {
  /// Does nothing.
  public func reset() {}
  /// Does nothing.
  public func didFail(_ run: TrainingRun) {}
  /// Does nothing.
  public func willFit(_ run: TrainingRun) throws {}
  /// Does nothing.
  public func willStep(_ run: TrainingRun) throws {}
  /// Does nothing.
  public func didStep(_ run: TrainingRun) throws {}
  /// Does nothing.
  public func didFinishEpoch(_ run: TrainingRun) throws {}
  /// Does nothing.
  public func didFit(_ run: TrainingRun) throws {}
  /// Nothing.
  public var state: NamedTensors { NamedTensors() }
  /// Does nothing.
  public func restore(_ state: NamedTensors) throws {}
}
