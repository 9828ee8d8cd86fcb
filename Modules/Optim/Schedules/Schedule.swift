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
  private let rate: @Sendable (Int, Double) -> Double
  /// The momentum at a step, where the schedule has one: nil leaves it as it is.
  let momentum: @Sendable (Int) -> Double?

  /// A schedule of one's own: the rate after `step` steps, from the rate that the optimizer was made with.
  public init(_ rate: @escaping @Sendable (_ step: Int, _ base: Double) -> Double) {
    self.init(rate, momentum: { _ in nil })
  }

  init(_ rate: @escaping @Sendable (Int, Double) -> Double, momentum: @escaping @Sendable (Int) -> Double?) {
    self.rate = rate
    self.momentum = momentum
  }

  /// The learning rate after `step` steps.
  public func callAsFunction(step: Int, base: Double) -> Double { rate(step, base) }

  /// base · gamma^⌊step / every⌋. Equals PyTorch's `StepLR`.
  public static func step(every steps: Int, gamma: Double = 0.1) -> Schedule {
    requireSetting(steps >= 1, "Schedule.step", "every", Double(steps), "1 or more is needed")
    return Schedule { step, base in base * pow(gamma, Double(step / steps)) }
  }

  /// base · gamma to the power of how many milestones are reached. Equals PyTorch's `MultiStepLR`.
  public static func multiStep(_ milestones: [Int], gamma: Double = 0.1) -> Schedule {
    Schedule { step, base in base * pow(gamma, Double(milestones.count { $0 <= step })) }
  }

  /// base · gamma^step. Equals PyTorch's `ExponentialLR`.
  public static func exponential(gamma: Double) -> Schedule {
    Schedule { step, base in base * pow(gamma, Double(step)) }
  }

  /// minimum + (base − minimum) · (1 + cos(π · step / steps)) / 2. Equals PyTorch's `CosineAnnealingLR`.
  public static func cosine(steps: Int, minimum: Double = 0) -> Schedule {
    requireSetting(steps >= 1, "Schedule.cosine", "steps", Double(steps), "1 or more is needed")
    return Schedule { step, base in
      minimum + (base - minimum) * (1 + cos(.pi * Double(step) / Double(steps))) / 2
    }
  }

  /// base times a factor that goes from one to another evenly, and stays there: a warm-up. Equals PyTorch's `LinearLR`.
  public static func linear(from: Double = 1.0 / 3, to: Double = 1, steps: Int = 5) -> Schedule {
    requireSetting(steps >= 1, "Schedule.linear", "steps", Double(steps), "1 or more is needed")
    return Schedule { step, base in base * (from + (to - from) * Double(min(step, steps)) / Double(steps)) }
  }

  /// This schedule for a number of steps, then another one, which starts to count there. Equals PyTorch's
  /// `SequentialLR`.
  public func then(_ next: Schedule, after steps: Int) -> Schedule {
    let first = self
    return Schedule(
      { step, base in step < steps ? first(step: step, base: base) : next(step: step - steps, base: base) },
      momentum: { step in step < steps ? first.momentum(step) : next.momentum(step - steps) })
  }
}
