/// What the values of a column are.
public enum ColumnType: String, Sendable, CaseIterable, CustomStringConvertible {
  /// Whole numbers, pandas' `int64`.
  case int = "Int"
  /// Numbers with fractions, pandas' `float64`.
  case double = "Double"
  /// The same in 32 bits, pandas' `float32`.
  case float = "Float"
  /// True and false, pandas' `bool`.
  case bool = "Bool"
  /// Text, pandas' `object`.
  case string = "String"

  /// The name of the Swift type.
  public var description: String { rawValue }
}
