import Foundation

/// Numbers with a given count of digits, as C's `printf` writes them.
enum NumberFormat {
  /// `%.6f`, with `sign` before what is not negative.
  static func fixed(_ value: Double, digits: Int, sign: String = "") -> String {
    (value.sign == .minus ? "" : sign) + String(format: "%.\(digits)f", value)
  }

  /// `%.6e`, with `sign` before what is not negative.
  static func exponent(_ value: Double, digits: Int, sign: String = "") -> String {
    (value.sign == .minus ? "" : sign) + String(format: "%.\(digits)e", value)
  }
}
