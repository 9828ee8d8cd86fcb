/// Reads the text of a header byte by byte and knows where in the file it stands.
struct ByteScanner {
  let bytes: [UInt8]
  let file: String
  /// Where the bytes begin in the file.
  let start: Int
  private var next = 0

  init(bytes: [UInt8], file: String, start: Int) {
    self.bytes = bytes
    self.file = file
    self.start = start
  }

  /// The place in the file of what comes next.
  var offset: Int { start + next }

  private func malformed(_ reason: String) -> TensorFileError { .malformed(file: file, offset: offset, reason: reason) }

  /// The next byte that is not white space.
  var peek: UInt8? {
    mutating get {
      while next < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[next]) { next += 1 }
      return next < bytes.count ? bytes[next] : nil
    }
  }

  /// Whether the text comes next; it is then passed.
  mutating func skip(_ text: StaticString) -> Bool {
    guard peek != nil, bytes.count - next >= text.utf8CodeUnitCount else { return false }
    for index in 0..<text.utf8CodeUnitCount where bytes[next + index] != text.utf8Start[index] { return false }
    next += text.utf8CodeUnitCount
    return true
  }

  mutating func expect(_ text: StaticString) throws(TensorFileError) {
    if !skip(text) { throw malformed("\(text) is expected") }
  }

  mutating func expectEnd() throws(TensorFileError) {
    if peek != nil { throw malformed("nothing more is expected in the header") }
  }

  /// A whole number that is not negative.
  mutating func integer() throws(TensorFileError) -> Int {
    guard let first = peek, (0x30...0x39).contains(first) else { throw malformed("a whole number is expected") }
    var value = 0
    while next < bytes.count, (0x30...0x39).contains(bytes[next]) {
      let (tens, over) = value.multipliedReportingOverflow(by: 10)
      let (sum, more) = tens.addingReportingOverflow(Int(bytes[next] - 0x30))
      if over || more { throw malformed("the number is too large") }
      value = sum
      next += 1
    }
    return value
  }

  /// A string in single or double quotes, without escapes.
  mutating func quoted() throws(TensorFileError) -> String {
    guard let quote = peek, quote == 0x22 || quote == 0x27 else { throw malformed("a string is expected") }
    let first = next + 1
    guard let end = bytes[first...].firstIndex(of: quote) else { throw malformed("the string has no end") }
    defer { next = end + 1 }
    return String(decoding: bytes[first..<end], as: UTF8.self)
  }

  /// A list in brackets as it stands, with the lists and strings within it.
  mutating func list() throws(TensorFileError) -> String {
    let first = next
    var depth = 0
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "("): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: ")"): depth -= 1
      case 0x22, 0x27:
        _ = try quoted()
        continue
      default: break
      }
      next += 1
      if depth == 0 { return String(decoding: bytes[first..<next], as: UTF8.self) }
    }
    throw malformed("the list has no end")
  }

  /// A JSON string with its escapes.
  mutating func jsonString() throws(TensorFileError) -> String {
    guard peek == 0x22 else { throw malformed("a string is expected") }
    next += 1
    var text: [UInt8] = []
    while next < bytes.count {
      let byte = bytes[next]
      if byte < 0x20 { throw malformed("a control character in a string") }
      next += 1
      if byte == 0x22 {
        guard let string = String(validating: text, as: UTF8.self) else { throw malformed("the string is not UTF-8") }
        return string
      }
      if byte == 0x5C { try escape(&text) } else { text.append(byte) }
    }
    throw malformed("the string has no end")
  }

  private mutating func escape(_ text: inout [UInt8]) throws(TensorFileError) {
    guard next < bytes.count else { throw malformed("the string has no end") }
    let byte = bytes[next]
    next += 1
    switch byte {
    case 0x22, 0x5C, 0x2F: text.append(byte)
    case UInt8(ascii: "b"): text.append(8)
    case UInt8(ascii: "f"): text.append(12)
    case UInt8(ascii: "n"): text.append(10)
    case UInt8(ascii: "r"): text.append(13)
    case UInt8(ascii: "t"): text.append(9)
    case UInt8(ascii: "u"):
      var code = try hex()
      if (0xD800..<0xDC00).contains(code), skip("\\u") {
        let low = try hex()
        code = 0x10000 + (code - 0xD800) << 10 + (low &- 0xDC00) & 0x3FF
      }
      guard let scalar = Unicode.Scalar(code) else { throw malformed("half of a surrogate pair") }
      text.append(contentsOf: Array(String(Character(scalar)).utf8))
    default: throw malformed("unknown escape")
    }
  }

  private mutating func hex() throws(TensorFileError) -> UInt32 {
    guard bytes.count - next >= 4,
      let value = UInt32(String(decoding: bytes[next..<(next + 4)], as: UTF8.self), radix: 16)
    else { throw malformed("four hexadecimal digits are expected") }
    next += 4
    return value
  }
}
