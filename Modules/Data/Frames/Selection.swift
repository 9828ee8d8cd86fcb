public import Tensor

/// What chooses rows of a frame: a range, positions (negative ones count from the end), truth values, a tensor of
/// positions.
public protocol RowSelection {
  /// The positions of the rows among `count`; traps where one is out of range.
  func positions(of count: Int) -> [Int]
}

/// What chooses columns of a frame: a range, positions (negative ones count from the end), names.
public protocol ColumnSelection {
  /// The positions of the columns in a frame; traps where there is no such column.
  func positions(in frame: DataFrame) -> [Int]
}

/// What names one column: its position or its name.
public protocol ColumnKey {
  /// The position of the column in a frame; traps where there is none.
  func position(in frame: DataFrame) -> Int
}

extension Int: ColumnKey {
  /// Counted from the end where negative.
  public func position(in frame: DataFrame) -> Int { resolve(self, frame.shape.columns, "column") }
}

extension String: ColumnKey {
  /// The column with this name.
  public func position(in frame: DataFrame) -> Int { frame.position(self, "subscript") }
}

extension Array: ColumnSelection where Element: ColumnKey {
  /// One column for each element.
  public func positions(in frame: DataFrame) -> [Int] { map { $0.position(in: frame) } }
}

extension Array: RowSelection where Element == Int {
  /// One row for each element.
  public func positions(of count: Int) -> [Int] { map { resolve($0, count, "row") } }
}

extension RangeExpression where Self: RowSelection, Bound == Int {
  /// The rows of the range.
  public func positions(of count: Int) -> [Int] { Array(resolve(self, count, "rows")) }
}

extension RangeExpression where Self: ColumnSelection, Bound == Int {
  /// The columns of the range.
  public func positions(in frame: DataFrame) -> [Int] { Array(resolve(self, frame.shape.columns, "columns")) }
}

extension Range: RowSelection, ColumnSelection where Bound == Int {}
extension ClosedRange: RowSelection, ColumnSelection where Bound == Int {}
extension PartialRangeFrom: RowSelection, ColumnSelection where Bound == Int {}
extension PartialRangeUpTo: RowSelection, ColumnSelection where Bound == Int {}
extension PartialRangeThrough: RowSelection, ColumnSelection where Bound == Int {}

extension Column: RowSelection {
  /// The rows where the truth value is true.
  public func positions(of count: Int) -> [Int] {
    require(self.count == count, "DataFrame: \(self.count) truth values for \(count) rows")
    return mask("as rows").indices { $0 }
  }
}

extension Tensor: RowSelection where Scalar == Int32 {
  /// One row for each element.
  public func positions(of count: Int) -> [Int] { scalars.map { resolve(Int($0), count, "row") } }
}

extension Array {
  func indices(where test: (Element) -> Bool) -> [Int] { indices.filter { test(self[$0]) } }
}

/// A position, counted from the end where negative.
func resolve(_ position: Int, _ count: Int, _ what: String) -> Int {
  let resolved = position < 0 ? position + count : position
  require(resolved >= 0 && resolved < count, "DataFrame: \(what) \(position) is out of range: there are \(count)")
  return resolved
}

private func resolve<Expression: RangeExpression<Int>>(
  _ expression: Expression, _ count: Int, _ what: String
) -> Range<Int> {
  let range = expression.relative(to: 0..<count)
  require(
    range.lowerBound >= 0 && range.upperBound <= count,
    "DataFrame: \(what) \(expression) are out of range: there are \(count)")
  return range
}
