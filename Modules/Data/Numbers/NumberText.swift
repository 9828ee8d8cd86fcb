import Kernels

/// Reading numbers from bytes. Every function may look at up to `lookahead` bytes beyond the text and `lookbehind` before
/// it, so the memory must go on.
enum NumberText {
  /// What is read at once: 24 digits of a fraction.
  static let lookahead = 24
  /// The last 16 digits are read as such.
  static let lookbehind = 16

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

  /// The number that eight digits spell, each already less the character zero, the first one in the lowest byte.
  @inline(__always)
  static func value(ofDigits digits: UInt64) -> UInt64 {
    let pairs = (digits &* 10) &+ (digits >> 8)
    let low = (pairs & 0x0000_00ff_0000_00ff) &* 0x000f_4240_0000_0064
    let high = ((pairs >> 16) & 0x0000_00ff_0000_00ff) &* 0x0000_2710_0000_0001
    return (low &+ high) >> 32
  }

  /// How many digits a word starts with, and its bytes less the character zero.
  @inline(__always)
  static func digits(_ word: UInt64) -> (count: Int, values: UInt64) {
    let values = word ^ 0x3030_3030_3030_3030
    // The high bit of each byte that is no digit.
    let others = ((values &+ 0x7676_7676_7676_7676) | word) & 0x8080_8080_8080_8080
    return (others.trailingZeroBitCount >> 3, values)
  }

  /// The number that the first `count` of eight digits spell: zeros in front fill the word up, so that nothing depends on
  /// the count but a shift.
  @inline(__always)
  static func value(_ values: UInt64, count: Int) -> UInt64 {
    // In two steps, since there is no shift by 64.
    let half = UInt64(truncatingIfNeeded: 32 &- 4 &* count)
    return value(ofDigits: (values &<< half) &<< half)
  }

  @inline(__always)
  static func word(at pointer: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(pointer).loadUnaligned(as: UInt64.self))
  }

  /// Appends the run of digits at `pointer` to `value`, which wraps around beyond 19 digits.
  @inline(__always)
  static func readDigits(_ pointer: inout UnsafePointer<UInt8>, into value: inout UInt64, _ powers: DecimalPowers) {
    var count: Int
    repeat {
      let next = digits(word(at: pointer))
      count = next.count
      value = value &* powers.integers[count] &+ self.value(next.values, count: count)
      pointer += count
    } while count == 8
  }

  /// Like `readDigits` for up to 24 digits, for runs whose lengths cannot be foretold: beyond the first word there is no
  /// branch that depends on the length. A run that is longer is left where its 24 digits end.
  @inline(__always)
  static func readFraction(_ pointer: inout UnsafePointer<UInt8>, into value: inout UInt64, _ powers: DecimalPowers) {
    let first = digits(word(at: pointer))
    pointer += first.count
    if first.count < 8 {
      value = value &* powers.integers[first.count] &+ self.value(first.values, count: first.count)
      return
    }
    value = value &* 100_000_000 &+ self.value(ofDigits: first.values)
    let count = mk_digit_count(pointer)
    pointer += count
    value = value &* powers.integers[count] &+ mk_last_digits(pointer, count)
  }

  /// Reads the integer at `pointer`, which ends up after its last digit; false, and the pointer where it was, where there
  /// is none, or more than 18 digits.
  @inline(__always)
  static func readInt(
    _ pointer: inout UnsafePointer<UInt8>, into value: inout Int, _ powers: DecimalPowers
  ) -> Bool {
    var cursor = pointer
    let sign = cursor.pointee
    skipSign(sign, &cursor)
    let start = cursor
    var magnitude: UInt64 = 0
    readDigits(&cursor, into: &magnitude, powers)
    let digits = cursor - start
    if digits == 0 || digits > 18 { return false }
    pointer = cursor
    value = sign == UInt8(ascii: "-") ? 0 &- Int(truncatingIfNeeded: magnitude) : Int(truncatingIfNeeded: magnitude)
    return true
  }

  /// Reads the decimal number at `pointer`, which ends up after its last character; false, and the pointer where it was,
  /// where there is none, or where it has more than 19 digits or is not for the quick way: `parseDouble` then has the
  /// answer.
  @inline(__always)
  static func readDouble(
    _ pointer: inout UnsafePointer<UInt8>, into value: inout Double, _ powers: DecimalPowers
  ) -> Bool {
    var cursor = pointer
    let sign = cursor.pointee
    skipSign(sign, &cursor)
    let start = cursor
    var mantissa: UInt64 = 0
    // Few digits stand before the point, mostly.
    var byte = cursor.pointee
    while isDigit(byte) {
      mantissa = mantissa &* 10 &+ UInt64(truncatingIfNeeded: byte &- 48)
      cursor += 1
      byte = cursor.pointee
    }
    var digits = cursor - start
    var exponent = 0
    if byte == UInt8(ascii: ".") {
      cursor += 1
      let fraction = cursor
      readFraction(&cursor, into: &mantissa, powers)
      exponent = fraction - cursor
      digits = digits &- exponent
    }
    if digits == 0 || exponent == -24 { return false }
    if _slowPath(digits > 19) {
      digits = significantDigits(start, digits)
      if digits > 19 { return false }
    }
    if _slowPath(cursor.pointee | 0x20 == UInt8(ascii: "e")) {
      guard let written = readExponent(&cursor) else { return false }
      exponent = exponent &+ written
    }
    guard nearestDouble(mantissa: mantissa, exponent: exponent, powers, into: &value) else {
      return false
    }
    pointer = cursor
    // The sign as a bit: a branch on it would be guessed wrong every other time.
    let signBit: UInt64 = sign == UInt8(ascii: "-") ? 1 : 0
    value = Double(bitPattern: value.bitPattern | signBit << 63)
    return true
  }

  @inline(__always)
  private static func skipSign(_ sign: UInt8, _ pointer: inout UnsafePointer<UInt8>) {
    pointer += sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") ? 1 : 0
  }

  /// The digits from `start` on, leading zeros left out.
  @inline(never)
  private static func significantDigits(_ start: UnsafePointer<UInt8>, _ digits: Int) -> Int {
    var (first, digits) = (start, digits)
    while first.pointee == UInt8(ascii: "0") || first.pointee == UInt8(ascii: ".") {
      if first.pointee == UInt8(ascii: "0") { digits -= 1 }
      first += 1
    }
    return digits
  }

  /// The exponent from its `e` on; saturating, nil without a digit.
  @inline(never)
  private static func readExponent(_ pointer: inout UnsafePointer<UInt8>) -> Int? {
    pointer += 1
    let sign = pointer.pointee
    if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { pointer += 1 }
    guard isDigit(pointer.pointee) else { return nil }
    var value = 0
    while isDigit(pointer.pointee) {
      if value < 100_000 { value = value * 10 + Int(pointer.pointee - 48) }
      pointer += 1
    }
    return sign == UInt8(ascii: "-") ? -value : value
  }
}
