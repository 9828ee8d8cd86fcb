import Tensor

extension Column {
  /// How many values are missing.
  public var missingCount: Int {
    switch storage {
    case .int, .bool:
      missing.map { mask in mask.withUnsafe { start in Column.count(mask.count) { start[$0] } } } ?? 0
    case .double(let values): values.withUnsafe { start in Column.count(values.count) { start[$0].isNaN } }
    case .float(let values): values.withUnsafe { start in Column.count(values.count) { start[$0].isNaN } }
    case .string(let values): values.codes.withUnsafe { start in Column.count(values.count) { start[$0] < 0 } }
    }
  }

  @inline(__always)
  private static func count(_ rows: Int, _ test: (Int) -> Bool) -> Int {
    var count = 0
    for row in 0..<rows { count += test(row) ? 1 : 0 }
    return count
  }

  /// The column with another value where one is missing. An integer column takes a fraction by becoming Double.
  ///
  /// Traps where text meets numbers.
  public func fillingMissing(with value: Cell) -> Column {
    guard missingCount > 0, !value.isMissing else { return self }
    if missingCount == count { return Column(repeating: value, count: count) }
    switch (storage, value) {
    case (.string(var values), .string(let text)):
      values.fill(text)
      return Column(.string(values))
    case (.int(var values), .int(let number)):
      fill(&values, number)
      return Column(.int(values))
    case (.bool(var values), .bool(let truth)):
      fill(&values, truth)
      return Column(.bool(values))
    case (.float(let values), _) where value.number != nil && !value.isBool:
      let number = Float(value.number ?? 0)
      return Column(.float(Buffer(values.map { $0.isNaN ? number : $0 })))
    case (.int, _), (.double, _):
      guard let number = value.number else { break }
      let values = doubleBuffer("fillingMissing")
      return Column(.double(Buffer(values.map { $0.isNaN ? number : $0 })))
    default: break
    }
    fail("Column.fillingMissing: \(value) does not fit a column of \(type)")
  }

  private func fill<Value>(_ values: inout Buffer<Value>, _ value: Value) {
    guard let missing else { return }
    let count = values.count
    values.withUnsafeMutable { target in for row in 0..<count where missing[row] { target[row] = value } }
  }
}

extension StringColumn {
  mutating func fill(_ text: String) {
    var code = (0..<table.count).first { table[$0] == text }.map(Int32.init)
    if code == nil {
      table.append(text)
      code = Int32(table.count - 1)
    }
    let filled = code ?? 0
    let count = self.count
    codes.withUnsafeMutable { target in for row in 0..<count where target[row] < 0 { target[row] = filled } }
  }
}
