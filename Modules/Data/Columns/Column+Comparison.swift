import Tensor

/// Comparisons row by row, to truth values; where either side is missing the answer is false, and for `.!=` true.
extension Column {
  /// Whether the values are equal.
  public static func .== (left: Column, right: Column) -> Column { compare(left, right, ".==") { $0 == $1 } }
  /// Whether the values differ.
  public static func .!= (left: Column, right: Column) -> Column { .!(left .== right) }
  /// Whether the left value is less.
  public static func .< (left: Column, right: Column) -> Column { compare(left, right, ".<") { $0 < $1 } }
  /// Whether the left value is less or equal.
  public static func .<= (left: Column, right: Column) -> Column { compare(left, right, ".<=") { $0 <= $1 } }
  /// Whether the left value is greater.
  public static func .> (left: Column, right: Column) -> Column { compare(left, right, ".>") { $0 > $1 } }
  /// Whether the left value is greater or equal.
  public static func .>= (left: Column, right: Column) -> Column { compare(left, right, ".>=") { $0 >= $1 } }

  /// Which values equal this one.
  public static func .== (left: Column, right: Cell) -> Column { compare(left, right, ".==") { $0 == $1 } }
  /// Which values differ from this one.
  public static func .!= (left: Column, right: Cell) -> Column { .!(left .== right) }
  /// Which values are less.
  public static func .< (left: Column, right: Cell) -> Column { compare(left, right, ".<") { $0 < $1 } }
  /// Which values are less or equal.
  public static func .<= (left: Column, right: Cell) -> Column { compare(left, right, ".<=") { $0 <= $1 } }
  /// Which values are greater.
  public static func .> (left: Column, right: Cell) -> Column { compare(left, right, ".>") { $0 > $1 } }
  /// Which values are greater or equal.
  public static func .>= (left: Column, right: Cell) -> Column { compare(left, right, ".>=") { $0 >= $1 } }

  /// Whether both are true.
  public static func .& (left: Column, right: Column) -> Column { logical(left, right, ".&") { $0 && $1 } }
  /// Whether one of them is true, or both.
  public static func .| (left: Column, right: Column) -> Column { logical(left, right, ".|") { $0 || $1 } }
  /// Whether it is false.
  public static prefix func .! (column: Column) -> Column { Column(column.mask(".!").map { !$0 }) }

  /// Which values are missing.
  public func isMissing() -> Column { Column((0..<count).map(isMissing(at:))) }

  /// Which values are one of these.
  public func isIn(_ values: [Cell]) -> Column {
    let wanted = CellTable(values.map { ($0, true) })
    return Column(cells.map { wanted[$0] != nil })
  }

  /// The truth values, false where one is missing.
  func mask(_ operation: String) -> [Bool] {
    guard case .bool(let values) = storage else {
      fail("Column \(operation): truth values are needed, the column holds \(type)")
    }
    return values.enumerated().map { $1 && missing?[$0] != true }
  }

  private static func logical(
    _ left: Column, _ right: Column, _ name: String, _ body: (Bool, Bool) -> Bool
  ) -> Column {
    require(left.count == right.count, "Column \(name): \(left.count) and \(right.count) rows")
    return Column(zip(left.mask(name), right.mask(name)).map(body))
  }

  private static func compare(
    _ left: Column, _ right: Cell, _ name: String, _ test: (Cell.Rank, Cell.Rank) -> Bool
  ) -> Column {
    if right.isMissing || left.missingCount == left.count { return Column(Array(repeating: false, count: left.count)) }
    let rank = right.rank
    if case .string(let values) = left.storage {
      requireComparable(.string, right.isText ? .string : .double, name)
      let answers = (0..<values.table.count).map { test(Cell.string(values.table[$0]).rank, rank) }
      return Column(values.codes.map { $0 >= 0 && answers[Int($0)] })
    }
    requireComparable(left.type, right.isText ? .string : left.type, name)
    if case .int(let values) = left.storage {
      return Column((0..<left.count).map { left.missing?[$0] != true && test(.integer(values[$0]), rank) })
    }
    return Column(left.doubleBuffer("comparison").map { !$0.isNaN && test(.number($0), rank) })
  }

  private static func compare(
    _ left: Column, _ right: Column, _ name: String, _ test: (Cell.Rank, Cell.Rank) -> Bool
  ) -> Column {
    require(left.count == right.count, "Column \(name): \(left.count) and \(right.count) rows")
    // A column without any value fits every other one.
    if ![left, right].contains(where: { $0.missingCount == $0.count }) {
      requireComparable(left.type, right.type, name)
    }
    return Column(
      (0..<left.count).map { row in
        !left.isMissing(at: row) && !right.isMissing(at: row) && test(left.cell(row).rank, right.cell(row).rank)
      })
  }

  private static func requireComparable(_ left: ColumnType, _ right: ColumnType, _ name: String) {
    require(
      (left == .string) == (right == .string), "Column \(name): \(left) and \(right) cannot be compared")
  }
}

extension Cell {
  var isText: Bool { if case .string = self { true } else { false } }
}
