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
  /// The momentum at a step, where the schedule has one.
  let momentum: (@Sendable (Int) -> Double)?

  /// A schedule of one's own: the rate after `step` steps, from the rate that the optimizer was made with.
  public init(_ rate: @escaping @Sendable (_ step: Int, _ base: Double) -> Double) { self.init(rate, momentum: nil) }

  init(_ rate: @escaping @Sendable (Int, Double) -> Double, momentum: (@Sendable (Int) -> Double)?) {
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

  /// Up to `maximum` and down again in cosines, the momentum the other way round (Smith and Topin 2019).
  ///
  /// It starts at maximum / divisor and ends at that / finalDivisor after `steps` steps; the optimizer's own rate is not
  /// used. Equals PyTorch's `OneCycleLR`.
  ///
  /// - Parameters:
  ///   - maximum: the highest learning rate.
  ///   - steps: the length of the cycle.
  ///   - rise: which part of the steps goes up.
  ///   - divisor: how much lower the rate starts.
  ///   - finalDivisor: how much lower than that it ends.
  ///   - momentum: the lowest and highest, or nil to leave it as it is.
  public static func oneCycle(
    maximum: Double, steps: Int, rise: Double = 0.3, divisor: Double = 25, finalDivisor: Double = 1e4,
    momentum: ClosedRange<Double>? = 0.85...0.95
  ) -> Schedule {
    requireSetting(steps >= 1, "Schedule.oneCycle", "steps", Double(steps), "1 or more is needed")
    requireSetting(rise >= 0 && rise <= 1, "Schedule.oneCycle", "rise", rise, "0...1 is needed")
    let cycle = Cycle(top: rise * Double(steps) - 1, last: Double(steps - 1))
    let start = maximum / divisor
    var momentumAt: (@Sendable (Int) -> Double)?
    if let momentum {
      momentumAt = { cycle.value($0, momentum.upperBound, momentum.lowerBound, momentum.upperBound) }
    }
    return Schedule({ step, _ in cycle.value(step, start, maximum, start / finalDivisor) }, momentum: momentumAt)
  }

  /// From a start to a peak and on to an end, in two half cosines.
  private struct Cycle {
    let top: Double, last: Double

    func value(_ step: Int, _ start: Double, _ peak: Double, _ end: Double) -> Double {
      let step = Double(step)
      let (from, to, part) = step <= top ? (start, peak, step / top) : (peak, end, (step - top) / (last - top))
      return to + (from - to) / 2 * (1 + cos(.pi * min(part, 1)))
    }
  }

  /// This schedule for a number of steps, then another one, which starts to count there. Equals PyTorch's
  /// `SequentialLR`.
  public func then(_ next: Schedule, after steps: Int) -> Schedule {
    let first = self
    return Schedule { step, base in
      step < steps ? first(step: step, base: base) : next(step: step - steps, base: base)
    }
  }
}
