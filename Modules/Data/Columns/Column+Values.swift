import Tensor

extension Column {
  /// The value in a row; negative rows count from the end.
  ///
  /// Traps where there is no such row.
  public subscript(row: Int) -> Cell {
    let index = row < 0 ? row + count : row
    require(index >= 0 && index < count, "Column: row \(row) is out of range: there are \(count)")
    return cell(index)
  }

  /// The value in a row that is known to be there.
  func cell(_ row: Int) -> Cell {
    switch storage {
    case .int(let values): missing?[row] == true ? .missing : .int(values[row])
    case .double(let values): values[row].isNaN ? .missing : .double(values[row])
    case .float(let values): values[row].isNaN ? .missing : .double(Double(values[row]))
    case .bool(let values): missing?[row] == true ? .missing : .bool(values[row])
    case .string(let values): values.codes[row] < 0 ? .missing : .string(values.table[Int(values.codes[row])])
    }
  }

  /// Whether the value in a row is missing; the row is known to be there.
  func isMissing(at row: Int) -> Bool {
    switch storage {
    case .int, .bool: missing?[row] == true
    case .double(let values): values[row].isNaN
    case .float(let values): values[row].isNaN
    case .string(let values): values.codes[row] < 0
    }
  }

  /// All values.
  public var cells: [Cell] { (0..<count).map(cell) }

  /// The values as numbers, NaN where there is none; truth values are 1 and 0.
  ///
  /// Traps for strings.
  public var doubles: [Double] { doubleBuffer("doubles").array }

  /// The values as integers, nil where there is none.
  ///
  /// Traps where a value is not an integer.
  public var ints: [Int?] {
    cells.map { cell in
      switch cell {
      case .int(let value): return value
      case .bool(let value): return value ? 1 : 0
      case .missing: return nil
      case .double(let value):
        guard let whole = Int(exactly: value) else { fail("Column.ints: \(value) is not an integer") }
        return whole
      case .string(let value): fail("Column.ints: '\(value)' is not an integer")
      }
    }
  }

  /// The values as text, nil where there is none.
  public var strings: [String?] { cells.map { $0.isMissing ? nil : $0.description } }

  /// The values as doubles, NaN where missing.
  func doubleBuffer(_ operation: StaticString) -> Buffer<Double> {
    switch storage {
    case .double(let values): return values
    case .float(let values): return Buffer(count: count) { for row in 0..<count { $0[row] = Double(values[row]) } }
    case .int(let values):
      return Buffer(count: count) { target in
        values.withUnsafe { for row in 0..<count { target[row] = Double($0[row]) } }
        markMissing(target)
      }
    case .bool(let values):
      return Buffer(count: count) { target in
        for row in 0..<count { target[row] = values[row] ? 1 : 0 }
        markMissing(target)
      }
    case .string: fail("Column.\(operation): the column holds strings, numbers are needed")
    }
  }

  private func markMissing(_ target: UnsafeMutablePointer<Double>) {
    missing?.withUnsafe { for row in 0..<count where $0[row] { target[row] = .nan } }
  }
}

extension Column: Equatable {
  /// Whether type, count and every value are the same; missing equals missing.
  public static func == (left: Column, right: Column) -> Bool {
    left.type == right.type && left.count == right.count
      && (0..<left.count).allSatisfy { left.cell($0) == right.cell($0) }
  }
}
