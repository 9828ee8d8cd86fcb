import Foundation

/// A number with so many digits after the point and a true minus sign, for pictures.
func fixed(_ value: some BinaryFloatingPoint, _ decimals: Int) -> String {
  String(format: "%.\(decimals)f", Double(value)).replacingOccurrences(of: "-", with: "−")
}
