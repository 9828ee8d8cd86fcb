/// Numbers as they are written along an axis.
enum TickLabels {
  static let minus = "\u{2212}"

  /// The labels of multiples of a step, and what they have in common.
  ///
  /// A power of ten is taken out at 10⁶ and above and at 10⁻⁵ and below; a number is taken out where the ticks differ
  /// only in their last of many digits.
  static func linear(multiples: [Int], step: DecimalStep) -> (labels: [String], common: String) {
    guard let first = multiples.first, let last = multiples.last else { return ([], "") }
    var (multiples, addend) = (multiples, "")
    let largest = max(abs(first), abs(last))
    let spread = last - first
    if spread > 0, largest >= 1000 * spread, first.signum() == last.signum() {
      let base = roundest(between: first * step.tenths, and: last * step.tenths)
      if base != 0 {
        addend = (base > 0 ? "+" : minus) + decimal(abs(base), exponent: step.exponent, decimals: nil)
        multiples = multiples.map { $0 - base / step.tenths }
      }
    }
    let peak = max(abs(multiples[0]), abs(multiples[multiples.count - 1])) * step.tenths
    let order = peak == 0 ? 0 : String(peak).count - 1 + step.exponent
    let shift = order >= 6 || order <= -5 ? order : 0
    let exponent = step.exponent - shift
    let trailing = multiples.allSatisfy { $0 * step.tenths % 10 == 0 } ? 1 : 0
    let decimals = max(0, -(exponent + trailing))
    let labels = multiples.map { decimal($0 * step.tenths, exponent: exponent, decimals: decimals) }
    let factor = shift == 0 ? "" : "×10" + superscript(shift)
    return (labels, factor + (addend.isEmpty || factor.isEmpty ? addend : " " + addend))
  }

  /// The multiple of the largest power of ten that lies between two numbers of one sign, or near them on the side of 0.
  private static func roundest(between low: Int, and high: Int) -> Int {
    let near = low < 0 ? high : low
    var (magnitude, best) = (1000, near)
    while magnitude <= max(abs(low), abs(high)), magnitude < Int.max / 10 {
      let multiple = (low < 0 ? low : high) / magnitude * magnitude
      let before = near / magnitude * magnitude
      if multiple >= low && multiple <= high {
        best = multiple
      } else if abs(near - before) <= 5 * (high - low) {
        best = before
      }
      magnitude *= 10
    }
    return best
  }

  /// digits × 10^exponent in full, with as many decimals as asked for, or as many as it takes.
  static func decimal(_ digits: Int, exponent: Int, decimals: Int?) -> String {
    var text = String(abs(digits))
    if exponent >= 0 {
      if digits != 0 {
        if exponent > 15 { return (digits < 0 ? minus : "") + scientific(text, exponent: exponent) }
        text += String(repeating: "0", count: exponent)
      }
      if let decimals, decimals > 0 { text += "." + String(repeating: "0", count: decimals) }
      return (digits < 0 ? minus : "") + text
    }
    let places = -exponent
    if places > 20 { return (digits < 0 ? minus : "") + scientific(text, exponent: exponent) }
    text = String(repeating: "0", count: max(0, places + 1 - text.count)) + text
    let whole = text.dropLast(places)
    var fraction = text.suffix(places)
    if let decimals {
      fraction = fraction.prefix(decimals)
    } else {
      while fraction.last == "0" { fraction = fraction.dropLast() }
    }
    return (digits < 0 ? minus : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
  }

  private static func scientific(_ digits: String, exponent: Int) -> String {
    var fraction = Substring(digits.dropFirst())
    while fraction.last == "0" { fraction = fraction.dropLast() }
    let power = exponent + digits.count - 1
    return "\(digits.prefix(1))\(fraction.isEmpty ? "" : "." + fraction)×10\(superscript(power))"
  }

  /// A single number: in full between 10⁻⁴ and 10⁵, with a power of ten elsewhere; at most six digits.
  static func plain(_ value: Double) -> String { number(value, digits: 6) }

  /// A number with at most so many significant digits, and a power of ten where it is very large or very small.
  static func number(_ value: Double, digits: Int) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? minus + "∞" : "∞" }
    if value == 0 { return "0" }
    let (integer, exponent) = rounded(abs(value), digits: digits)
    let sign = value < 0 ? minus : ""
    let order = exponent + String(integer).count - 1
    if order >= 6 || order < -4 { return sign + scientific(String(integer), exponent: exponent) }
    return sign + decimal(integer, exponent: exponent, decimals: nil)
  }

  /// A number with a fixed count of decimals.
  static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return number(value, digits: 6) }
    let scaled = (abs(value) * power(10, Double(decimals))).rounded()
    guard scaled < 9e18 else { return number(value, digits: 6) }
    return decimal(value < 0 ? -Int(scaled) : Int(scaled), exponent: -decimals, decimals: decimals)
  }

  /// The integer of at most `digits` digits, and the power of ten, whose product is nearest to a positive value.
  private static func rounded(_ value: Double, digits: Int) -> (Int, Int) {
    // The shortest text that reads back as the value has its exact decimal digits.
    let text = value.description.lowercased()
    let parts = text.split(separator: "e")
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let mantissa = parts[0].split(separator: ".")
    var figures = (mantissa[0] + (mantissa.count > 1 ? mantissa[1] : "")).compactMap(\.wholeNumberValue)
    var power = exponent - (mantissa.count > 1 ? mantissa[1].count : 0)
    while figures.count > 1, figures[0] == 0 { figures.removeFirst() }
    let surplus = figures.count - digits
    let roundsUp = surplus > 0 && figures[digits] >= 5
    if surplus > 0 {
      figures.removeLast(surplus)
      power += surplus
    }
    let integer = figures.reduce(0) { $0 * 10 + $1 } + (roundsUp ? 1 : 0)
    return (integer, power)
  }

  static func superscript(_ number: Int) -> String {
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    return (number < 0 ? "⁻" : "") + String(String(abs(number)).compactMap { $0.wholeNumberValue.map { digits[$0] } })
  }
}

extension TickLabels {
  /// Labels for any list of numbers: with the fewest decimals, the same for all, that keep neighbours apart.
  static func together(_ values: [Double]) -> [String] {
    let largest = values.map(abs).max() ?? 0
    // Over two and more powers of ten equal decimals would be zeros for most.
    if values.count > 1, let least = values.min(), least > 0, largest >= 100 * least {
      let decades = values.map { logarithm10($0).rounded() }
      let arePowers = zip(values, decades).allSatisfy { abs($0 / power(10, $1) - 1) < 1e-9 }
      return arePowers && (least < 1e-3 || largest > 1e4)
        ? decades.map { "10" + superscript(Int($0)) } : values.map { number($0, digits: 3) }
    }
    guard largest < 1e6, largest == 0 || largest >= 1e-4 else { return values.map { number($0, digits: 3) } }
    for decimals in 0...8 {
      let scale = power(10, Double(decimals))
      let gaps = zip(values, values.dropFirst()).map { abs($1 - $0) }.filter { $0 > 0 }
      let tolerance = (gaps.min() ?? largest) * 0.01
      if values.allSatisfy({ abs(($0 * scale).rounded() / scale - $0) <= tolerance }) {
        return values.map { fixed($0, decimals: decimals) }
      }
    }
    return values.map { number($0, digits: 4) }
  }
}
