#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Schedule {
  /// minimum + (base − minimum) · (1 + cos(π · step / steps)) / 2. Equals PyTorch's `CosineAnnealingLR`.
  public static func cosine(steps: Int, minimum: Double = 0) -> Schedule {
    requireSetting(steps >= 1, "Schedule.cosine", "steps", Double(steps), "1 or more is needed")
    @Sendable func height(_ step: Int) -> Double { 1 + cos(.pi * Double(step) / Double(steps)) }
    return Schedule(
      { step, base in minimum + (base - minimum) * height(step) / 2 },
      recurrence: { step, rate, base in
        if step == 0 { return rate }
        // At the bottom there is no distance from the minimum that could be scaled.
        if (step - 1) % (2 * steps) == steps {
          return rate + (base - minimum) * (1 - cos(.pi / Double(steps))) / 2
        }
        return height(step) / height(step - 1) * (rate - minimum) + minimum
      })
  }

  /// minimum + (base − minimum) · (1 + cos(π · t / T)) / 2, where t counts the steps since the last restart, and each cycle
  /// of T steps is `multiplier` times as long as the one before (Loshchilov and Hutter 2017). Equals PyTorch's
  /// `CosineAnnealingWarmRestarts`.
  ///
  /// - Parameters:
  ///   - steps: the length of the first cycle.
  ///   - multiplier: how much longer each next one is.
  ///   - minimum: where each ends.
  public static func cosineWarmRestarts(steps: Int, multiplier: Int = 1, minimum: Double = 0) -> Schedule {
    requireSetting(steps >= 1, "Schedule.cosineWarmRestarts", "steps", Double(steps), "1 or more is needed")
    requireSetting(
      multiplier >= 1, "Schedule.cosineWarmRestarts", "multiplier", Double(multiplier), "1 or more is needed")
    return Schedule(
      { step, base in
        var (length, left) = (steps, step)
        if multiplier == 1 {
          left = step % steps
        } else {
          while left >= length {
            left -= length
            let (longer, isTooLong) = length.multipliedReportingOverflow(by: multiplier)
            length = isTooLong ? Int.max : longer
          }
        }
        return minimum + (base - minimum) * (1 + cos(.pi * Double(left) / Double(length))) / 2
      }, recurrence: nil)
  }
}
