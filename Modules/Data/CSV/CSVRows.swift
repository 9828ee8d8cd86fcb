import Foundation

/// Finding the ends of rows in text that is a part of a file.
extension CSVDialect {
  typealias Bytes = UnsafePointer<UInt8>

  /// The place after the row at `start`, or nil where `end` comes first.
  ///
  /// Quoted fields are honoured, so this is exact, and sequential.
  func endOfRow(_ start: Bytes, _ end: Bytes) -> Bytes? {
    let found = memchr(start, Int32(CSVDialect.newline), end - start)
    let lineEnd = found.map { Bytes($0.assumingMemoryBound(to: UInt8.self)) } ?? end
    let hasQuote = quote != 0 && memchr(start, Int32(quote), lineEnd - start) != nil
    let hasReturn = memchr(start, Int32(CSVDialect.carriageReturn), lineEnd - start) != nil
    if !hasQuote && !hasReturn { return found == nil ? nil : lineEnd + 1 }
    return endOfRowByFields(start, end)
  }

  private func endOfRowByFields(_ start: Bytes, _ end: Bytes) -> Bytes? {
    var cursor = start
    var isInComment = comment != 0 && cursor < end && cursor.pointee == comment
    var isFieldStart = true
    while cursor < end {
      let byte = cursor.pointee
      if byte == CSVDialect.newline { return cursor + 1 }
      if byte == CSVDialect.carriageReturn {
        // Whether a newline follows is not known at the end of the text.
        if cursor + 1 == end { return nil }
        return cursor[1] == CSVDialect.newline ? cursor + 2 : cursor + 1
      }
      if isFieldStart, !isInComment, quote != 0, byte == quote {
        guard let after = endOfQuotes(cursor, end) else { return nil }
        cursor = after
        isFieldStart = false
        continue
      }
      isFieldStart = byte == delimiter
      if comment != 0, byte == comment { isInComment = true }
      cursor += 1
    }
    return nil
  }

  /// The place after the closing quote of the field whose opening quote is at `start`.
  func endOfQuotes(_ start: Bytes, _ end: Bytes) -> Bytes? {
    var cursor = start + 1
    while let found = memchr(cursor, Int32(quote), end - cursor) {
      let closing = Bytes(found.assumingMemoryBound(to: UInt8.self))
      if closing + 1 == end || closing[1] != quote { return closing + 1 }
      cursor = closing + 2
    }
    return nil
  }

  /// Whether the line at `start` holds no row: nothing, blanks only, or a comment.
  @inline(__always)
  func isSkipped(_ start: Bytes) -> Bool {
    let first = start.pointee
    if first == CSVDialect.newline || first == CSVDialect.carriageReturn { return true }
    if comment != 0, first == comment { return true }
    guard first == 0x20 || first == 0x09, first != delimiter else { return false }
    var cursor = start
    while cursor.pointee == 0x20 || (cursor.pointee == 0x09 && delimiter != 0x09) { cursor += 1 }
    return cursor.pointee == CSVDialect.newline || cursor.pointee == CSVDialect.carriageReturn
  }

  /// The place after the line end at or after `start`, which is known to come.
  func afterLine(_ start: Bytes) -> Bytes {
    var cursor = start
    while cursor.pointee != CSVDialect.newline && cursor.pointee != CSVDialect.carriageReturn { cursor += 1 }
    return afterLineEnd(cursor)
  }

  /// The place after the line end at `start`: LF, CR LF, or CR.
  @inline(__always)
  func afterLineEnd(_ start: Bytes) -> Bytes {
    start.pointee == CSVDialect.carriageReturn && start[1] == CSVDialect.newline ? start + 2 : start + 1
  }

  /// The length of the unquoted field at `start` where that is less than eight; nil for others.
  @inline(__always)
  func lengthOfShortField(_ start: Bytes) -> Int? {
    let word = NumberText.word(at: start)
    let ends =
      CSVDialect.marks(word, delimiter) | CSVDialect.marks(word, Self.newline)
      | CSVDialect.marks(word, Self.carriageReturn)
    return ends == 0 ? nil : ends.trailingZeroBitCount >> 3
  }

  /// The high bit of each byte that equals `byte`; above the first such byte others may be marked too.
  @inline(__always)
  private static func marks(_ word: UInt64, _ byte: UInt8) -> UInt64 {
    let difference = word ^ (0x0101_0101_0101_0101 &* UInt64(byte))
    return (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
  }
}
