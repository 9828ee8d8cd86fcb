/// Something by value, where equal numbers are one value: 1 finds 1.0 and the other way round.
struct CellTable<Value> {
  private let entries: [Cell: Value]
  /// Those of floating-point keys, and those of every number.
  private let doubles: [Double: Value], numbers: [Double: Value]

  /// Of entries with equal keys the first one counts.
  init(_ entries: [(Cell, Value)]) {
    func table(_ number: (Cell) -> Double?) -> [Double: Value] {
      Dictionary(entries.compactMap { key, value in number(key).map { ($0, value) } }) { first, _ in first }
    }
    self.entries = Dictionary(entries) { first, _ in first }
    doubles = table { if case .double(let value) = $0 { value } else { nil } }
    numbers = table { $0.isBool ? nil : $0.number }
  }

  subscript(cell: Cell) -> Value? {
    if let value = entries[cell] { return value }
    switch cell {
    // Integers that differ may be the same as Double.
    case .int(let value): return doubles[Double(value)]
    case .double(let value): return numbers[value]
    default: return nil
    }
  }
}
