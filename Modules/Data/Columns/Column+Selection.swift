import Tensor

extension Column {
  /// The values of consecutive rows, which are there.
  func taking(_ range: Range<Int>) -> Column {
    let mask = missing?.copy(range)
    switch storage {
    case .int(let values): return Column(.int(values.copy(range)), missing: mask)
    case .double(let values): return Column(.double(values.copy(range)))
    case .float(let values): return Column(.float(values.copy(range)))
    case .bool(let values): return Column(.bool(values.copy(range)), missing: mask)
    case .string(var values):
      values.codes = values.codes.copy(range)
      return Column(.string(values))
    }
  }

  /// The values of rows, which are there; -1 gives a missing value.
  func taking(_ rows: Buffer<Int>) -> Column {
    let hasGaps = rows.withUnsafe { rows0 in (0..<rows.count).contains { rows0[$0] < 0 } }
    func mask() -> Buffer<Bool>? {
      if missing == nil, !hasGaps { return nil }
      return Buffer(count: rows.count) { target in
        for (place, row) in rows.enumerated() { target[place] = row < 0 || missing?[row] == true }
      }
    }
    switch storage {
    case .int(let values): return Column(.int(values.gathered(rows, default: 0)), missing: mask())
    case .double(let values): return Column(.double(values.gathered(rows, default: .nan)))
    case .float(let values): return Column(.float(values.gathered(rows, default: .nan)))
    case .bool(let values): return Column(.bool(values.gathered(rows, default: false)), missing: mask())
    case .string(var values):
      values.codes = values.codes.gathered(rows, default: -1)
      return Column(.string(values))
    }
  }

  /// The values of one column after those of another, in the narrowest type that holds both.
  ///
  /// Truth values beside numbers, and anything beside text, become text.
  static func concat(_ parts: [Column]) -> Column {
    let filled = parts.filter { $0.missingCount < $0.count || $0.count == 0 }
    let types = Set((filled.isEmpty ? parts : filled).map(\.type))
    guard let first = types.first else { return Column(repeating: nil, count: 0) }
    let common: ColumnType =
      if types.count == 1 { first } else if types.isSubset(of: [.int, .double, .float]) { .double } else { .string }
    let columns = parts.map {
      $0.missingCount == $0.count ? .missing(common, count: $0.count) : $0.converted(to: common)
    }
    let mask: Buffer<Bool>? =
      columns.allSatisfy { $0.missing == nil }
      ? nil : .concat(columns.map { $0.missing ?? Buffer(repeating: false, count: $0.count) })
    switch common {
    case .int: return Column(.int(.concat(columns.map { $0.ownInts })), missing: mask)
    case .double: return Column(.double(.concat(columns.map { $0.doubleBuffer("concat") })))
    case .float: return Column(.float(.concat(columns.map { $0.floatBuffer("concat") })))
    case .bool: return Column(.bool(.concat(columns.map { $0.ownBools })), missing: mask)
    case .string: return Column(.string(.concat(columns.map { $0.stringColumn })))
    }
  }

  private static func missing(_ type: ColumnType, count: Int) -> Column {
    switch type {
    case .int: Column(.int(Buffer(repeating: 0, count: count)), missing: Buffer(repeating: true, count: count))
    case .double: Column(.double(Buffer(repeating: .nan, count: count)))
    case .float: Column(.float(Buffer(repeating: .nan, count: count)))
    case .bool: Column(.bool(Buffer(repeating: false, count: count)), missing: Buffer(repeating: true, count: count))
    case .string:
      Column(
        .string(StringColumn(codes: Buffer(repeating: -1, count: count), table: StringTable(), isDictionary: true)))
    }
  }

  var ownInts: Buffer<Int> {
    guard case .int(let values) = storage else { fail("Column: Int expected, the column holds \(type)") }
    return values
  }

  var ownBools: Buffer<Bool> {
    guard case .bool(let values) = storage else { fail("Column: Bool expected, the column holds \(type)") }
    return values
  }

  var stringColumn: StringColumn {
    guard case .string(let values) = storage else { fail("Column: String expected, the column holds \(type)") }
    return values
  }
}

extension Buffer {
  /// The elements at these positions; the default where one is negative.
  func gathered(_ positions: Buffer<Int>, default value: Element) -> Buffer {
    withUnsafe { source in
      positions.withUnsafe { positions0 in
        Buffer(count: positions.count) { target in
          for place in 0..<positions.count {
            let position = positions0[place]
            target[place] = position < 0 ? value : source[position]
          }
        }
      }
    }
  }

  static func concat(_ parts: [Buffer]) -> Buffer {
    Buffer(count: parts.reduce(0) { $0 + $1.count }) { target in
      var next = target
      for part in parts {
        part.withUnsafe { next.update(from: $0, count: part.count) }
        next += part.count
      }
    }
  }
}

extension StringColumn {
  static func concat(_ parts: [StringColumn]) -> StringColumn {
    guard parts.count != 1 else { return parts[0] }
    let isDictionary = parts.allSatisfy(\.isDictionary)
    var set = StringIndex()
    var table = StringTable()
    let codes = parts.map { part in
      let translation: [Int32]
      if isDictionary {
        translation = (0..<part.table.count).map { entry in part.table.withText(entry) { set.insert($0) } }
      } else {
        translation = (0..<part.table.count).map { Int32($0 + table.count) }
        table.append(contentsOf: part.table)
      }
      return Buffer<Int32>(count: part.count) { target in
        part.codes.withUnsafe { codes in
          for row in 0..<part.count { target[row] = codes[row] < 0 ? -1 : translation[Int(codes[row])] }
        }
      }
    }
    return StringColumn(codes: .concat(codes), table: isDictionary ? set.table : table, isDictionary: isDictionary)
  }
}
