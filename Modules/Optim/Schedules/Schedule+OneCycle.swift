#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Schedule {
  /// How a rate goes from one value to another.
  public enum Curve: Sendable {
    /// In half a cosine, slowly at both ends.
    case cosine
    /// Evenly.
    case linear

    /// What lies at a part, 0...1, of the way.
    func value(from start: Double, to end: Double, at part: Double) -> Double {
      switch self {
      case .cosine: end + (start - end) / 2 * (1 + cos(.pi * part))
      case .linear: start + (end - start) * part
      }
    }
  }

  /// Up to `maximum` and down again, the momentum the other way round (Smith and Topin 2019).
  ///
  /// It starts at maximum / divisor and ends at that / finalDivisor after `steps` steps; the optimizer's own rate is not
  /// used, and schedules beside it start from maximum / divisor too. Equals PyTorch's `OneCycleLR`.
  ///
  /// - Parameters:
  ///   - maximum: the highest learning rate.
  ///   - steps: the length of the cycle.
  ///   - rise: which part of the steps goes up.
  ///   - divisor: how much lower the rate starts.
  ///   - finalDivisor: how much lower than that it ends.
  ///   - momentum: the lowest and highest, or nil to leave it as it is.
  ///   - curve: how it goes up and down.
  ///   - threePhases: down to where it started in as many steps as up, and in a third phase to the end.
  public static func oneCycle(
    maximum: Double, steps: Int, rise: Double = 0.3, divisor: Double = 25, finalDivisor: Double = 1e4,
    momentum: ClosedRange<Double>? = 0.85...0.95, curve: Curve = .cosine, threePhases: Bool = false
  ) -> Schedule {
    requireSetting(steps >= 1, "Schedule.oneCycle", "steps", Double(steps), "1 or more is needed")
    requireSetting(rise >= 0 && rise <= 1, "Schedule.oneCycle", "rise", rise, "0...1 is needed")
    let top = rise * Double(steps) - 1, start = maximum / divisor
    let ends = threePhases ? [top, 2 * top, Double(steps - 1)] : [top, Double(steps - 1)]
    let rates = threePhases ? [start, maximum, start, start / finalDivisor] : [start, maximum, start / finalDivisor]
    let rate = Phases(ends: ends, values: rates, curve: curve)
    let momenta = momentum.map { range in
      let (low, high) = (range.lowerBound, range.upperBound)
      return Phases(ends: ends, values: threePhases ? [high, low, high, high] : [high, low, high], curve: curve)
    }
    return Schedule(
      { step, _ in rate.value(step) }, recurrence: nil, momentum: { momenta?.value($0) }, ownBase: start)
  }

  /// From each of some values to the next, in phases that end at given steps.
  private struct Phases {
    let ends: [Double]
    /// One more than ends.
    let values: [Double]
    let curve: Curve

    func value(_ step: Int) -> Double {
      let step = Double(step)
      let phase = ends.firstIndex { step <= $0 } ?? ends.count - 1
      let start = phase == 0 ? 0 : ends[phase - 1], length = ends[phase] - start
      let part = length > 0 ? min((step - start) / length, 1) : 1
      return curve.value(from: values[phase], to: values[phase + 1], at: part)
    }
  }
}
