/// The tables that reading numbers needs, where the loops can get at them: their owner is alive all along.
struct DecimalPowers {
  /// `PowersOfFive.words`.
  let fives: UnsafePointer<UInt64>
  /// 10^n for n in 0...22, the ones that a double holds exactly.
  let exact: UnsafePointer<Double>

  /// 10^n for n in 0...8, as integers.
  let integers: UnsafePointer<UInt64>

  /// Calls `body` with the tables.
  @inline(__always)
  static func with<Result>(_ body: (DecimalPowers) throws -> Result) rethrows -> Result {
    try PowersOfFive.words.withUnsafe { fives in
      try exactPowers.withUnsafe { exact in
        try integerPowers.withUnsafe { try body(DecimalPowers(fives: fives, exact: exact, integers: $0)) }
      }
    }
  }

  private static let exactPowers = Buffer<Double>([
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
    1e20, 1e21, 1e22,
  ])
  private static let integerPowers = Buffer<UInt64>([
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000,
  ])
}

/// Gives the double nearest to mantissa · 10^exponent, ties to even, exactly as `strtod` does; false in the rare case that
/// needs more than 128 bits, and outside the normal numbers. `digits` is at least the count of decimal digits of the
/// mantissa.
///
/// Clinger's exact case first, then the algorithm of Eisel and Lemire.
@inline(__always)
func nearestDouble(
  mantissa: UInt64, digits: Int, exponent: Int, _ powers: DecimalPowers, into value: inout Double
) -> Bool {
  if digits <= 15, exponent >= -22, exponent <= 22 {
    value = Double(Int64(bitPattern: mantissa))
    value = exponent < 0 ? value / powers.exact[0 &- exponent] : value * powers.exact[exponent]
    return true
  }
  return eiselLemire(mantissa: mantissa, exponent: exponent, powers: powers.fives, into: &value)
}

/// The rounding of mantissa · 10^exponent from 128 bits of the power of five.
///
/// Source: D. Lemire, "Number Parsing at a Gigabyte per Second", 2021, algorithm 1.
@inline(__always)
private func eiselLemire(
  mantissa: UInt64, exponent: Int, powers: UnsafePointer<UInt64>, into value: inout Double
) -> Bool {
  if mantissa == 0 {
    value = 0
    return true
  }
  if _slowPath(exponent < PowersOfFive.smallest || exponent > PowersOfFive.largest) { return false }
  let zeros = mantissa.leadingZeroBitCount
  let shifted = mantissa << UInt64(truncatingIfNeeded: zeros)
  let entry = powers + 2 &* (exponent &- PowersOfFive.smallest)

  var (high, low) = shifted.multipliedFullWidth(by: entry[0])
  if _slowPath(high & 0x1ff == 0x1ff) {
    let (second, _) = shifted.multipliedFullWidth(by: entry[1])
    low = low &+ second
    if low < second { high = high &+ 1 }
  }
  if _slowPath(low == .max), exponent < -27 || exponent > 55 { return false }

  let upper = high >> 63
  var significand = high >> (upper &+ 64 &- 52 &- 3)
  // floor(log2(10^exponent)) by a fixed-point product.
  var binary = ((217_706 &* exponent) >> 16) &+ 63 &+ Int(truncatingIfNeeded: upper) &- zeros &+ 1023
  if _slowPath(binary <= 0 || binary >= 2046) { return false }
  // Exactly half way: only possible for small powers.
  if _slowPath(low <= 1), exponent >= -4, exponent <= 23, significand & 3 == 1,
    significand << (upper &+ 64 &- 52 &- 3) == high
  {
    significand &= ~1
  }
  significand = (significand &+ (significand & 1)) >> 1
  if significand >= 1 << 53 {
    significand = 1 << 52
    binary &+= 1
  }
  value = Double(bitPattern: (significand & ~(1 << 52)) | UInt64(truncatingIfNeeded: binary) << 52)
  return true
}
