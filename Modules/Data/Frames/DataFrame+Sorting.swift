extension DataFrame {
  /// The rows in the order of one or more columns; rows that are equal there keep their order, missing values come last.
  ///
  /// Numbers ascend by value, text by code points. Equals pandas' `sort_values`, kind `stable`.
  public func sorted(by names: [String], ascending: Bool = true) -> DataFrame {
    sorted(by: names, ascending: Array(repeating: ascending, count: names.count))
  }

  /// The rows in the order of several columns, each with a direction of its own.
  public func sorted(by names: [String], ascending: [Bool]) -> DataFrame {
    require(names.count == ascending.count, "DataFrame.sorted: \(names.count) columns, \(ascending.count) directions")
    let keys = positions(names, "sorted").map { columns[$0].sortKeys() }
    let order = (0..<rowCount).sorted { left, right in
      for (key, ascends) in zip(keys, ascending) {
        let (a, b) = (key[left], key[right])
        if a == b || (a.isNaN && b.isNaN) { continue }
        if a.isNaN || b.isNaN { return b.isNaN }
        return ascends ? a < b : a > b
      }
      return left < right
    }
    return taking(Buffer(order))
  }

  /// Whether each row has been there before, by some columns or by all.
  public func duplicated(_ names: [String]? = nil) -> Column {
    Column(Keys(positions(names, "duplicated").map { columns[$0] }, droppingMissing: false).isRepeated)
  }

  /// Each row once, the first of those that are equal in some columns, or in all. Equals pandas' `drop_duplicates`.
  public func droppingDuplicates(_ names: [String]? = nil) -> DataFrame {
    taking(Buffer(Keys(positions(names, "droppingDuplicates").map { columns[$0] }, droppingMissing: false).firstRows))
  }
}

extension Column {
  /// Numbers that stand in the order of the values, NaN for missing ones.
  func sortKeys() -> Buffer<Double> {
    if case .int(let values) = storage { return values.withUnsafe { integerSortKeys($0) } }
    guard case .string(let values) = storage else { return doubleBuffer("sorted") }
    var ranks = [Double](repeating: 0, count: values.table.count)
    for (rank, entry) in values.asDictionary().table.sortedOrder().enumerated() { ranks[entry] = Double(rank) }
    return Buffer(values.asDictionary().codes.map { $0 < 0 ? .nan : ranks[Int($0)] })
  }

  /// The integers themselves, or their ranks where some are beyond those that a Double holds.
  private func integerSortKeys(_ values: UnsafePointer<Int>) -> Buffer<Double> {
    let limit = 1 << 53
    guard (0..<count).contains(where: { values[$0] > limit || values[$0] < -limit }) else {
      return doubleBuffer("sorted")
    }
    let order = (0..<count).sorted { values[$0] < values[$1] }
    return Buffer(count: count) { keys in
      var rank = 0.0
      for (place, row) in order.enumerated() {
        if place > 0, values[row] != values[order[place - 1]] { rank += 1 }
        keys[row] = isMissing(at: row) ? .nan : rank
      }
    }
  }
}
