import Foundation

/// Reads the rows of one piece into their columns.
///
/// Fields are not looked for first: where a column holds numbers, the number is read from where the field starts, and
/// only if it does not end where a field can end is the field taken apart.
struct CSVPieceParser {
  typealias Bytes = UnsafePointer<UInt8>
  typealias Text = StringTable.Text

  let plan: CSVPlan
  let dialect: CSVDialect
  /// The text: private memory, since doubled quotes are undone in it.
  let start: Bytes
  let firstRow: Int
  private let powers = PowersOfFive.words
  var columns: [Column]
  var row = 0

  /// A column as far as this piece has filled it.
  struct Column {
    var kind: CSVPlan.Kind
    let isFixed: Bool
    /// Where this piece's first row goes.
    var memory: UnsafeMutableRawPointer?
    var missingRows: [Int32] = []
    var strings = StringIndex()
    /// For strings that are nearly all different: each has its entry.
    var entries: StringTable?

    @inline(__always)
    func store<Value: BitwiseCopyable>(_ value: Value, at row: Int) {
      memory.unsafelyUnwrapped.assumingMemoryBound(to: Value.self)[row] = value
    }
  }

  init(_ plan: CSVPlan, start: Bytes, firstRow: Int) {
    self.plan = plan
    dialect = plan.dialect
    self.start = start
    self.firstRow = firstRow
    columns = plan.fields.map { field in
      let size = CSVPieceParser.size(of: field.kind)
      return Column(kind: field.kind, isFixed: field.isFixed, memory: field.memory.map { $0 + firstRow * size })
    }
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

  /// Reads up to `limit` rows of `count` bytes that end with a line end and have eight readable bytes after it.
  mutating func parse(count: Int, limit: Int = .max) throws -> CSVPieceResult {
    let end = start + count
    var cursor = start
    let width = columns.count
    let powers = self.powers
    let usesPlainNumbers = dialect.hasPlainNumbers
    let dialect = self.dialect
    try powers.withUnsafe { powers in
      while cursor < end, row < limit {
        if dialect.isSkipped(cursor) {
          cursor = dialect.afterLine(cursor)
          continue
        }
        let rowStart = cursor
        var column = 0
        while true {
          if column == width {
            cursor = try surplus(cursor, end, rowStart)
            break
          }
          if usesPlainNumbers, readNumber(&cursor, column, powers) {
            // Stored.
          } else {
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
        row += 1
      }
    }
    return result()
  }

  /// Reads and stores a number where the column holds numbers and one stands here; otherwise nothing changes.
  @inline(__always)
  private func readNumber(_ cursor: inout Bytes, _ column: Int, _ powers: UnsafePointer<UInt64>) -> Bool {
    columns.withUnsafeBufferPointer { columns in
      let target = columns.baseAddress.unsafelyUnwrapped + column
      var next = cursor
      if target.pointee.kind == .double {
        guard let value = NumberText.readDouble(&next, powers: powers), dialect.isEndOfField(next.pointee) else {
          return false
        }
        target.pointee.store(value, at: row)
      } else if target.pointee.kind == .int {
        guard let value = NumberText.readInt(&next), dialect.isEndOfField(next.pointee) else { return false }
        target.pointee.store(value, at: row)
      } else {
        return false
      }
      cursor = next
      return true
    }
  }

  /// A row has more fields than there are columns: the place after it, where that is allowed.
  private func surplus(_ cursor: Bytes, _ end: Bytes, _ rowStart: Bytes) throws -> Bytes {
    var fields = columns.count + 1
    var next = try fieldText(cursor, end).next
    while next.pointee == dialect.delimiter {
      fields += 1
      next = try fieldText(next + 1, end).next
    }
    guard plan.raggedRows == .fillAndCut else {
      throw CSVFailure(
        offset: rowStart - start, field: nil, reason: "\(columns.count) fields are expected, the row has \(fields)")
    }
    return afterRow(next)
  }

  /// The place after the row whose last field ends at `cursor`.
  @inline(__always)
  private func afterRow(_ cursor: Bytes) -> Bytes {
    dialect.comment != 0 && cursor.pointee == dialect.comment ? dialect.afterLine(cursor) : dialect.afterLineEnd(cursor)
  }

  /// A row has fewer fields than there are columns.
  private mutating func fill(from column: Int, _ rowStart: Bytes) throws {
    if plan.raggedRows == .error {
      throw CSVFailure(
        offset: rowStart - start, field: nil, reason: "\(columns.count) fields are expected, the row has \(column)")
    }
    for index in column..<columns.count { storeMissing(index) }
  }

  private func result() -> CSVPieceResult {
    let fields = columns.map { column in
      CSVPieceResult.Field(
        kind: column.kind, missingRows: column.missingRows, strings: column.entries ?? column.strings.table,
        isDictionary: column.entries == nil)
    }
    return CSVPieceResult(rows: row, fields: fields)
  }
}
