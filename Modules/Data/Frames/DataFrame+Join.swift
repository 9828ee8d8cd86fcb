extension DataFrame {
  /// Which rows a join keeps.
  public enum Join: Sendable {
    /// Those with a partner.
    case inner
    /// All of the left frame.
    case left
    /// All of the right frame.
    case right
    /// All of both; ordered by the keys.
    case outer
  }

  /// Rows of two frames side by side where they have equal values in the columns `on`.
  ///
  /// Every pair of partners gives a row; what has no partner is missing. Other columns of the same name in both get `_x`
  /// and `_y`. Traps where a column of `on` is missing from a frame, or has different kinds of values in both. Equals
  /// pandas' `merge`.
  public func joined(with other: DataFrame, on names: [String], how: Join = .inner) -> DataFrame {
    let (mine, others) = (positions(names, "joined"), other.positions(names, "joined"))
    for (left, right) in zip(mine, others) {
      // A column without any value fits every other one.
      let isEmpty = [columns[left], other.columns[right]].contains { $0.missingCount == $0.count }
      require(
        isEmpty || (columns[left].type == .string) == (other.columns[right].type == .string),
        "DataFrame.joined: column '\(columnNames[left])' is \(columns[left].type) on the left, "
          + "\(other.columns[right].type) on the right")
    }
    let both = zip(mine, others).map { Column.concat([columns[$0], other.columns[$1]]) }
    let keys = Keys(both, droppingMissing: false)
    let pairs = DataFrame.pairs(keys, left: rowCount, how: how)
    let (left, right) = (Buffer(pairs.map(\.left)), Buffer(pairs.map(\.right)))

    let shared = Set(columnNames).intersection(other.columnNames).subtracting(names)
    var result: [(name: String, column: Column)] = zip(columnNames, columns).map { name, column in
      if let place = names.firstIndex(of: name) {
        // The key is on whichever side has the row.
        let rows = Buffer(pairs.map { $0.left >= 0 ? $0.left : rowCount + $0.right })
        return (name, both[place].taking(rows))
      }
      return (shared.contains(name) ? "\(name)_x" : name, column.taking(left))
    }
    for (name, column) in zip(other.columnNames, other.columns) where !names.contains(name) {
      result.append((shared.contains(name) ? "\(name)_y" : name, column.taking(right)))
    }
    let frame = DataFrame(result)
    return how == .outer ? frame.sorted(by: names) : frame
  }

  private static func pairs(_ keys: Keys, left count: Int, how: Join) -> [(left: Int, right: Int)] {
    var lefts = [[Int]](repeating: [], count: keys.firstRows.count)
    var rights = lefts
    for row in 0..<keys.codes.count {
      if row < count { lefts[keys.codes[row]].append(row) } else { rights[keys.codes[row]].append(row - count) }
    }
    var pairs: [(left: Int, right: Int)] = []
    if how == .right {
      for row in 0..<(keys.codes.count - count) {
        let partners = lefts[keys.codes[count + row]]
        pairs += partners.isEmpty ? [(-1, row)] : partners.map { ($0, row) }
      }
      return pairs
    }
    for row in 0..<count {
      let partners = rights[keys.codes[row]]
      if partners.isEmpty, how != .inner { pairs.append((row, -1)) }
      pairs += partners.map { (row, $0) }
    }
    if how == .outer {
      for row in 0..<(keys.codes.count - count) where lefts[keys.codes[count + row]].isEmpty { pairs.append((-1, row)) }
    }
    return pairs
  }
}
