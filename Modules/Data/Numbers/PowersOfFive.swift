/// The leading 128 bits of 5^q for q in -342...308, as Eisel and Lemire's algorithm wants them: cut off for positive q,
/// rounded up for negative q, with the highest bit set.
///
/// Computed once, exactly, from multiples of five of any length. Source: D. Lemire, "Number Parsing at a Gigabyte per
/// Second", Software: Practice and Experience 51 (8), 2021, appendix B.
enum PowersOfFive {
  static let smallest = -342
  static let largest = 308

  /// High and low halves, in turn, from q = -342 on.
  static let words: Buffer<UInt64> = {
    Buffer(count: 2 * (largest - smallest + 1)) { table in
      var power = WideNumber(1)
      for q in 0...largest {
        let (high, low) = power.leadingBits
        table[2 * (q - smallest)] = high
        table[2 * (q - smallest) + 1] = low
        power.multiplyByFive()
      }
      // 2^1600 / 5^n, still cut off exactly: floors of quotients of floors are floors of quotients.
      var reciprocal = WideNumber(powerOfTwo: 1600)
      for q in 1...(-smallest) {
        reciprocal.divideByFive()
        var (high, low) = reciprocal.leadingBits
        low &+= 1
        if low == 0 { high &+= 1 }
        table[2 * (-q - smallest)] = high
        table[2 * (-q - smallest) + 1] = low
      }
    }
  }()
}

/// A natural number of any length, lowest word first; just enough for the table.
private struct WideNumber {
  private var words: [UInt64]

  init(_ value: UInt64) { words = [value] }

  init(powerOfTwo exponent: Int) {
    words = Array(repeating: 0, count: exponent / 64) + [1 << UInt64(exponent % 64)]
  }

  mutating func multiplyByFive() {
    var carry: UInt64 = 0
    for index in words.indices {
      let (high, low) = words[index].multipliedFullWidth(by: 5)
      let (sum, overflow) = low.addingReportingOverflow(carry)
      words[index] = sum
      carry = high + (overflow ? 1 : 0)
    }
    if carry > 0 { words.append(carry) }
  }

  mutating func divideByFive() {
    var remainder: UInt64 = 0
    for index in words.indices.reversed() {
      (words[index], remainder) = UInt64(5).dividingFullWidth((remainder, words[index]))
    }
    while words.last == 0 { words.removeLast() }
  }

  /// The 128 highest bits, the first of them set.
  var leadingBits: (high: UInt64, low: UInt64) {
    let top = words.count - 1
    func word(_ index: Int) -> UInt64 { index >= 0 ? words[index] : 0 }
    let shift = UInt64(words[top].leadingZeroBitCount)
    if shift == 0 { return (words[top], word(top - 1)) }
    return (
      words[top] << shift | word(top - 1) >> (64 - shift), word(top - 1) << shift | word(top - 2) >> (64 - shift)
    )
  }
}
