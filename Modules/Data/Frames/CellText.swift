import Tensor

/// The texts of one column as pandas prints them: right-aligned with a place for the sign before all but the names of
/// text columns, and as many decimals as the value with the most needs, six at most.
struct CellText {
  let header: String
  let type: String
  let values: [String]

  init(name: String, column: Column, rows: [Int]) {
    let sign = column.type == .string ? "" : " "
    header = sign + name.visible
    type = sign + column.type.description
    switch column.storage {
    case .double, .float:
      values = CellText.decimals(rows.map { column.cell($0).number ?? .nan })
    case .int:
      values = rows.map { row in
        guard case .int(let value) = column.cell(row) else { return " NaN" }
        return value < 0 ? String(value) : " \(value)"
      }
    case .bool, .string:
      values = rows.map { " " + CellText.singleLine(column.cell($0).description) }
    }
  }

  var width: Int { ([header, type] + values).map(\.count).max() ?? 0 }

  /// At most 50 characters, line ends and other control characters written out.
  static func singleLine(_ text: String) -> String {
    let escaped = text.visible
    return escaped.count > 50 ? escaped.prefix(46) + "..." : escaped
  }

  private static let digits = 6

  static func decimals(_ values: [Double]) -> [String] {
    let isLarge = values.contains { abs($0) > 1e6 }
    let isSmall = values.contains { $0 != 0 && abs($0) < 1e-6 }
    let fixed = trimmed(values.map { format($0, fixed: digits) }, values)
    let isTooLong = (fixed.map(\.count).max() ?? 0) > digits + 6
    return isSmall || (isTooLong && isLarge) ? values.map { format($0, exponent: digits) } : fixed
  }

  /// Takes away the zeros at the end that all numbers have, but for one.
  private static func trimmed(_ texts: [String], _ values: [Double]) -> [String] {
    let numbers = zip(texts, values).filter { $1.isFinite }.map { Array($0.0.utf8) }
    var cut = digits - 1
    for text in numbers { cut = min(cut, text.reversed().prefix { $0 == UInt8(ascii: "0") }.count) }
    return zip(texts, values).map { $1.isFinite ? String($0.dropLast(cut)) : $0 }
  }

  private static func special(_ value: Double) -> String? {
    if value.isNaN { return " NaN" }
    return value.isInfinite ? (value < 0 ? "-inf" : " inf") : nil
  }

  private static func format(_ value: Double, fixed digits: Int) -> String {
    special(value) ?? NumberFormat.fixed(value, digits: digits, sign: " ")
  }

  private static func format(_ value: Double, exponent digits: Int) -> String {
    special(value) ?? NumberFormat.exponent(value, digits: digits, sign: " ")
  }
}
