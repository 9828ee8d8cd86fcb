extension CSVPieceParser {
  /// Stores a string under its code.
  func storeString(_ text: Text, _ column: Int, offset: Int) throws {
    guard let strings = columns[column].strings else { return }
    if let code = strings.code(text) {
      columns[column].store(code, at: row)
    } else if plan.missing.contains(text) {
      strings.remember(text, -1)
      storeMissing(column)
    } else if let place = UTF8Check.firstInvalid(text) {
      guard plan.replacesInvalidUTF8 else {
        throw CSVFailure(
          offset: offset + place, field: column, reason: "byte 0x\(String(text[place], radix: 16)) is not UTF-8")
      }
      var repaired = String(decoding: text, as: UTF8.self)
      let code = repaired.withUTF8 { strings.enter($0, row: row) }
      columns[column].store(code, at: row)
    } else {
      columns[column].store(strings.enter(text, row: row), at: row)
    }
  }
}

/// Whether bytes are UTF-8.
enum UTF8Check {
  /// The place of the first byte that is not part of a well-formed character, or nil.
  static func firstInvalid(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard text.contains(where: { $0 >= 0x80 }) else { return nil }
    if String(validating: text, as: UTF8.self) != nil { return nil }
    var index = 0
    while index < text.count {
      let length = lengthOfCharacter(text[index])
      let character = text[index..<min(index + length, text.count)]
      if length == 0 || String(validating: character, as: UTF8.self) == nil { return index }
      index += length
    }
    return nil
  }

  /// Bytes of a character by its first one; 0 where none starts with it.
  private static func lengthOfCharacter(_ lead: UInt8) -> Int {
    switch lead {
    case 0x00...0x7f: 1
    case 0xc2...0xdf: 2
    case 0xe0...0xef: 3
    case 0xf0...0xf4: 4
    default: 0
    }
  }
}
