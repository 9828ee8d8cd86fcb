import Foundation
import Tensor

/// A value of a JSON line. Objects keep the order in which they were written.
public enum JSON: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
  CustomStringConvertible, Sendable
{
  /// A whole number.
  case integer(any BinaryInteger & Sendable)
  /// A number; not finite ones become null, which is all that JSON has for them.
  case number(Double)
  /// A text.
  case text(String)
  /// A list.
  case list([JSON])
  /// Names with values.
  case object([(String, JSON)])

  /// A text.
  public init(stringLiteral value: String) { self = .text(value) }
  /// A list.
  public init(arrayLiteral elements: JSON...) { self = .list(elements) }
  /// Names with values.
  public init(dictionaryLiteral elements: (String, JSON)...) { self = .object(elements) }

  /// A number that came from single precision, with the digits it has.
  public init(_ value: Float) { self = .number(value.isFinite ? Double("\(value)")! : Double(value)) }

  /// The value on one line.
  public var description: String { written { _ in "null" } }

  /// The value on one line, for people: what is not finite is said.
  public var readable: String { written { $0.isNaN ? "nan" : "\($0)" } }

  private func written(_ notFinite: (Double) -> String) -> String {
    switch self {
    case .integer(let value): "\(value)"
    case .number(let value): value.isFinite ? "\(value)" : notFinite(value)
    case .text(let value): Self.quoted(value)
    case .list(let values): "[" + values.map { $0.written(notFinite) }.joined(separator: ", ") + "]"
    case .object(let fields):
      "{" + fields.map { "\(Self.quoted($0.0)): \($0.1.written(notFinite))" }.joined(separator: ", ") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where scalar.isInvisibleControl:
        for unit in String(scalar).utf16 { result += String(format: "\\u%04x", unit) }
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
