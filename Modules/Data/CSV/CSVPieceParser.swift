import Foundation

/// Reads the rows of one piece into their columns.
///
/// Fields are not looked for first: where a column holds numbers, the number is read from where the field starts, and
/// only if it does not end where a field can end is the field taken apart.
///
/// A class with its columns in memory of its own, so that the loop over the fields touches no reference count.
final class CSVPieceParser {
  typealias Bytes = UnsafePointer<UInt8>
  typealias Text = StringTable.Text

  let plan: CSVPlan
  let dialect: CSVDialect
  /// The text: private memory, since doubled quotes are undone in it.
  let start: Bytes
  let columns: UnsafeMutablePointer<Column>
  let width: Int
  var row = 0

  /// A column as far as this piece has filled it.
  struct Column {
    var kind: CSVPlan.Kind
    let isFixed: Bool
    /// Where this piece's first row goes.
    let memory: UnsafeMutableRawPointer?
    var missingRows: [Int32] = []
    let strings: CSVStrings?

    @inline(__always)
    func store<Value: BitwiseCopyable>(_ value: Value, at row: Int) {
      memory.unsafelyUnwrapped.assumingMemoryBound(to: Value.self)[row] = value
    }
  }

  init(_ plan: CSVPlan, start: Bytes, firstRow: Int) {
    self.plan = plan
    dialect = plan.dialect
    self.start = start
    width = plan.fields.count
    columns = .allocate(capacity: width)
    for (index, field) in plan.fields.enumerated() {
      let memory = field.memory.map { $0 + firstRow * CSVPieceParser.size(of: field.kind) }
      let strings = field.kind == .string ? CSVStrings() : nil
      (columns + index).initialize(
        to: Column(kind: field.kind, isFixed: field.isFixed, memory: memory, strings: strings))
    }
  }

  deinit {
    columns.deinitialize(count: width)
    columns.deallocate()
  }

  /// Bytes that a value takes in the column's memory.
  static func size(of kind: CSVPlan.Kind) -> Int {
    switch kind {
    case .unknown, .int, .double: 8
    case .string: 4
    case .bool: 1
    case .skip, .unstoredString: 0
    }
  }

  /// Reads up to `limit` rows of `count` bytes that end with a line end and have `slack` readable bytes after it.
  func parse(count: Int, limit: Int = .max) throws -> CSVPieceResult {
    let end = start + count
    var cursor = start
    let (dialect, width) = (self.dialect, self.width)
    let readsInPlace = dialect.hasPlainNumbers && dialect.comment == 0
    try DecimalPowers.with { powers in
      while cursor < end, row < limit {
        if dialect.isSkipped(cursor) {
          cursor = dialect.afterLine(cursor)
          continue
        }
        let rowStart = cursor
        let row = self.row
        var column = 0
        while true {
          if column == width {
            cursor = try surplus(cursor, end, rowStart)
            break
          }
          if !readsInPlace || !CSVPieceParser.readInPlace(&cursor, columns + column, row, dialect, powers) {
            try readField(&cursor, end, column)
          }
          column += 1
          if cursor.pointee == dialect.delimiter {
            cursor += 1
            continue
          }
          cursor = afterRow(cursor)
          break
        }
        if column < width { try fill(from: column, rowStart) }
        self.row = row + 1
      }
    }
    return result()
  }

  /// Reads and stores a field that is just what its column holds; otherwise nothing changes.
  @inline(__always)
  private static func readInPlace(
    _ cursor: inout Bytes, _ column: UnsafeMutablePointer<Column>, _ row: Int, _ dialect: CSVDialect,
    _ powers: DecimalPowers
  ) -> Bool {
    var next = cursor
    switch column.pointee.kind {
    case .double:
      guard let value = NumberText.readDouble(&next, powers), dialect.isEndOfField(next.pointee) else { return false }
      column.pointee.store(value, at: row)
    case .int:
      guard let value = NumberText.readInt(&next, powers), dialect.isEndOfField(next.pointee) else { return false }
      column.pointee.store(value, at: row)
    case .string:
      guard let length = dialect.lengthOfShortField(next) else { return false }
      guard let code = column.pointee.strings.unsafelyUnwrapped.recentCode(next, length) else { return false }
      column.pointee.store(code, at: row)
      next += length
    default: return false
    }
    cursor = next
    return true
  }

  /// A row has more fields than there are columns: the place after it, where that is allowed.
  private func surplus(_ cursor: Bytes, _ end: Bytes, _ rowStart: Bytes) throws -> Bytes {
    var fields = width + 1
    var next = try fieldText(cursor, end).next
    while next.pointee == dialect.delimiter {
      fields += 1
      next = try fieldText(next + 1, end).next
    }
    guard plan.raggedRows == .fillAndCut else {
      throw CSVFailure(
        offset: rowStart - start, field: nil, reason: "\(width) fields are expected, the row has \(fields)")
    }
    return afterRow(next)
  }

  /// The place after the row whose last field ends at `cursor`.
  @inline(__always)
  private func afterRow(_ cursor: Bytes) -> Bytes {
    dialect.comment != 0 && cursor.pointee == dialect.comment ? dialect.afterLine(cursor) : dialect.afterLineEnd(cursor)
  }

  /// A row has fewer fields than there are columns.
  private func fill(from column: Int, _ rowStart: Bytes) throws {
    if plan.raggedRows == .error {
      throw CSVFailure(
        offset: rowStart - start, field: nil, reason: "\(width) fields are expected, the row has \(column)")
    }
    for index in column..<width { storeMissing(index) }
  }

  private func result() -> CSVPieceResult {
    let fields = UnsafeBufferPointer(start: columns, count: width).map { column in
      CSVPieceResult.Field(
        kind: column.kind, missingRows: column.missingRows, strings: column.strings?.table ?? StringTable(),
        isDictionary: column.strings?.isDictionary ?? true)
    }
    return CSVPieceResult(rows: row, fields: fields)
  }
}
