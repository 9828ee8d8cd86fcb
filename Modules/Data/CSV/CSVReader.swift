import Synchronization

/// Reads a delimited text file into columns.
///
/// One pass finds where the rows lie. A second one, on all threads, reads them into memory of the right size, with the
/// types that the first rows suggest; pieces that meet something wider widen what they have. Columns that turn out to be
/// text take a third pass.
struct CSVReader {
  let source: any ByteSource
  let dialect: CSVDialect
  let format: CSVFormat
  let missing: CSVMissing

  /// Rows that suggest the types.
  private static let sampleRows = 100
  /// Bytes that may be read after the text of a piece.
  static let slack = 16

  init(_ source: any ByteSource, format: CSVFormat, missing: [String]) throws {
    if try source.isGzipped() {
      self.source = MemorySource(name: source.name, bytes: try Gzip.content(of: source, slack: 0))
    } else {
      self.source = source
    }
    dialect = CSVDialect(format)
    self.format = format
    self.missing = CSVMissing(missing)
  }

  func read() throws -> (names: [String], columns: [Column]) {
    let header = try CSVHeader(source, dialect: dialect, format: format)
    var plan = try self.plan(header.names)
    let layout = try CSVLayout(source, from: header.end, dialect: dialect, limit: format.limit)
    try suggestTypes(&plan, layout)
    for index in plan.fields.indices where plan.fields[index].kind == .unstoredString {
      plan.fields[index].kind = .string
    }
    let first = try CSVPass(self, layout, plan, names: header.names)
    var columns = first.columns
    let left = columns.indices.filter { columns[$0] == nil && plan.fields[$0].kind != .skip }
    if !left.isEmpty {
      for index in plan.fields.indices { plan.fields[index].kind = left.contains(index) ? .string : .skip }
      let second = try CSVPass(self, layout, plan, names: header.names)
      for index in left { columns[index] = second.columns[index] }
    }
    let wanted = columns.indices.filter { columns[$0] != nil }
    return (
      wanted.map { header.names[$0] }, wanted.map { narrowed(columns[$0]!, format.types[header.names[$0]]) }
    )
  }

  private func plan(_ names: [String]) throws -> CSVPlan {
    let wanted = format.columns.map(Set.init)
    for name in (format.columns ?? []) + format.types.keys.sorted() where !names.contains(name) {
      throw DataError.malformed(
        file: source.name, place: .whole,
        reason: "there is no column '\(name)'; there are \(names.prefix(12).joined(separator: ", "))"
          + (names.count > 12 ? ", …" : ""))
    }
    let fields = names.map { name in
      let type = format.types[name]
      let kind: CSVPlan.Kind =
        if wanted?.contains(name) == false { .skip } else {
          switch type {
          case nil: .unknown
          case .int: .int
          case .double, .float: .double
          case .bool: .bool
          case .string: .string
          }
        }
      return CSVPlan.Field(name: name, kind: kind, isFixed: type != nil)
    }
    return CSVPlan(
      dialect: dialect, missing: missing, raggedRows: format.raggedRows,
      replacesInvalidUTF8: format.invalidUTF8 == .replace, fields: fields)
  }

  /// Reads the first rows into memory of their own, and takes over the kinds that they come to.
  private func suggestTypes(_ plan: inout CSVPlan, _ layout: CSVLayout) throws {
    guard let piece = layout.pieces.first else { return }
    let rows = min(CSVReader.sampleRows, piece.rows)
    var trial = plan
    let memory = BufferStorage(byteCount: rows * 8 * plan.fields.count)
    for index in trial.fields.indices where trial.fields[index].kind != .skip {
      trial.fields[index].memory = memory.base + index * rows * 8
    }
    let result = try withExtendedLifetime(memory) {
      var text = CSVPieceText()
      // A first row longer than this is rare; the piece is then read whole.
      let part = min(piece.bytes.count, 256 << 10)
      try text.load(source, piece.bytes.lowerBound..<piece.bytes.lowerBound + part)
      var end = text.start
      var count = 0
      while count < rows, let next = dialect.endOfRow(end, text.start + part) {
        end = next
        count += 1
      }
      if count == 0 {
        try text.load(source, piece.bytes)
        end = text.start + text.count
      }
      let parser = CSVPieceParser(trial, start: text.start, firstRow: 0)
      do {
        return try parser.parse(count: end - text.start, limit: rows)
      } catch let failure as CSVFailure {
        throw try failure.located(in: source, from: piece.bytes.lowerBound, names: plan.fields.map(\.name))
      }
    }
    for (index, field) in result.fields.enumerated() { plan.fields[index].kind = field.kind }
  }

  private func narrowed(_ column: Column, _ type: ColumnType?) -> Column {
    guard type == .float, case .double(let values) = column.storage else { return column }
    return Column(.float(Buffer(count: values.count) { for row in 0..<values.count { $0[row] = Float(values[row]) } }))
  }
}

/// The text of one piece in memory that is used again for the next.
struct CSVPieceText {
  private var memory = BufferStorage(byteCount: 0)
  private var capacity = 0
  /// With the line end that the last row may lack.
  private(set) var count = 0

  var start: UnsafePointer<UInt8> { UnsafePointer(memory.base.assumingMemoryBound(to: UInt8.self)) }

  mutating func load(_ source: any ByteSource, _ range: Range<Int>) throws {
    if range.count + CSVReader.slack > capacity {
      capacity = range.count + CSVReader.slack + (64 << 10)
      memory = BufferStorage(byteCount: capacity)
    }
    let got = try source.read(into: memory.base, count: range.count, at: range.lowerBound)
    guard got == range.count else {
      throw DataError.unreadable(file: source.name, reason: "it became shorter while being read")
    }
    let bytes = memory.base.bindMemory(to: UInt8.self, capacity: capacity)
    (bytes + got).update(repeating: 0, count: CSVReader.slack)
    count = got
    if got > 0, bytes[got - 1] != CSVDialect.newline, bytes[got - 1] != CSVDialect.carriageReturn {
      bytes[got] = CSVDialect.newline
      count += 1
    }
  }
}
