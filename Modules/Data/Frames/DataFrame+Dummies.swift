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
    for position in encoded {
      let name = prefix[columnNames[position]] ?? columnNames[position]
      let categories = Categories(columns[position])
      let first = dropFirst ? 1 : 0
      let labels = categories.labels.map { "\(name)_\($0)" } + ["\(name)_nan"]
      let count = categories.labels.count + (dummyNA ? 1 : 0)
      let columns = categories.indicators(count)
      for index in Swift.min(first, count)..<count { result.append((labels[index], columns(index))) }
    }
    return DataFrame(result)
  }
}

/// The categories of a column in ascending order, and each row's.
struct Categories {
  let labels: [String]
  /// The category of each row; the number of categories where the value is missing.
  let codes: Buffer<Int32>

  init(_ column: Column) {
    if case .string(let values) = column.storage {
      let dictionary = values.asDictionary()
      let used = Set(dictionary.codes.lazy.filter { $0 >= 0 })
      let order = dictionary.table.sortedOrder().filter { used.contains(Int32($0)) }
      labels = order.map { dictionary.table[$0] }
      codes = Categories.translate(dictionary.codes, order, entries: dictionary.table.count)
      return
    }
    let keys = Keys([column], droppingMissing: true)
    let values = keys.firstRows.map(column.cell)
    let order = values.indices.sorted { values[$0].rank < values[$1].rank }
    labels = order.map { values[$0].description }
    codes = Categories.translate(Buffer(keys.codes.map { Int32($0) }), order, entries: values.count)
  }

  /// Codes in the terms of the ascending order.
  private static func translate(_ codes: Buffer<Int32>, _ order: [Int], entries: Int) -> Buffer<Int32> {
    // The entry of a missing value, -1, stands before all others.
    var translation = [Int32](repeating: Int32(order.count), count: entries + 1)
    for (rank, entry) in order.enumerated() { translation[entry + 1] = Int32(rank) }
    return codes.withUnsafe { source in
      translation.withUnsafeBufferPointer { translation in
        nonisolated(unsafe) let (source, start) = (source, translation.baseAddress.unsafelyUnwrapped + 1)
        return Buffer(count: codes.count) { target in
          nonisolated(unsafe) let target = target
          Parallelism.forEachRange(of: codes.count, grain: 1 << 16) { rows in
            for row in rows { target[row] = start[Int(source[row])] }
          }
        }
      }
    }
  }

  /// The first `count` columns of 0 and 1, by category; after the last category comes that of missing values.
  func indicators(_ count: Int) -> (Int) -> Column {
    let memory = (0..<count).map { _ in BufferStorage(byteCount: codes.count * 4) }
    codes.withUnsafe { codes in
      nonisolated(unsafe) let codes = codes
      Parallelism.forEachRange(of: self.codes.count, grain: 1 << 14) { rows in
        for (category, storage) in memory.enumerated() {
          let target = storage.base.assumingMemoryBound(to: Float.self)
          let category = Int32(category)
          for row in rows { target[row] = codes[row] == category ? 1 : 0 }
        }
      }
    }
    let rows = codes.count
    return { Column(.float(Buffer(adopting: memory[$0], count: rows))) }
  }
}
