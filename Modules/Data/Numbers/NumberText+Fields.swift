/// Whole fields: the text must be a number from its first byte to its last, blanks around it aside.
extension NumberText {
  typealias Text = UnsafeBufferPointer<UInt8>

  /// The text without blanks (space, tab) at both ends.
  static func trimmed(_ text: Text) -> Text {
    var (start, end) = (0, text.count)
    while start < end, text[start] == 0x20 || text[start] == 0x09 { start += 1 }
    while end > start, text[end - 1] == 0x20 || text[end - 1] == 0x09 { end -= 1 }
    return Text(rebasing: text[start..<end])
  }

  /// The integer that a field spells; nil where it is none or does not fit.
  static func parseInt(_ field: Text) -> Int? {
    let text = trimmed(field)
    guard let first = text.first else { return nil }
    let isSigned = first == UInt8(ascii: "-") || first == UInt8(ascii: "+")
    guard text.count > (isSigned ? 1 : 0) else { return nil }
    var value = 0
    for byte in text.dropFirst(isSigned ? 1 : 0) {
      guard isDigit(byte) else { return nil }
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      // Counted downwards: the smallest integer has no positive counterpart.
      let (next, underflow) = tens.subtractingReportingOverflow(Int(byte - 48))
      if overflow || underflow { return nil }
      value = next
    }
    if first == UInt8(ascii: "-") { return value }
    return value == .min ? nil : -value
  }

  /// The double that a field spells, `inf` and `infinity` in any case included; nil where it is none.
  static func parseDouble(_ field: Text) -> Double? {
    let text = trimmed(field)
    guard let first = text.first else { return nil }
    let isSigned = first == UInt8(ascii: "-") || first == UInt8(ascii: "+")
    let body = text.dropFirst(isSigned ? 1 : 0)
    guard let start = body.first else { return nil }
    if start | 0x20 == UInt8(ascii: "i") {
      let word = String(decoding: body, as: UTF8.self).lowercased()
      guard word == "inf" || word == "infinity" else { return nil }
      return first == UInt8(ascii: "-") ? -.infinity : .infinity
    }
    guard isDecimal(Text(rebasing: body)) else { return nil }
    return Double(String(decoding: text, as: UTF8.self))
  }

  /// Digits with at most one point and an optional exponent: no hexadecimal, no names.
  private static func isDecimal(_ text: Text) -> Bool {
    var index = 0
    func skipDigits() -> Int {
      let start = index
      while index < text.count, isDigit(text[index]) { index += 1 }
      return index - start
    }
    var digits = skipDigits()
    if index < text.count, text[index] == UInt8(ascii: ".") {
      index += 1
      digits += skipDigits()
    }
    if digits == 0 { return false }
    if index < text.count, text[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") { index += 1 }
      if skipDigits() == 0 { return false }
    }
    return index == text.count
  }

  /// The words of pandas: `True`, `TRUE`, `true` and the same of false.
  static func parseBool(_ field: Text) -> Bool? {
    switch field.count {
    case 4: return matches(field, "True") || matches(field, "TRUE") || matches(field, "true") ? true : nil
    case 5: return matches(field, "False") || matches(field, "FALSE") || matches(field, "false") ? false : nil
    default: return nil
    }
  }

  private static func matches(_ field: Text, _ word: StaticString) -> Bool {
    field.elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }
}
