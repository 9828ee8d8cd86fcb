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
    var (low, high, lowPositive) = (Double.infinity, -Double.infinity, Double.infinity)
    all.withUnsafeBufferPointer { values in
      // Each comparison chooses one of two numbers without a jump; with what is not a number it is false.
      for value in values {
        let (least, greatest) = (value > -.infinity ? value : .infinity, value < .infinity ? value : -.infinity)
        low = least < low ? least : low
        high = greatest > high ? greatest : high
        let above = value > 0 ? value : .infinity
        lowPositive = above < lowPositive ? above : lowPositive
      }
    }
    isWhole = all.allSatisfy { !$0.isFinite || $0.rounded(.towardZero) == $0 }
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
