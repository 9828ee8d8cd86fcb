/// Statistics leave missing values out, as pandas does.
extension Column {
  /// The sum; 0 where there is no value.
  ///
  /// Traps for strings, as every statistic of numbers.
  public func sum() -> Double { Moments(doubleBuffer("sum")).sum }

  /// The mean; NaN where there is no value.
  public func mean() -> Double { Moments(doubleBuffer("mean")).mean }

  /// The sample variance: Σ(x - mean)² / (n - correction); NaN where n - correction is not positive.
  public func variance(correction: Int = 1) -> Double { Moments(doubleBuffer("variance")).variance(correction) }

  /// The sample standard deviation, the square root of `variance`.
  public func std(correction: Int = 1) -> Double { variance(correction: correction).squareRoot() }

  /// The median; NaN where there is no value.
  public func median() -> Double { quantile(0.5) }

  /// The value below which a part of the values lies, interpolated linearly between the two nearest.
  ///
  /// Traps for a part outside 0...1. Equals pandas' `quantile`.
  public func quantile(_ part: Double) -> Double { quantiles([part])[0] }

  func quantiles(_ parts: [Double]) -> [Double] {
    let sorted = doubleBuffer("quantile").filter { !$0.isNaN }.sorted()
    return parts.map { part in
      require(part >= 0 && part <= 1, "Column.quantile: \(part) is outside 0...1")
      guard !sorted.isEmpty else { return .nan }
      let place = part * Double(sorted.count - 1)
      let below = Int(place)
      let above = Swift.min(below + 1, sorted.count - 1)
      let share = place - Double(below)
      // Where the place is a value's own, the next one is not looked at: it may be infinite.
      return share == 0 ? sorted[below] : sorted[below] + (sorted[above] - sorted[below]) * share
    }
  }

  /// The smallest value; the first one in the order of code points for strings; missing where there is none.
  public func min() -> Cell { extreme { $0 < $1 } }

  /// The largest value; the last one in the order of code points for strings; missing where there is none.
  public func max() -> Cell { extreme { $1 < $0 } }

  /// The number of different values; a missing one is none.
  public var uniqueCount: Int { unique().count - (missingCount > 0 ? 1 : 0) }

  /// The different values in the order of their first appearance, a missing one included.
  public func unique() -> Column { taking(Buffer(Keys([self], droppingMissing: false).firstRows)) }

  /// Whether the value of each row has been there before.
  public func duplicated() -> Column { Column(Keys([self], droppingMissing: false).isRepeated) }

  /// How often each value appears, most often first, ties in the order of their first appearance: columns `value` and
  /// `count`. Missing values are left out.
  public func valueCounts() -> DataFrame {
    let keys = Keys([self], droppingMissing: true)
    let order = keys.counts.indices.sorted { (keys.counts[$1], $0) < (keys.counts[$0], $1) }
    return DataFrame([
      "value": taking(Buffer(order.map { keys.firstRows[$0] })), "count": Column(order.map { keys.counts[$0] }),
    ])
  }

  /// The value that appears most often, the smallest of several; missing where there is none.
  public func mode() -> Cell {
    let counts = valueCounts()
    guard let most = counts.columns[1].doubles.first else { return .missing }
    let count = counts.columns[1].doubles.prefix { $0 == most }.count
    return counts.columns[0].taking(0..<count).min()
  }

  private func extreme(_ precedes: (Cell.Rank, Cell.Rank) -> Bool) -> Cell {
    if case .string(let values) = storage {
      let present = Set(values.codes.filter { $0 >= 0 })
      let ranked = present.map { Cell.string(values.table[Int($0)]) }
      return ranked.min { precedes($0.rank, $1.rank) } ?? .missing
    }
    var best: (value: Cell, rank: Cell.Rank)?
    for row in 0..<count where !isMissing(at: row) {
      let value = cell(row)
      if best.map({ precedes(value.rank, $0.rank) }) ?? true { best = (value, value.rank) }
    }
    return best?.value ?? .missing
  }
}

/// Sum, mean and spread of the values that are not NaN, by pairs, so that errors do not add up with the count.
struct Moments {
  let count: Int
  let sum: Double
  private let squares: Double

  init(_ values: Buffer<Double>) {
    (count, sum, squares) = values.withUnsafe { start -> (Int, Double, Double) in
      let (present, sum) = Moments.total(start, values.count)
      let mean = sum / Double(present)
      return (present, sum, Moments.squares(start, values.count, mean))
    }
  }

  var mean: Double { count == 0 ? .nan : sum / Double(count) }

  func variance(_ correction: Int) -> Double {
    count > correction ? squares / Double(count - correction) : .nan
  }

  private static func total(_ values: UnsafePointer<Double>, _ count: Int) -> (Int, Double) {
    if count > 256 {
      let half = count / 2
      let (left, right) = (total(values, half), total(values + half, count - half))
      return (left.0 + right.0, left.1 + right.1)
    }
    var present = 0
    var sum = 0.0
    for row in 0..<count where !values[row].isNaN {
      present += 1
      sum += values[row]
    }
    return (present, sum)
  }

  private static func squares(_ values: UnsafePointer<Double>, _ count: Int, _ mean: Double) -> Double {
    if count > 256 {
      let half = count / 2
      return squares(values, half, mean) + squares(values + half, count - half, mean)
    }
    var sum = 0.0
    for row in 0..<count where !values[row].isNaN { sum += (values[row] - mean) * (values[row] - mean) }
    return sum
  }
}
