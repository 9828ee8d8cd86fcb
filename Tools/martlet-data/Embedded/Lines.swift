import Data

/// The data of the two linear regressions.
enum Lines {
  /// y = 3x + 10 + standard normal noise, 100 points evenly on [-2, 12].
  static func line() -> DataFrame {
    var dice = Dice(seed: 3)
    let x = (0..<100).map { rounded(-2 + 14 * Double($0) / 99, 6) }
    return DataFrame(["x": Column(x), "y": Column(x.map { rounded(3 * $0 + 10 + dice.normal(), 6) })])
  }

  /// y = 2·x1 - 3.4·x2 + 4.2 + noise of standard deviation 0.01, 1000 standard normal points.
  static func plane() -> DataFrame {
    var dice = Dice(seed: 2)
    let points = (0..<1000).map { _ in (rounded(dice.normal(), 6), rounded(dice.normal(), 6)) }
    let labels = points.map { rounded(2 * $0.0 - 3.4 * $0.1 + 4.2 + 0.01 * dice.normal(), 6) }
    return DataFrame(["x1": Column(points.map(\.0)), "x2": Column(points.map(\.1)), "y": Column(labels)])
  }
}
