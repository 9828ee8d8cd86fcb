import Tensor

extension DataFrame {
  /// One column of 0 and 1 for each category of the columns that hold text, or of the named ones, after the others.
  ///
  ///     let encoded = all.getDummies(dummyNA: true)
  ///
  /// The new columns are `column_value`, categories in ascending order, as `Float`. With `dummyNA` a column `column_nan`
  /// for missing values follows them; without it a missing value is 0 everywhere. `dropFirst` leaves the first category
  /// out. `prefix` stands in for a column's name. Equals pandas' `get_dummies`.
  public func getDummies(
    _ names: [String]? = nil, prefix: [String: String] = [:], dummyNA: Bool = false, dropFirst: Bool = false
  ) -> DataFrame {
    let encoded = names.map { positions($0, "getDummies") } ?? columns.indices.filter { columns[$0].type == .string }
    let kept = columns.indices.filter { !encoded.contains($0) }
    var result = kept.map { (name: columnNames[$0], column: columns[$0]) }
    let (names, all) = (columnNames, columns)
    let parts = Workers.map(encoded.count, work: encoded.count * rowCount) { number in
      let name = prefix[names[encoded[number]]] ?? names[encoded[number]]
      let categories = Categories(all[encoded[number]])
      let labels = categories.labels.map { "\(name)_\($0)" } + ["\(name)_nan"]
      let count = categories.labels.count + (dummyNA ? 1 : 0)
      let made = categories.indicators(count)
      return (Swift.min(dropFirst ? 1 : 0, count)..<count).map { (name: labels[$0], column: made($0)) }
    }
    for part in parts { result += part }
    return DataFrame(result)
  }
}

/// The categories of a column in ascending order.
struct Categories {
  let labels: [String]
  /// What stands for each category in `codes`.
  private let entries: [Int32]
  /// What each row holds; -1 where the value is missing.
  private let codes: Buffer<Int32>

  init(_ column: Column) {
    if case .string(let values) = column.storage {
      let dictionary = values.asDictionary()
      let used = Categories.used(dictionary.codes, entries: dictionary.table.count)
      let order = dictionary.table.sortedOrder().filter { used[$0] }
      labels = order.map { dictionary.table[$0] }
      entries = order.map(Int32.init)
      codes = dictionary.codes
      return
    }
    let keys = Keys([column], droppingMissing: true)
    let values = keys.firstRows.map(column.cell)
    let order = values.indices.sorted { values[$0].rank < values[$1].rank }
    labels = order.map { values[$0].description }
    entries = order.map(Int32.init)
    codes = Buffer(keys.codes.map { Int32($0) })
  }

  /// Which entries appear; mostly all of them do, in the first rows.
  private static func used(_ codes: Buffer<Int32>, entries: Int) -> [Bool] {
    var used = [Bool](repeating: false, count: entries)
    var left = entries
    codes.withUnsafe { codes0 in
      var row = 0
      while row < codes.count, left > 0 {
        let code = Int(codes0[row])
        if code >= 0, !used[code] {
          used[code] = true
          left -= 1
        }
        row += 1
      }
    }
    return used
  }

  /// The first `count` columns of 0 and 1, by category; after the last category comes that of missing values.
  func indicators(_ count: Int) -> (Int) -> Column {
    let memory = (0..<count).map { _ in BufferStorage(byteCount: codes.count * 4) }
    let wanted = entries + [-1]
    codes.withUnsafe { codes in
      nonisolated(unsafe) let codes = codes
      Parallelism.forEachRange(of: self.codes.count, grain: 1 << 14) { rows in
        // The codes of a block stay in the cache while all columns are written.
        for block in stride(from: rows.lowerBound, to: rows.upperBound, by: 1 << 12) {
          let block = block..<Swift.min(block + (1 << 12), rows.upperBound)
          for (category, storage) in memory.enumerated() {
            let target = storage.base.assumingMemoryBound(to: Float.self)
            let entry = wanted[category]
            for row in block { target[row] = codes[row] == entry ? 1 : 0 }
          }
        }
      }
    }
    let rows = codes.count
    return { Column(.float(Buffer(adopting: memory[$0], count: rows))) }
  }
}
