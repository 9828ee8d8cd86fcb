/// A column of numbers with its limits, found once: a mark is asked for them several times while a figure is laid out.
struct Values {
  let all: [Double]
  /// The limits of the finite values.
  let finite: Interval?
  /// The limits of the values that a log scale can show.
  let positive: Interval?
  /// Whether every finite value is a whole number, as epochs and steps are.
  let isWhole: Bool

  init(_ all: [Double]) {
    self.all = all
    let limit = Double.greatestFiniteMagnitude
    var (low, high, lowPositive, parts) = (Double.infinity, -Double.infinity, Double.infinity, 0)
    all.withUnsafeBufferPointer { values in
      // A comparison with a value that is not a number is false, so that such values change nothing.
      for value in values {
        let shown = abs(value) <= limit
        low = shown && value < low ? value : low
        high = shown && value > high ? value : high
        parts &+= shown && value.rounded(.towardZero) != value ? 1 : 0
        lowPositive = value > 0 && value < lowPositive ? value : lowPositive
      }
    }
    isWhole = parts == 0
    finite = low <= high ? Interval(low, high) : nil
    positive = high > 0 && lowPositive <= high ? Interval(lowPositive, high) : nil
  }

  var count: Int { all.count }

  func interval(_ scale: Scale) -> Interval? { scale == .log ? positive : finite }

  /// At most about so many of the values, evenly chosen.
  func sample(_ count: Int) -> [Double] {
    if all.count <= count { return all }
    return stride(from: 0, to: all.count, by: all.count / count).map { all[$0] }
  }
}
