import Foundation

extension CSVPieceParser {
  /// A field taken apart: its text, and the place after it, where a delimiter or a line end stands.
  struct FieldText {
    /// Without quotes; it may lie in `scratch`.
    let text: Text
    let next: Bytes
  }

  /// Reads one field by the long way, and stores it.
  func readField(_ cursor: inout Bytes, _ end: Bytes, _ column: Int) throws {
    let field = try fieldText(cursor, end)
    try store(field.text, column, offset: field.text.baseAddress.map { $0 - start } ?? cursor - start)
    cursor = field.next
  }

  /// The field that starts at `cursor`.
  func plainField(_ cursor: Bytes) -> FieldText {
    var next = cursor
    if dialect.comment == 0 {
      while true {
        if let length = dialect.lengthOfShortField(next) {
          next += length
          break
        }
        next += 8
      }
    } else {
      while !dialect.isEndOfField(next.pointee), next.pointee != dialect.comment { next += 1 }
    }
    return FieldText(text: Text(start: cursor, count: next - cursor), next: next)
  }

  /// The field that starts at `cursor`, quoted or not.
  ///
  /// What stands between a closing quote and the end of the field belongs to it, as in pandas. Doubled quotes are made
  /// single where they stand, so a field is taken apart once only.
  func fieldText(_ cursor: Bytes, _ end: Bytes) throws -> FieldText {
    guard dialect.quote != 0, cursor.pointee == dialect.quote else { return plainField(cursor) }
    guard let after = dialect.endOfQuotes(cursor, end) else {
      throw CSVFailure(offset: cursor - start, field: nil, reason: "the quote that opens here is never closed")
    }
    let inner = Text(start: cursor + 1, count: after - cursor - 2)
    let rest = plainField(after)
    if rest.text.isEmpty, memchr(cursor + 1, Int32(dialect.quote), inner.count) == nil {
      return FieldText(text: inner, next: rest.next)
    }
    let target = UnsafeMutablePointer(mutating: cursor + 1)
    var count = 0
    var isSecond = false
    for byte in inner {
      isSecond = byte == dialect.quote && !isSecond
      if !isSecond {
        target[count] = byte
        count += 1
      }
    }
    for byte in rest.text {
      target[count] = byte
      count += 1
    }
    return FieldText(text: Text(start: target, count: count), next: rest.next)
  }

  /// Stores the text of a field, widening an inferred column where it must.
  func store(_ text: Text, _ column: Int, offset: Int) throws {
    let old = columns[column].kind
    switch old {
    case .skip, .unstoredString: return
    case .string: return try storeString(text, column, offset: offset)
    default: break
    }
    if plan.missing.contains(text) { return storeMissing(column) }
    let found = classify(text)
    if old == .unknown, found.kind == .unstoredString {
      columns[column].becomeStrings(after: row)
      return try storeString(text, column, offset: offset)
    }
    let kind = old.joined(found.kind)
    if kind != old {
      if columns[column].isFixed {
        let wanted = old == .bool ? "true or false" : old == .int ? "an integer" : "a number"
        let fault = old == .int && found.kind == .wide ? "does not fit an integer of 64 bits" : "is not \(wanted)"
        throw CSVFailure(offset: offset, field: column, reason: "'\(excerpt(text))' \(fault)")
      }
      widen(column, to: kind)
    }
    switch kind {
    case .double, .wide: columns[column].store(found.double, at: row)
    case .int: columns[column].store(found.int, at: row)
    case .bool: columns[column].store(found.int != 0, at: row)
    default: break
    }
  }

  private func classify(_ text: Text) -> (kind: CSVPlan.Kind, int: Int, double: Double) {
    var text = text
    if dialect.hasPlainNumbers { return classifyPlain(text) }
    var plain = [UInt8]()
    var isWhole = true
    for byte in text {
      isWhole = isWhole && byte != dialect.decimal
      // Groups are separated between digits before the decimal point, and nowhere else.
      if byte == dialect.thousands, byte != 0, isWhole, plain.last.map(NumberText.isDigit) ?? false { continue }
      // A point is no decimal point where the comma is.
      if byte == UInt8(ascii: "."), dialect.decimal != byte { return (.unstoredString, 0, 0) }
      plain.append(byte == dialect.decimal ? UInt8(ascii: ".") : byte)
    }
    return plain.withUnsafeBufferPointer {
      text = $0
      return classifyPlain(text)
    }
  }

  private func classifyPlain(_ text: Text) -> (kind: CSVPlan.Kind, int: Int, double: Double) {
    if let value = NumberText.parseInt(text) { return (.int, value, Double(value)) }
    if let value = NumberText.parseDouble(text) {
      let digits = NumberText.trimmed(text).drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
      return (digits.allSatisfy(NumberText.isDigit) ? .wide : .double, 0, value)
    }
    if let value = NumberText.parseBool(text) { return (.bool, value ? 1 : 0, 0) }
    return (.unstoredString, 0, 0)
  }

  /// Makes what the piece has stored so far fit the wider kind.
  private func widen(_ column: Int, to kind: CSVPlan.Kind) {
    let old = columns[column].kind
    columns[column].kind = kind
    if kind == .unstoredString { columns[column].missingRows = [] }
    guard kind.isHeldAsDouble, let memory = columns[column].memory else { return }
    let values = memory.assumingMemoryBound(to: Double.self)
    if old == .int { CSVPieceParser.widenToDoubles(memory, count: row) }
    for row in columns[column].missingRows { values[Int(row)] = .nan }
    columns[column].missingRows = []
  }

  /// Turns integers into doubles where they stand.
  static func widenToDoubles(_ memory: UnsafeMutableRawPointer, count: Int) {
    for row in 0..<count {
      let value = memory.load(fromByteOffset: row * 8, as: Int.self)
      memory.storeBytes(of: Double(value), toByteOffset: row * 8, as: Double.self)
    }
  }

  func storeMissing(_ column: Int) {
    switch columns[column].kind {
    case .double, .wide: columns[column].store(Double.nan, at: row)
    case .string: columns[column].store(Int32(-1), at: row)
    case .int, .unknown:
      columns[column].store(0, at: row)
      columns[column].missingRows.append(Int32(row))
    case .bool:
      columns[column].store(false, at: row)
      columns[column].missingRows.append(Int32(row))
    case .skip, .unstoredString: break
    }
  }

  func excerpt(_ text: Text) -> String {
    let head = String(decoding: text.prefix(40), as: UTF8.self)
    return text.count > 40 ? head + "…" : head
  }
}
