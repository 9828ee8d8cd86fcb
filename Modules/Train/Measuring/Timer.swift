import Tensor

/// Measures how long things take, several times, in seconds.
///
///     var timer = Timer()
///     trainOneEpoch(); timer.stop()
///     timer.start(); trainOneEpoch(); timer.stop()
///     timer.mean
public struct Timer: Sendable {
  /// The times so far.
  public private(set) var times: [Double] = []
  private var started: ContinuousClock.Instant?

  /// A timer that runs.
  public init() { start() }

  /// Starts the next time.
  public mutating func start() { started = .now }

  /// Ends it.
  ///
  /// Traps unless the timer runs.
  ///
  /// - Returns: this time.
  @discardableResult
  public mutating func stop() -> Double {
    guard let started else { fail("Timer.stop: the timer does not run") }
    let time = (ContinuousClock.now - started).seconds
    self.started = nil
    times.append(time)
    return time
  }

  /// The sum of the times.
  public var total: Double { times.reduce(0, +) }
  /// The mean of the times; NaN where there are none.
  public var mean: Double { total / Double(times.count) }
  /// The sum of the times up to each.
  public var cumulative: [Double] {
    var sum = 0.0
    return times.map {
      sum += $0
      return sum
    }
  }
}

extension Duration {
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
