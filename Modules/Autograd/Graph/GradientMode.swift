import Tensor

/// What this thread does beside computing values.
struct GradientMode: OptionSet {
  let rawValue: Int
  /// No graph is recorded.
  static let paused = GradientMode(rawValue: 1)
  /// Every value and gradient is looked at.
  static let checked = GradientMode(rawValue: 2)

  private static let word = ThreadLocalWord()

  static var current: GradientMode {
    get { GradientMode(rawValue: word.value) }
    set { word.value = newValue.rawValue }
  }

  static func with<Result, Failure: Error>(
    _ mode: GradientMode, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try exactly(current.union(mode), body)
  }

  static func exactly<Result, Failure: Error>(
    _ mode: GradientMode, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let before = current
    current = mode
    defer { current = before }
    return try body()
  }
}

/// Runs `body` without recording a graph: its results are constants.
public func noGrad<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
  try GradientMode.with(.paused, body)
}

/// Runs `body` and stops at the first operation whose value or gradient is not finite, naming it. Slow: for finding
/// where a NaN comes from.
public func detectingAnomalies<Result, Failure: Error>(
  _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  try GradientMode.with(.checked, body)
}
