/// Reading numbers from bytes. Every function may look at up to eight bytes beyond the text, so the memory must go on.
enum NumberText {
  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

  /// Whether all eight bytes of a little-endian word are digits.
  @inline(__always)
  static func areDigits(_ word: UInt64) -> Bool {
    (word & 0xf0f0_f0f0_f0f0_f0f0) | (((word &+ 0x0606_0606_0606_0606) & 0xf0f0_f0f0_f0f0_f0f0) >> 4)
      == 0x3333_3333_3333_3333
  }

  /// The number that eight digits spell, first digit in the lowest byte.
  @inline(__always)
  static func value(ofDigits word: UInt64) -> UInt64 {
    let digits = word &- 0x3030_3030_3030_3030
    let pairs = (digits &* 10) &+ (digits >> 8)
    let low = (pairs & 0x0000_00ff_0000_00ff) &* 0x000f_4240_0000_0064
    let high = ((pairs >> 16) & 0x0000_00ff_0000_00ff) &* 0x0000_2710_0000_0001
    return (low &+ high) >> 32
  }

  @inline(__always)
  static func word(at pointer: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(pointer).loadUnaligned(as: UInt64.self))
  }

  /// Appends the run of digits at `pointer` to `value`, which wraps around beyond 19 digits.
  ///
  /// Whole words of digits first; the last one is filled up with zeros in front, so that nothing depends on how many
  /// digits it has but a shift and a factor.
  @inline(__always)
  static func readDigits(_ pointer: inout UnsafePointer<UInt8>, into value: inout UInt64, _ powers: DecimalPowers) {
    var next = word(at: pointer)
    while areDigits(next) {
      value = value &* 100_000_000 &+ self.value(ofDigits: next)
      pointer += 8
      next = word(at: pointer)
    }
    // The high bit of each byte that is no digit.
    let others = ((next ^ 0x3030_3030_3030_3030) &+ 0x7676_7676_7676_7676 | next) & 0x8080_8080_8080_8080
    let count = others.trailingZeroBitCount >> 3
    let zeros = (0x3030_3030_3030_3030 as UInt64) >> UInt64(truncatingIfNeeded: 8 &* count)
    let filled = (next << 1) << UInt64(truncatingIfNeeded: 63 &- 8 &* count) | zeros
    value = value &* powers.integers[count] &+ self.value(ofDigits: filled)
    pointer += count
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
      readDigits(&cursor, into: &mantissa, powers)
      exponent = fraction - cursor
      digits = digits &- exponent
    }
    if digits == 0 { return false }
    if _slowPath(digits > 19) {
      digits = significantDigits(start, digits)
      if digits > 19 { return false }
    }
    if _slowPath(cursor.pointee | 0x20 == UInt8(ascii: "e")) {
      guard let written = readExponent(&cursor) else { return false }
      exponent = exponent &+ written
    }
    guard nearestDouble(mantissa: mantissa, digits: digits, exponent: exponent, powers, into: &value) else {
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
