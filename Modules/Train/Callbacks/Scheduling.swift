public import Optim
public import Tensor

/// Moves a learning-rate schedule on while a model is fitted.
///
///     callbacks: [Scheduling(Scheduler(optimizer, .cosine(steps: 10)))]
public final class Scheduling: TrainerCallback {
  /// When the schedule goes on.
  public enum Turn: Sendable {
    /// After each epoch.
    case epoch
    /// After each batch.
    case batch
  }

  private let scheduler: Scheduler
  private let turn: Turn

  /// A schedule that goes on with every epoch, or every batch.
  public init(_ scheduler: Scheduler, every turn: Turn = .epoch) {
    self.scheduler = scheduler
    self.turn = turn
  }

  /// Begins at the rates of step 0.
  public func reset() { if scheduler.count > 0 { scheduler.restart() } }
  /// Goes on.
  public func didStep(_ run: TrainingRun) { if turn == .batch { scheduler.step() } }
  /// Goes on.
  public func didFinishEpoch(_ run: TrainingRun) { if turn == .epoch { scheduler.step() } }
  /// The steps that are done.
  public var state: NamedTensors { ["count": Tensor<Int>(scheduler.count)] }
  /// Goes on from them; the rates are those of the optimizer's state.
  public func restore(_ state: NamedTensors) throws {
    scheduler.resume(at: try state.tensor("count", as: Int.self).item())
  }
}

/// Lowers the learning rate when a figure no longer improves.
public final class PlateauScheduling: TrainerCallback {
  private let scheduler: PlateauScheduler
  private let monitor: Monitor

  /// A scheduler that looks at a figure after each epoch.
  public init(_ scheduler: PlateauScheduler, _ monitor: Monitor = .testLoss) {
    self.scheduler = scheduler
    self.monitor = monitor
  }

  /// Forgets the figures of an earlier run; the rates stay.
  public func reset() { scheduler.reset() }
  /// Looks at the figure.
  public func didFinishEpoch(_ run: TrainingRun) { scheduler.step(monitor.value(run.history.last)) }
  /// What the scheduler remembers.
  public var state: NamedTensors { ["state": Tensor<Double>(scheduler.state)] }
  /// Goes on from it.
  public func restore(_ state: NamedTensors) throws {
    let figures = try state.tensor("state", as: Double.self).scalars
    guard scheduler.accepts(figures) else { throw TensorFileError.missing(file: "checkpoint", name: "state") }
    scheduler.state = figures
  }
}

/// Keeps gradients within bounds before each step.
public final class Clipping: TrainerCallback {
  private let norm: Double?
  private let value: Float?

  /// Scales the gradients of all parameters together to a norm of at most `norm`.
  public init(norm: Double) { (self.norm, value) = (norm, nil) }
  /// Limits every element to ±`value`.
  public init(value: Float) { (norm, self.value) = (nil, value) }

  /// Clips.
  public func willStep(_ run: TrainingRun) {
    let parameters = run.optimizer.parameters
    if let norm { GradientClipping.byNorm(parameters, maxNorm: norm) }
    if let value { GradientClipping.byValue(parameters, limit: value) }
  }
}
