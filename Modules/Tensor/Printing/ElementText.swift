#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How the elements of one tensor are written: all in the same way, and as wide as the widest.
struct ElementText<Scalar: TensorScalar> {
  private enum Style { case plain, whole, fixed, scientific }
  private let style: Style
  private(set) var width = 1

  init(_ scalars: [Scalar]) {
    style = Self.style(of: scalars)
    for scalar in scalars where style == .plain || Self.number(scalar).map({ $0.isFinite && $0 != 0 }) == true {
      width = Swift.max(width, text(scalar).utf8.count)
    }
  }

  private static func number(_ scalar: Scalar) -> Double? {
    switch scalar {
    case let scalar as Float: Double(scalar)
    case let scalar as Double: scalar
    default: nil
    }
  }

  /// Judged by the numbers that are neither zero nor infinite nor NaN.
  private static func style(of scalars: [Scalar]) -> Style {
    guard Scalar.scalarType.isFloating else { return .plain }
    let numbers = scalars.compactMap(number).filter { $0.isFinite && $0 != 0 }
    let sizes = numbers.map(Swift.abs)
    guard let least = sizes.min(), let most = sizes.max() else { return .whole }
    if most / least > 1000 || most > 1e8 || least < 1e-4 { return .scientific }
    return numbers.allSatisfy { $0 == $0.rounded(.up) } ? .whole : .fixed
  }

  private func text(_ scalar: Scalar) -> String {
    guard let number = Self.number(scalar) else { return "\(scalar)" }
    switch style {
    case .plain: return "\(scalar)"
    case .whole: return printed("%.0f", number) + (number.isFinite ? "." : "")
    case .fixed: return printed("%.4f", number)
    case .scientific: return printed("%.4e", number)
    }
  }

  /// The text, with blanks before it up to the width.
  func padded(_ scalar: Scalar) -> String {
    let text = text(scalar)
    return String(repeating: " ", count: Swift.max(width - text.utf8.count, 0)) + text
  }

  private func printed(_ format: String, _ number: Double) -> String {
    // The sign of NaN is not shown.
    if number.isNaN { return "nan" }
    return withVaList([number]) { arguments in
      withUnsafeTemporaryAllocation(of: CChar.self, capacity: 400) { buffer in
        vsnprintf(buffer.baseAddress!, buffer.count, format, arguments)
        return String(cString: buffer.baseAddress!)
      }
    }
  }
}
