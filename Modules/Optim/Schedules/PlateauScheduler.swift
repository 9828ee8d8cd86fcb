import Tensor

/// Lowers the learning rate when a figure no longer improves. Equals PyTorch's `ReduceLROnPlateau`.
///
///     plateau.step(validationLoss)   // after each epoch
public final class PlateauScheduler {
  /// Whether a smaller or a greater figure is better.
  public enum Goal: Sendable {
    /// A smaller one, as of a loss.
    case minimum
    /// A greater one, as of an accuracy.
    case maximum
  }

  /// What the threshold of an improvement is measured in.
  public enum ThresholdMode: Sendable {
    /// In parts of the best figure.
    case relative
    /// In the figure's own unit.
    case absolute
  }

  private let optimizer: any Optimizer
  private let goal: Goal
  private let thresholdMode: ThresholdMode
  private let factor: Double, threshold: Double, minimum: Double, epsilon: Double
  private let patience: Int, cooldown: Int
  private var best: Double
  private var badCount = 0, coolingCount = 0

  /// A scheduler of an optimizer.
  ///
  /// - Parameters:
  ///   - optimizer: whose learning rates are lowered.
  ///   - goal: whether a smaller or a greater figure is better.
  ///   - factor: what the rates are multiplied by.
  ///   - patience: how many steps without improvement are let pass.
  ///   - threshold: by how much a figure has to be better to count as an improvement.
  ///   - thresholdMode: what the threshold is measured in.
  ///   - cooldown: how many steps after a change are not counted.
  ///   - minimum: where the rates stop.
  ///   - epsilon: a change of a rate that is not greater is left out.
  public init(
    _ optimizer: any Optimizer, goal: Goal = .minimum, factor: Double = 0.1, patience: Int = 10,
    threshold: Double = 1e-4, thresholdMode: ThresholdMode = .relative, cooldown: Int = 0, minimum: Double = 0,
    epsilon: Double = 1e-8
  ) {
    requireSetting(factor < 1, "PlateauScheduler", "factor", factor, "below 1 is needed")
    self.optimizer = optimizer
    self.goal = goal
    self.thresholdMode = thresholdMode
    (self.factor, self.threshold, self.minimum, self.epsilon) = (factor, threshold, minimum, epsilon)
    (self.patience, self.cooldown) = (patience, cooldown)
    best = goal == .minimum ? .infinity : -.infinity
  }

  /// Looks at the figure of an epoch.
  public func step(_ figure: Double) {
    let change = goal == .minimum ? -threshold : threshold
    let bound = thresholdMode == .relative ? best * (1 + change) : best + change
    let improves = goal == .minimum ? figure < bound : figure > bound
    if improves {
      best = figure
      badCount = 0
    } else {
      badCount += 1
    }
    if coolingCount > 0 {
      coolingCount -= 1
      badCount = 0
    }
    guard badCount > patience else { return }
    for index in optimizer.groups.indices {
      let rate = optimizer.groups[index].learningRate
      let lowered = max(rate * factor, minimum)
      if rate - lowered > epsilon { optimizer.groups[index].learningRate = lowered }
    }
    coolingCount = cooldown
    badCount = 0
  }

  /// What it remembers: the best figure, and the two counts. Traps when it is set to something else.
  public var state: [Double] {
    get { [best, Double(badCount), Double(coolingCount)] }
    set {
      guard accepts(newValue) else {
        fail("PlateauScheduler.state: \(newValue): a figure and two counts are needed")
      }
      (best, badCount, coolingCount) = (newValue[0], Int(newValue[1]), Int(newValue[2]))
    }
  }

  /// Whether it is a state, so that it may be set.
  public func accepts(_ state: [Double]) -> Bool {
    state.count == 3 && state[1...].allSatisfy { Int(exactly: $0).map { $0 >= 0 } ?? false }
  }

  /// Forgets what it has seen; the rates stay.
  public func reset() {
    best = goal == .minimum ? .infinity : -.infinity
    (badCount, coolingCount) = (0, 0)
  }
}
