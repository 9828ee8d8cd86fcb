/// One value of a data frame, or the absence of one.
///
/// Literals stand for themselves: `0`, `1.5`, `true`, `"RL"`, and `nil` for a missing value.
public enum Cell: Hashable, Sendable {
  /// A whole number.
  case int(Int)
  /// A number with a fraction.
  case double(Double)
  /// True or false.
  case bool(Bool)
  /// Text.
  case string(String)
  /// No value: pandas' NaN, NA and None.
  case missing

  /// The value as a number: true is 1, false 0; nil for text and for no value.
  public var number: Double? {
    switch self {
    case .int(let value): Double(value)
    case .double(let value): value.isNaN ? nil : value
    case .bool(let value): value ? 1 : 0
    case .string, .missing: nil
    }
  }

  /// Whether there is no value; NaN counts as none.
  public var isMissing: Bool {
    switch self {
    case .missing: true
    case .double(let value): value.isNaN
    default: false
    }
  }
}

extension Cell: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByStringLiteral, ExpressibleByNilLiteral
{
  /// `0`
  public init(integerLiteral value: Int) { self = .int(value) }
  /// `1.5`
  public init(floatLiteral value: Double) { self = .double(value) }
  /// `true`
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// `"RL"`
  public init(stringLiteral value: String) { self = .string(value) }
  /// `nil`: no value.
  public init(nilLiteral: ()) { self = .missing }
}

extension Cell: CustomStringConvertible {
  /// The value as text, `NaN` where there is none.
  public var description: String {
    switch self {
    case .int(let value): String(value)
    case .double(let value): value.isNaN ? "NaN" : String(value)
    case .bool(let value): value ? "True" : "False"
    case .string(let value): value
    case .missing: "NaN"
    }
  }
}
