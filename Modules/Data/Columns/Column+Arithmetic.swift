import Tensor

/// Arithmetic row by row; where either side is missing, so is the result. Integers stay integers under + - *, unless the
/// result does not fit; everything else gives Double. Truth values count as 1 and 0. Strings trap, but for +.
extension Column {
  /// Sums; text is joined.
  public static func + (left: Column, right: Column) -> Column {
    if left.type == .string, right.type == .string {
      checkCounts(left, right, "+")
      return Column(zip(left.strings, right.strings).map { left, right in left.flatMap { l in right.map { l + $0 } } })
    }
    return combine(left, right, "+", { $0.addingReportingOverflow($1) }, +)
  }
  /// Differences.
  public static func - (left: Column, right: Column) -> Column {
    combine(left, right, "-", { $0.subtractingReportingOverflow($1) }, -)
  }
  /// Products.
  public static func * (left: Column, right: Column) -> Column {
    combine(left, right, "*", { $0.multipliedReportingOverflow(by: $1) }, *)
  }
  /// Quotients, as Double.
  public static func / (left: Column, right: Column) -> Column { combine(left, right, "/", nil, /) }

  /// Each value and a number.
  public static func + (left: Column, right: Cell) -> Column { left + Column(repeating: right, count: left.count) }
  /// Each value less a number.
  public static func - (left: Column, right: Cell) -> Column { left - Column(repeating: right, count: left.count) }
  /// Each value times a number.
  public static func * (left: Column, right: Cell) -> Column { left * Column(repeating: right, count: left.count) }
  /// Each value through a number.
  public static func / (left: Column, right: Cell) -> Column { left / Column(repeating: right, count: left.count) }
  /// A number and each value.
  public static func + (left: Cell, right: Column) -> Column { Column(repeating: left, count: right.count) + right }
  /// A number less each value.
  public static func - (left: Cell, right: Column) -> Column { Column(repeating: left, count: right.count) - right }
  /// A number times each value.
  public static func * (left: Cell, right: Column) -> Column { Column(repeating: left, count: right.count) * right }
  /// A number through each value.
  public static func / (left: Cell, right: Column) -> Column { Column(repeating: left, count: right.count) / right }
  /// Each value with the other sign.
  public static prefix func - (column: Column) -> Column { 0 - column }

  private static func checkCounts(_ left: Column, _ right: Column, _ name: String) {
    require(left.count == right.count, "Column \(name): \(left.count) and \(right.count) rows")
  }

  private static func combine(
    _ left: Column, _ right: Column, _ name: String, _ integers: ((Int, Int) -> (Int, overflow: Bool))?,
    _ doubles: (Double, Double) -> Double
  ) -> Column {
    checkCounts(left, right, name)
    if let integers, case .int(let a) = left.storage, case .int(let b) = right.storage {
      var overflows = false
      let values = Buffer<Int>(count: a.count) { target in
        for row in 0..<a.count {
          let (value, overflow) = integers(a[row], b[row])
          target[row] = value
          overflows = overflows || overflow
        }
      }
      if !overflows { return Column(.int(values), missing: union(left.missing, right.missing)) }
    }
    let (a, b) = (left.doubleBuffer("arithmetic"), right.doubleBuffer("arithmetic"))
    return Column(
      .double(
        a.withUnsafe { a0 in
          b.withUnsafe { b0 in
            Buffer(count: a.count) { target in for row in 0..<a.count { target[row] = doubles(a0[row], b0[row]) } }
          }
        }))
  }

  static func union(_ left: Buffer<Bool>?, _ right: Buffer<Bool>?) -> Buffer<Bool>? {
    guard let left else { return right }
    guard let right else { return left }
    return Buffer(zip(left, right).map { $0 || $1 })
  }

  /// Each number through a function, as Double; missing values stay missing.
  public func map(_ transform: (Double) -> Double) -> Column {
    let values = doubleBuffer("map")
    return Column(
      .double(
        values.withUnsafe { values0 in
          Buffer(count: values.count) { target in
            for row in 0..<values.count { target[row] = values0[row].isNaN ? .nan : transform(values0[row]) }
          }
        }))
  }

  /// Each value through a function, missing ones included; the type follows from the results.
  public func mapCells(_ transform: (Cell) -> Cell) -> Column { Column(cells.map(transform)) }

  /// Each of these values replaced by another; values that do not appear stay. Equals pandas' `replace`.
  public func replacing(_ replacements: KeyValuePairs<Cell, Cell>) -> Column {
    let table = CellTable(replacements.map { ($0.key, $0.value) })
    return mapCells { table[$0] ?? $0 }
  }
}
