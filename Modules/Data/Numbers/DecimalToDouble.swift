/// The tables that reading numbers needs, where the loops can get at them: their owner is alive all along.
struct DecimalPowers {
  /// `PowersOfFive.words`.
  let fives: UnsafePointer<UInt64>
  /// 10^n for n in 0...16, as integers.
  let integers: UnsafePointer<UInt64>

  /// Calls `body` with the tables.
  @inline(__always)
  static func with<Result>(_ body: (DecimalPowers) throws -> Result) rethrows -> Result {
    try PowersOfFive.words.withUnsafe { fives in
      try integerPowers.withUnsafe { try body(DecimalPowers(fives: fives, integers: $0)) }
    }
  }

  private static let integerPowers = Buffer<UInt64>((0...16).map { (0..<$0).reduce(1) { power, _ in power * 10 } })
}

/// Gives the double nearest to mantissa · 10^exponent, ties to even, exactly as `strtod` does; false in the rare case that
/// needs more than 128 bits, and where the result may not be a normal number.
///
/// The rounding of the product with 128 bits of the power of five. Source: D. Lemire, "Number Parsing at a Gigabyte per
/// Second", 2021, algorithm 1.
@inline(__always)
func nearestDouble(mantissa: UInt64, exponent: Int, _ powers: DecimalPowers, into value: inout Double) -> Bool {
  // Within these, every mantissa of 64 bits but 0 gives a normal number, and the table has the power.
  let exponents = -290...280
  if _slowPath(exponent < exponents.lowerBound || exponent > exponents.upperBound) { return false }
  if mantissa == 0 {
    value = 0
    return true
  }
  let zeros = mantissa.leadingZeroBitCount
  let shifted = mantissa &<< UInt64(truncatingIfNeeded: zeros)
  let entry = powers.fives + 2 &* (exponent &- PowersOfFive.smallest)

  var (high, low) = shifted.multipliedFullWidth(by: entry[0])
  if _slowPath(high & 0x1ff == 0x1ff) {
    let (second, _) = shifted.multipliedFullWidth(by: entry[1])
    low = low &+ second
    if low < second { high = high &+ 1 }
  }
  let upper = high >> 63
  let shift = upper &+ 9
  var significand = high &>> shift
  // The rest may be just below a power of two, or exactly half.
  if _slowPath(low &+ 1 <= 2) {
    if low == .max, exponent < -27 || exponent > 55 { return false }
    // Half way is only possible for small powers.
    if low <= 1, exponent >= -4, exponent <= 23, significand & 3 == 1, significand &<< shift == high {
      significand &= ~1
    }
  }
  significand = (significand &+ (significand & 1)) >> 1
  // floor(log2(10^exponent)) by a fixed-point product.
  let binary = ((217_706 &* exponent) >> 16) &+ 63 &+ Int(truncatingIfNeeded: upper) &- zeros &+ 1023
  // The leading bit of the significand adds 1 to the exponent; where rounding has made it 2^53, it adds 2, as it should.
  value = Double(bitPattern: UInt64(truncatingIfNeeded: binary &- 1) &<< 52 &+ significand)
  return true
}
