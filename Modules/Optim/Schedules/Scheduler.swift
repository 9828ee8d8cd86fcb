/// Sets the learning rates of an optimizer by a schedule.
///
///     let scheduler = Scheduler(optimizer, .cosine(steps: epochs))
///     for _ in 0..<epochs { trainOneEpoch(); scheduler.step() }
///
/// The rates of step 0 are set at once, as PyTorch's schedulers do. A schedule starts from the `initialLearningRate` of each
/// group, which is its rate when the first scheduler is made, and is kept in the optimizer's state. Several schedulers of one
/// optimizer act on each other's rates, as in PyTorch's `ChainedScheduler`.
public final class Scheduler {
  private let optimizer: any Optimizer
  private let schedule: Schedule
  /// The steps that are done. Setting it sets the rates that belong to it, whatever they were.
  public var count: Int {
    get { steps }
    set {
      steps = newValue
      apply { schedule(step: newValue, base: $1) }
    }
  }
  private var steps = 0

  /// A schedule from the rates that the optimizer has now.
  public init(_ optimizer: any Optimizer, _ schedule: Schedule) {
    self.optimizer = optimizer
    self.schedule = schedule
    apply(isFirst: true) { schedule.next(step: 0, rate: $0, base: $1) }
  }

  /// A schedule that goes on after `count` steps, where the rates are those that the optimizer's state has brought. Equals
  /// `load_state_dict` of PyTorch's schedulers.
  public init(_ optimizer: any Optimizer, _ schedule: Schedule, resumingAt count: Int) {
    self.optimizer = optimizer
    self.schedule = schedule
    resume(at: count)
  }

  /// Goes on by one: after each epoch, or each batch, as the schedule counts.
  public func step() {
    steps += 1
    apply { schedule.next(step: steps, rate: $0, base: $1) }
  }

  /// The rates of the groups.
  public var learningRates: [Double] { optimizer.groups.map(\.learningRate) }

  /// Goes on after `count` steps; the rates are left as they are.
  package func resume(at count: Int) { steps = count }

  /// Begins again: the rates of step 0.
  package func restart() { count = 0 }

  /// Sets the rate that `rate` makes of each group's own and its base, and the schedule's momentum.
  private func apply(isFirst: Bool = false, _ rate: (_ rate: Double, _ base: Double) -> Double) {
    var groups = optimizer.groups
    for index in groups.indices {
      let current = groups[index].learningRate
      if isFirst, let own = schedule.ownBase { groups[index].initialLearningRate = own }
      let base = groups[index].initialLearningRate ?? current
      groups[index].initialLearningRate = base
      groups[index].learningRate = rate(current, base)
      if let momentum = schedule.momentum(steps) { groups[index].momentum = momentum }
    }
    optimizer.groups = groups
  }
}
