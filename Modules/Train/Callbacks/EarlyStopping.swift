import NN
public import Tensor

/// Ends a run when a figure has not improved for some epochs.
public final class EarlyStopping: TrainerCallback {
  private let monitor: Monitor
  private let patience: Int
  private let delta: Double
  private var best: Double?
  private var badCount = 0

  /// Stops after `patience` epochs in a row in which the figure did not improve by more than `delta`.
  public init(_ monitor: Monitor = .testLoss, patience: Int = 3, delta: Double = 0) {
    self.monitor = monitor
    self.patience = patience
    self.delta = delta
  }

  /// Begins anew.
  public func reset() { (best, badCount) = (nil, 0) }

  /// Looks at the figure.
  public func didFinishEpoch(_ run: TrainingRun) {
    let value = monitor.value(run.history.last)
    if monitor.isBetter(value, than: best, by: delta) {
      best = value
      badCount = 0
    } else {
      badCount += 1
    }
    if badCount >= patience { run.stop() }
  }

  /// The best figure and the count.
  public var state: NamedTensors {
    ["best": Tensor<Double>(best ?? .nan), "bad": Tensor<Int>(badCount)]
  }

  /// Goes on from them.
  public func restore(_ state: NamedTensors) throws {
    let value: Double = try state.tensor("best", as: Double.self).item()
    best = value.isNaN ? nil : value
    badCount = try state.tensor("bad", as: Int.self).item()
  }
}

/// Keeps the model of the best epoch, and puts it back when the run is over.
public final class BestWeights: TrainerCallback {
  private let monitor: Monitor
  private var best: Double?
  private var weights: NamedTensors?
  /// The epoch that was the best, from 1; 0 before there is one.
  public private(set) var epoch = 0

  /// Keeps the epoch in which a figure was best.
  public init(_ monitor: Monitor = .testLoss) { self.monitor = monitor }

  /// Begins anew.
  public func reset() { (best, weights, epoch) = (nil, nil, 0) }

  /// Looks at the figure.
  public func didFinishEpoch(_ run: TrainingRun) {
    let value = monitor.value(run.history.last)
    guard monitor.isBetter(value, than: best) else { return }
    best = value
    epoch = run.history.last.epoch
    weights = run.module.stateDictionary()
  }

  /// Puts the best model back.
  public func didFit(_ run: TrainingRun) throws { if let weights { try run.module.load(weights) } }

  /// Puts the best model back: a loss that is no number has spoilt the one that is there.
  public func didFail(_ run: TrainingRun) { if let weights { _ = try? run.module.load(weights) } }

  /// The best figure, its epoch and its model.
  public var state: NamedTensors {
    var state: NamedTensors = ["best": Tensor<Double>(best ?? .nan), "epoch": Tensor<Int>(epoch)]
    for (name, tensor) in weights ?? NamedTensors() { state["weights.\(name)"] = tensor }
    return state
  }

  /// Goes on from them.
  public func restore(_ state: NamedTensors) throws {
    let value: Double = try state.tensor("best", as: Double.self).item()
    best = value.isNaN ? nil : value
    epoch = try state.tensor("epoch", as: Int.self).item()
    let kept = state.under("weights.")
    weights = kept.isEmpty ? nil : kept
  }
}
