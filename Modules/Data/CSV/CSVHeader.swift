/// What stands before the rows: byte-order mark, skipped lines, names.
struct CSVHeader {
  let names: [String]
  /// Where the rows begin.
  let end: Int

  /// Looks for it in the first `window` bytes, and in more where it does not end there.
  init(_ source: any ByteSource, dialect: CSVDialect, format: CSVFormat, window: Int) throws {
    var window = window
    while true {
      let header = try CSVHeader.read(source, window, dialect, format)
      if let header {
        self = header
        return
      }
      window *= 4
    }
  }

  private init(names: [String], end: Int) {
    self.names = names
    self.end = end
  }

  /// The header, or nil where it does not end within the first `window` bytes.
  private static func read(
    _ source: any ByteSource, _ window: Int, _ dialect: CSVDialect, _ format: CSVFormat
  ) throws -> CSVHeader? {
    let isWhole = window >= source.size
    let count = min(window, source.size)
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: count + 16)
    defer { memory.deallocate() }
    let got = try source.read(into: memory, count: count, at: 0)
    (memory + got).update(repeating: 0, count: count + 16 - got)
    memory[got] = CSVDialect.newline
    let start = UnsafePointer(memory)
    let end = start + got + (isWhole ? 1 : 0)
    var cursor = start
    if got >= 3, memory[0] == 0xef, memory[1] == 0xbb, memory[2] == 0xbf { cursor += 3 }
    if let advice = ForeignFormat.advice(UnsafeBufferPointer(start: start, count: got)) {
      throw DataError.malformed(file: source.name, place: .whole, reason: "this is \(advice)")
    }
    for _ in 0..<format.skipRows where cursor < end {
      guard let next = dialect.endOfRow(cursor, end) else {
        return isWhole ? try finish(source, format, nil, got) : nil
      }
      cursor = next
    }
    while cursor < end {
      guard let next = dialect.endOfRow(cursor, end) else { break }
      if !dialect.isSkipped(cursor) {
        let position = min(cursor - start, got)
        let fields = try self.fields(cursor, end, source, position, dialect, format)
        return try finish(source, format, fields, format.header == .firstRow ? min(next - start, got) : position)
      }
      cursor = next
    }
    guard isWhole else { return nil }
    if cursor < end { _ = try fields(cursor, end, source, cursor - start, dialect, format) }
    return try finish(source, format, nil, got)
  }

  private static func finish(
    _ source: any ByteSource, _ format: CSVFormat, _ fields: [String]?, _ end: Int
  ) throws -> CSVHeader {
    switch format.header {
    case .names(let names): return CSVHeader(names: unique(names), end: end)
    case .none: return CSVHeader(names: (fields ?? []).indices.map(String.init), end: end)
    case .firstRow:
      guard let fields else {
        throw DataError.malformed(file: source.name, place: .whole, reason: "there is no row with the names of columns")
      }
      return CSVHeader(names: unique(fields), end: end)
    }
  }

  private static func fields(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ source: any ByteSource, _ position: Int,
    _ dialect: CSVDialect, _ format: CSVFormat
  ) throws -> [String] {
    let plan = CSVPlan(
      dialect: dialect, missing: CSVMissing([]), raggedRows: .error, replacesInvalidUTF8: false, fields: [])
    let parser = CSVPieceParser(plan, start: start, firstRow: 0)
    var names: [String] = []
    var cursor = start
    do {
      while true {
        let field = try parser.fieldText(cursor, end)
        if let place = UTF8Check.firstInvalid(field.text), format.invalidUTF8 == .error {
          throw CSVFailure(
            offset: cursor - start + place, field: names.count,
            reason: "byte 0x\(String(field.text[place], radix: 16)) is not UTF-8")
        }
        if let place = field.text.firstIndex(of: 0) {
          throw CSVFailure(offset: cursor - start + place, field: names.count, reason: "a zero byte: this is not text")
        }
        names.append(String(decoding: field.text, as: UTF8.self))
        guard field.next < end, field.next.pointee == dialect.delimiter else { return names }
        cursor = field.next + 1
      }
    } catch let failure as CSVFailure {
      throw try failure.located(in: source, from: position, names: [])
    }
  }

  /// Names as pandas makes them: a column without a name is `Unnamed: 2`, a second `a` is `a.1`.
  static func unique(_ names: [String]) -> [String] {
    var taken = Set<String>()
    let wanted = Set(names)
    var next: [String: Int] = [:]
    return names.enumerated().map { position, name in
      let name = name.isEmpty ? "Unnamed: \(position)" : name
      if taken.insert(name).inserted { return name }
      var number = next[name] ?? 1
      while taken.contains("\(name).\(number)") || wanted.contains("\(name).\(number)") { number += 1 }
      next[name] = number + 1
      taken.insert("\(name).\(number)")
      return "\(name).\(number)"
    }
  }
}

extension CSVFailure {
  /// The failure with its line, for a piece that starts at `position`.
  func located(in source: any ByteSource, from position: Int, names: [String]) throws -> DataError {
    let byte = position + offset
    var line = 1
    var last: UInt8 = 0
    var at = 0
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while at < byte {
      let got = try block.withUnsafeMutableBytes {
        try source.read(into: $0.baseAddress!, count: min($0.count, byte - at), at: at)
      }
      if got == 0 { break }
      for byte in block[..<got] {
        if byte == CSVDialect.carriageReturn || (byte == CSVDialect.newline && last != CSVDialect.carriageReturn) {
          line += 1
        }
        last = byte
      }
      at += got
    }
    let column = field.flatMap { $0 < names.count ? " (column \(names[$0]))" : nil } ?? ""
    return .malformed(
      file: source.name, place: .line(line, field: field.map { $0 + 1 }, byte: byte), reason: reason + column)
  }
}
