/// Rows by the values that one or more columns have there: equal values, equal number, in the order of appearance.
struct Keys {
  /// The number of each row's key; -1 where a value is missing and such rows are dropped.
  let codes: Buffer<Int>
  /// The first row of each key.
  private(set) var firstRows: [Int] = []
  /// How many rows have each key.
  private(set) var counts: [Int] = []

  init(_ columns: [Column], droppingMissing: Bool) {
    let parts = columns.map { Keys.codes($0) }
    let count = columns.first?.count ?? 0
    var numbers: [Int: Int] = [:]
    var pairs: [Pair: Int] = [:]
    var codes = Buffer<Int>(uninitialized: count)
    for row in 0..<count {
      var code = parts[0][row]
      var isMissing = code < 0
      // Two columns at a time: a pair of numbers gets a number of its own.
      for part in parts.dropFirst() {
        isMissing = isMissing || part[row] < 0
        code = Keys.number(Pair(first: code, second: part[row]), &pairs)
      }
      if droppingMissing, isMissing {
        codes.withUnsafeMutable { $0[row] = -1 }
        continue
      }
      let number = Keys.number(code, &numbers)
      if number == firstRows.count {
        firstRows.append(row)
        counts.append(0)
      }
      counts[number] += 1
      codes.withUnsafeMutable { $0[row] = number }
    }
    self.codes = codes
  }

  /// Whether each row's key has been there before.
  var isRepeated: [Bool] { codes.enumerated().map { $1 >= 0 && firstRows[$1] != $0 } }

  private struct Pair: Hashable {
    let first: Int
    let second: Int
  }

  private static func number<Key: Hashable>(_ key: Key, _ numbers: inout [Key: Int]) -> Int {
    if let number = numbers[key] { return number }
    numbers[key] = numbers.count
    return numbers.count - 1
  }

  /// Numbers for the values of one column, -1 for missing ones.
  private static func codes(_ column: Column) -> [Int] {
    switch column.storage {
    case .string(let values): return values.asDictionary().codes.map(Int.init)
    case .bool(let values):
      return (0..<column.count).map { column.isMissing(at: $0) ? -1 : values[$0] ? 1 : 0 }
    case .int(let values):
      var numbers: [Int: Int] = [:]
      return (0..<column.count).map { column.isMissing(at: $0) ? -1 : number(values[$0], &numbers) }
    case .double, .float:
      var numbers: [Double: Int] = [:]
      return column.doubleBuffer("groupBy").map { $0.isNaN ? -1 : number($0, &numbers) }
    }
  }
}
