import Autograd
public import Data
import NN
import Optim
public import Tensor

extension Trainer {
  /// Trains for a number of epochs, and validates after each.
  ///
  /// - Parameters:
  ///   - loader: the batches; a new pass for each epoch.
  ///   - validation: what the model is tested on after each epoch, in evaluation mode.
  ///   - epochs: how many in all; a run that is taken up again does what is left of them.
  ///   - callbacks: early stopping, schedules and the like, called in this order, and checkpoints after them. What they
  ///     remember of an earlier run is forgotten.
  ///   - checkpoint: where the run is taken up again, if it is not to start from the beginning.
  ///
  /// Throws at a loss that is not finite, naming epoch and batch, and what callbacks throw; the figures so far are then in
  /// `history`, and `BestWeights` has put the best model back. A checkpoint that does not fit throws before anything is
  /// changed.
  @discardableResult
  public func fit<Train: Dataset, Validation: Dataset>(
    _ loader: DataLoader<Train>, validation: DataLoader<Validation>, epochs: Int,
    callbacks: [any TrainerCallback] = [], resuming checkpoint: Checkpoint? = nil
  ) throws -> History
  where
    Train.Features == Features, Train.Labels == Tensor<Target>, Validation.Features == Features,
    Validation.Labels == Tensor<Target>
  {
    try run(loader, epochs, callbacks, checkpoint) { try self.evaluate(validation) }
  }

  /// Trains for a number of epochs, without validation.
  @discardableResult
  public func fit<Train: Dataset>(
    _ loader: DataLoader<Train>, epochs: Int, callbacks: [any TrainerCallback] = [],
    resuming checkpoint: Checkpoint? = nil
  ) throws -> History where Train.Features == Features, Train.Labels == Tensor<Target> {
    try run(loader, epochs, callbacks, checkpoint, validate: nil)
  }

  private func run<Train: Dataset>(
    _ loader: DataLoader<Train>, _ epochs: Int, _ callbacks: [any TrainerCallback], _ checkpoint: Checkpoint?,
    validate: (() throws -> Evaluation)?
  ) throws -> History where Train.Features == Features, Train.Labels == Tensor<Target> {
    guard loader.batchCount > 0 else { throw TrainingError.noBatches }
    // What is written after a turn holds what all others made of it.
    let ordered = callbacks.filter { !($0 is Checkpointing) } + callbacks.filter { $0 is Checkpointing }
    let run = TrainingRun(
      module: module, optimizer: optimizer, epochs: epochs, batchCount: loader.batchCount, callbacks: ordered)
    run.position = { loader.position }
    run.signature = onlyOnce { loader.signature }
    for callback in ordered { callback.reset() }
    var sums = Sums(metrics)
    if let checkpoint {
      try checkpoint.restore(run) { try check(checkpoint, $0, hasValidation: validate != nil, &sums) }
      loader.position = checkpoint.position
    }
    defer { history = run.history }
    do {
      try runEpochs(loader, run, &sums, validate)
    } catch {
      for callback in ordered { callback.didFail(run) }
      throw error
    }
    return run.history
  }

  /// Whether a run with these figures can be gone on with.
  private func check(
    _ checkpoint: Checkpoint, _ history: History, hasValidation: Bool, _ sums: inout Sums<Target>
  ) throws {
    let first = history.epochs.first
    guard first.map({ $0.metrics.map(\.name) == metrics.map(\.name) }) ?? true,
      checkpoint.sums.isEmpty || sums.restore(checkpoint.sums)
    else { throw TrainingError.checkpoint(file: checkpoint.file, reason: "was made with other metrics") }
    if let first, (first.validation != nil) != hasValidation {
      let reason = hasValidation ? "was made without validation" : "was made with validation"
      throw TrainingError.checkpoint(file: checkpoint.file, reason: reason)
    }
  }

  private func runEpochs<Train: Dataset>(
    _ loader: DataLoader<Train>, _ run: TrainingRun, _ sums: inout Sums<Target>, _ validate: (() throws -> Evaluation)?
  ) throws where Train.Features == Features, Train.Labels == Tensor<Target> {
    for callback in run.callbacks { try callback.willFit(run) }
    let display = ProgressDisplay(progress)
    defer { display.finish() }
    while run.epoch <= run.epochs, !run.isStopping {
      let start = ContinuousClock.now
      try train(loader, run, &sums, display)
      var record = EpochRecord(
        epoch: run.epoch, loss: sums.meanLoss, metrics: sums.values, validation: nil, seconds: 0,
        learningRate: optimizer.learningRate)
      record.validation = try validate?()
      record.seconds = (ContinuousClock.now - start).seconds
      run.history.epochs.append(record)
      display.finishEpoch(record.line(of: run.epochs))
      sums = Sums(metrics)
      run.sums = { [] }
      run.epoch += 1
      run.batch = 0
      for callback in run.callbacks { try callback.didFinishEpoch(run) }
    }
    for callback in run.callbacks { try callback.didFit(run) }
  }

  /// One epoch, or what is left of it.
  private func train<Train: Dataset>(
    _ loader: DataLoader<Train>, _ run: TrainingRun, _ sums: inout Sums<Target>, _ display: ProgressDisplay
  ) throws where Train.Features == Features, Train.Labels == Tensor<Target> {
    module.train()
    let callbacks = run.callbacks
    for (x, y) in loader {
      let prediction = forward(x)
      let loss = self.loss(prediction, y)
      let value = Double(loss.item())
      guard value.isFinite else {
        throw TrainingError.lossNotFinite(loss: value, epoch: run.epoch, batch: run.batch + 1)
      }
      optimizer.zeroGrad()
      loss.backward()
      for callback in callbacks { try callback.willStep(run) }
      optimizer.step()
      sums.add(value, y.shape.first ?? 1, prediction.value, y)
      run.batch += 1
      display.show(epoch: run.epoch, of: run.epochs, batch: run.batch, of: run.batchCount, loss: sums.meanLoss)
      if !callbacks.isEmpty {
        let numbers = sums
        run.sums = { numbers.numbers }
        for callback in callbacks { try callback.didStep(run) }
      }
    }
  }
}

/// `make`, called when it is first asked for.
private func onlyOnce<Value>(_ make: @escaping () -> Value) -> () -> Value {
  var made: Value?
  return {
    let value = made ?? make()
    made = value
    return value
  }
}
