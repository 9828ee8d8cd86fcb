extension DataFrame {
  /// The sum of each numeric column, in one row. Missing values are left out, as of every statistic.
  public func sum() -> DataFrame { summarize { $0.sum() } }
  /// The mean of each numeric column, in one row.
  public func mean() -> DataFrame { summarize { $0.mean() } }
  /// The sample standard deviation (n - 1) of each numeric column, in one row.
  public func std() -> DataFrame { summarize { $0.std() } }
  /// The median of each numeric column, in one row.
  public func median() -> DataFrame { summarize { $0.median() } }
  /// The value below which a part of each numeric column lies, in one row.
  public func quantile(_ part: Double) -> DataFrame { summarize { $0.quantile(part) } }
  /// The smallest value of each column, in one row.
  public func min() -> DataFrame { summarizeCells { $0.min() } }
  /// The largest value of each column, in one row.
  public func max() -> DataFrame { summarizeCells { $0.max() } }
  /// How many values of each column are there, in one row.
  public func presentCount() -> DataFrame { summarizeCells { .int($0.count - $0.missingCount) } }
  /// How many different values each column has, in one row.
  public func uniqueCount() -> DataFrame { summarizeCells { .int($0.uniqueCount) } }

  /// The numeric columns at a glance: `count`, `mean`, `std`, `min`, the quartiles, `max`; where there are none, the
  /// others: `count`, `unique`, `top` (the most frequent value) and `freq`. The first column, `statistic`, names the row.
  ///
  /// Equals pandas' `describe`.
  public func describe() -> DataFrame {
    let numeric = columnNames(where: \.isNumeric)
    guard !numeric.isEmpty else { return describeCategories() }
    var result = DataFrame([
      "statistic": Column(["count", "mean", "std", "min", "25%", "50%", "75%", "max"])
    ])
    for name in numeric {
      let column = self[name]
      let moments = Moments(column.doubleBuffer("describe"))
      let spread = moments.variance(1).squareRoot()
      result.append(
        name, Column([Double(moments.count), moments.mean, spread] + column.quantiles([0, 0.25, 0.5, 0.75, 1])))
    }
    return result
  }

  private func describeCategories() -> DataFrame {
    var result = DataFrame(["statistic": Column(["count", "unique", "top", "freq"])])
    for (name, column) in zip(columnNames, columns) {
      let counts = column.valueCounts()
      let present = column.count - column.missingCount
      let top: [String?] =
        counts.rowCount > 0 ? [counts[0, "value"].description, counts[0, "count"].description] : [nil, nil]
      result.append(name, Column([String(present), String(counts.rowCount)] + top))
    }
    return result
  }

  /// The correlation of each pair of numeric columns (Pearson), over the rows where both are there. The first column,
  /// `column`, names the row. Equals pandas' `corr`.
  public func corr() -> DataFrame {
    let names = columnNames(where: \.isNumeric)
    let values = names.map { self[$0].doubleBuffer("corr") }
    var table = [[Double]](repeating: Array(repeating: .nan, count: names.count), count: names.count)
    for left in names.indices {
      for right in left..<names.count {
        table[left][right] = DataFrame.correlation(values[left], values[right])
        table[right][left] = table[left][right]
      }
    }
    return DataFrame([(name: "column", column: Column(names))] + names.indices.map { (names[$0], Column(table[$0])) })
  }

  private static func correlation(_ x: Buffer<Double>, _ y: Buffer<Double>) -> Double {
    let rows = (0..<x.count).filter { !x[$0].isNaN && !y[$0].isNaN }
    // Equal values have no spread, whatever their mean is rounded to.
    guard rows.count > 1, [x, y].allSatisfy({ values in rows.contains { values[$0] != values[rows[0]] } }) else {
      return .nan
    }
    let meanX = rows.reduce(0) { $0 + x[$1] } / Double(rows.count)
    let meanY = rows.reduce(0) { $0 + y[$1] } / Double(rows.count)
    // The sums of the deviations would be 0, were the means exact: they make up for it.
    var (sumX, sumY, xx, yy, xy) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for row in rows {
      let (dx, dy) = (x[row] - meanX, y[row] - meanY)
      sumX += dx
      sumY += dy
      xx += dx * dx
      yy += dy * dy
      xy += dx * dy
    }
    let count = Double(rows.count)
    (xx, yy, xy) = (xx - sumX * sumX / count, yy - sumY * sumY / count, xy - sumX * sumY / count)
    let r = xy / (xx * yy).squareRoot()
    // Infinite values give no number, which is not between -1 and 1 either.
    return xx > 0 && yy > 0 && !r.isNaN ? Swift.min(1, Swift.max(-1, r)) : .nan
  }

  private func summarize(_ statistic: (Column) -> Double) -> DataFrame {
    DataFrame(columnNames(where: \.isNumeric).map { (name: $0, column: Column([statistic(self[$0])])) })
  }

  private func summarizeCells(_ statistic: (Column) -> Cell) -> DataFrame {
    DataFrame(zip(columnNames, columns).map { (name: $0, column: Column([statistic($1)])) })
  }
}
