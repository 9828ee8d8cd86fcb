import Tensor

/// A figure of an epoch that callbacks look at, and which way it gets better.
public struct Monitor: Sendable {
  let name: String
  let isBetterWhenGreater: Bool

  /// A figure by its name, `test acc`, `train loss`.
  public init(_ name: String, isBetterWhenGreater: Bool) {
    self.name = name
    self.isBetterWhenGreater = isBetterWhenGreater
  }

  /// The loss of the validation; smaller is better.
  public static let testLoss = Monitor("test loss", isBetterWhenGreater: false)
  /// The accuracy of the validation; greater is better.
  public static let testAccuracy = Monitor("test acc", isBetterWhenGreater: true)
  /// The loss of the training; smaller is better.
  public static let trainLoss = Monitor("train loss", isBetterWhenGreater: false)

  /// The figure of an epoch. Traps where there is none of that name.
  func value(_ record: EpochRecord) -> Double {
    guard let value = record[name] else {
      fail("the run has no figure '\(name)': validation is needed for what begins with 'test'")
    }
    return value
  }

  func isBetter(_ value: Double, than best: Double?, by delta: Double = 0) -> Bool {
    guard let best else { return !value.isNaN }
    return isBetterWhenGreater ? value > best + delta : value < best - delta
  }
}
