/// What the values of a column are.
public enum ColumnType: String, Sendable, CaseIterable, CustomStringConvertible {
  case int = "Int"
  case double = "Double"
  case float = "Float"
  case bool = "Bool"
  case string = "String"

  /// The name of the Swift type.
  public var description: String { rawValue }
}
