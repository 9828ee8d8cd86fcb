import Kernels
import Synchronization

/// Reads a delimited text file into columns.
///
/// The first rows suggest the types, and how many rows there are. One pass on all threads then finds where the rows lie and
/// reads them into memory of about the right size; pieces that meet something wider widen what they have. Columns that
/// turn out to be text take a second pass, and so does a file whose rows get so much shorter that the memory does not do.
struct CSVReader {
  let source: any ByteSource
  let dialect: CSVDialect
  let format: CSVFormat
  let missing: CSVMissing
  /// Bytes of what is looked at in one go; nil for what suits the file.
  let blockSize: Int?

  /// Rows that suggest the types.
  private static let sampleRows = 100
  /// Bytes in which these are looked for.
  private static let sampleBytes = 256 << 10

  init(_ source: any ByteSource, format: CSVFormat, missing: [String], blockSize: Int? = nil) throws {
    if try source.isGzipped() {
      self.source = MemorySource(name: source.name, bytes: try Gzip.content(of: source, slack: 0))
    } else {
      self.source = source
    }
    dialect = CSVDialect(format)
    self.format = format
    self.missing = CSVMissing(missing)
    self.blockSize = blockSize
  }

  func read() throws -> (names: [String], columns: [Column]) {
    let header = try CSVHeader(source, dialect: dialect, format: format, window: blockSize ?? 64 << 10)
    var plan = try self.plan(header.names)
    var capacity = try suggestTypes(&plan, from: header.end)
    for index in plan.fields.indices where plan.fields[index].kind == .unstoredString {
      plan.fields[index].kind = .string
    }
    func pass() throws -> CSVPass {
      let first = try CSVPass(self, from: header.end, plan, names: header.names, capacity: capacity)
      guard let needed = first.lackedCapacity else { return first }
      return try CSVPass(self, from: header.end, plan, names: header.names, capacity: needed)
    }
    let first = try pass()
    var columns = first.columns
    let left = columns.indices.filter { columns[$0] == nil && plan.fields[$0].kind != .skip }
    if !left.isEmpty {
      for index in plan.fields.indices { plan.fields[index].kind = left.contains(index) ? .string : .skip }
      capacity = first.capacity
      let second = try pass()
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

  /// Reads the first rows into memory of their own, and takes over the kinds that they come to. Gives the number of rows
  /// to expect.
  private func suggestTypes(_ plan: inout CSVPlan, from start: Int) throws -> Int {
    let rest = source.size - start
    let rows = min(CSVReader.sampleRows, format.limit ?? .max)
    if rest == 0 || rows == 0 { return 0 }
    var text = CSVPieceText()
    var part = min(rest, blockSize ?? CSVReader.sampleBytes)
    var end: UnsafePointer<UInt8>
    while true {
      try text.load(source, start..<start + part)
      end = text.start
      var count = 0
      while count < rows, let next = dialect.endOfRow(end, text.start + part) {
        end = next
        count += 1
      }
      if count > 0 { break }
      end = text.start + text.count
      if part == rest { break }
      part = min(rest, part * 4)
    }
    var trial = plan
    let memory = BufferStorage(byteCount: rows * 8 * plan.fields.count)
    for index in trial.fields.indices where trial.fields[index].kind != .skip {
      trial.fields[index].memory = memory.base + index * rows * 8
    }
    let lines = [CSVDialect.newline, CSVDialect.carriageReturn].map { mk_count_byte(text.start, part, $0) }
    let result = try withExtendedLifetime(memory) {
      do {
        return try CSVPieceParser(trial, start: text.start, firstRow: 0).parse(count: end - text.start, limit: rows)
      } catch let failure as CSVFailure {
        throw try failure.located(in: source, from: start, names: plan.fields.map(\.name))
      }
    }
    for (index, field) in result.fields.enumerated() { plan.fields[index].kind = field.kind }
    let most = (lines.max() ?? 0) + 1
    return min(part == rest ? most : Int(Double(most) * Double(rest) / Double(part) * 1.05), format.limit ?? .max)
  }

  private func narrowed(_ column: Column, _ type: ColumnType?) -> Column {
    guard type == .float, case .double(let values) = column.storage else { return column }
    return Column(.float(Buffer(count: values.count) { for row in 0..<values.count { $0[row] = Float(values[row]) } }))
  }
}
