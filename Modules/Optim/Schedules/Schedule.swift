import Tensor

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The learning rate as a function of the steps that are done: a value; `Scheduler` applies it to an optimizer.
///
///     let warm = Schedule.linear(from: 0.1, steps: 5)
///     warm(step: 0, base: 0.1)   // 0.01
public struct Schedule: Sendable {
  /// The rate that a step makes of the one before, whoever set that; for step 0, of the one that is there.
  typealias Recurrence = @Sendable (_ step: Int, _ rate: Double, _ base: Double) -> Double

  private let rate: @Sendable (Int, Double) -> Double
  private let recurrence: Recurrence?
  /// The momentum at a step, where the schedule has one: nil leaves it as it is.
  let momentum: @Sendable (Int) -> Double?
  /// The base of a schedule that does not use the optimizer's.
  let ownBase: Double?

  /// A schedule of one's own: the rate after `step` steps, from the rate that the optimizer was made with. Equals PyTorch's
  /// `LambdaLR` with `step, base in base * lambda(step)`.
  public init(_ rate: @escaping @Sendable (_ step: Int, _ base: Double) -> Double) {
    self.init(rate, recurrence: nil)
  }

  init(
    _ rate: @escaping @Sendable (Int, Double) -> Double, recurrence: Recurrence?,
    momentum: @escaping @Sendable (Int) -> Double? = { _ in nil }, ownBase: Double? = nil
  ) {
    self.rate = rate
    self.recurrence = recurrence
    self.momentum = momentum
    self.ownBase = ownBase
  }

  /// The learning rate after `step` steps.
  public func callAsFunction(step: Int, base: Double) -> Double { rate(step, base) }

  /// The rate that a step makes of the one before. What another scheduler, or the program, did to it stays, as in PyTorch's
  /// chainable schedulers; a rate that only this schedule has set is that of the formula.
  func next(step: Int, rate current: Double, base: Double) -> Double {
    let isOwn = current == (step == 0 ? base : rate(step - 1, base))
    guard let recurrence, !isOwn else { return rate(step, base) }
    return recurrence(step, current, base)
  }

  /// base · gamma^⌊step / every⌋. Equals PyTorch's `StepLR`.
  public static func step(every steps: Int, gamma: Double = 0.1) -> Schedule {
    requireSetting(steps >= 1, "Schedule.step", "every", Double(steps), "1 or more is needed")
    return Schedule(
      { step, base in base * pow(gamma, Double(step / steps)) },
      recurrence: { step, rate, _ in step > 0 && step % steps == 0 ? rate * gamma : rate })
  }

  /// base · gamma to the power of how many milestones are reached. Equals PyTorch's `MultiStepLR`.
  public static func multiStep(_ milestones: [Int], gamma: Double = 0.1) -> Schedule {
    let milestones = milestones.filter { $0 >= 0 }
    return Schedule(
      { step, base in base * pow(gamma, Double(milestones.count { $0 <= step })) },
      recurrence: { step, rate, _ in rate * pow(gamma, Double(milestones.count { $0 == step })) })
  }

  /// base · gamma^step. Equals PyTorch's `ExponentialLR`.
  public static func exponential(gamma: Double) -> Schedule {
    Schedule(
      { step, base in base * pow(gamma, Double(step)) },
      recurrence: { step, rate, _ in step > 0 ? rate * gamma : rate })
  }

  /// base times a factor that goes from one to another evenly, and stays there: a warm-up. Equals PyTorch's `LinearLR`.
  ///
  /// Traps unless 0 < from ≤ 1 and 0 ≤ to ≤ 1.
  public static func linear(from: Double = 1.0 / 3, to: Double = 1, steps: Int = 5) -> Schedule {
    requireSetting(steps >= 1, "Schedule.linear", "steps", Double(steps), "1 or more is needed")
    requireSetting(from > 0 && from <= 1, "Schedule.linear", "from", from, "above 0 and at most 1 is needed")
    requireSetting(to >= 0 && to <= 1, "Schedule.linear", "to", to, "0...1 is needed")
    @Sendable func factor(_ step: Int) -> Double { from + (to - from) * Double(min(step, steps)) / Double(steps) }
    return Schedule(
      { step, base in base * factor(step) },
      recurrence: { step, rate, _ in
        if step == 0 { return rate * from }
        return step > steps ? rate : rate * factor(step) / factor(step - 1)
      })
  }

  /// This schedule for a number of steps, then another one, which starts to count there from the optimizer's rate. Equals
  /// PyTorch's `SequentialLR`.
  public func then(_ next: Schedule, after steps: Int) -> Schedule {
    let first = self
    return Schedule(
      { step, base in step < steps ? first(step: step, base: base) : next(step: step - steps, base: base) },
      recurrence: { step, rate, base in
        if step < steps { return first.next(step: step, rate: rate, base: base) }
        return step == steps
          ? next(step: 0, base: base) : next.next(step: step - steps, rate: rate, base: base)
      },
      momentum: { step in step < steps ? first.momentum(step) : next.momentum(step - steps) },
      ownBase: next.ownBase ?? first.ownBase)
  }
}
