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
    private(set) var strings: CSVStrings?
    /// What `strings` remembers, where the loop over the fields can look without counting a reference.
    private(set) var recent: UnsafePointer<CSVStrings.Recent>?

    init(kind: CSVPlan.Kind, isFixed: Bool, memory: UnsafeMutableRawPointer?) {
      self.kind = kind
      self.isFixed = isFixed
      self.memory = memory
      if kind == .string { holdStrings() }
    }

    private mutating func holdStrings() {
      strings = CSVStrings()
      recent = strings.map { UnsafePointer($0.recent) }
    }

    /// Makes a column of strings out of one whose `count` rows are all missing.
    mutating func becomeStrings(after count: Int) {
      kind = .string
      missingRows = []
      holdStrings()
      for row in 0..<count { store(Int32(-1), at: row) }
    }

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
      (columns + index).initialize(to: Column(kind: field.kind, isFixed: field.isFixed, memory: memory))
    }
  }

  deinit {
    columns.deinitialize(count: width)
    columns.deallocate()
  }

  /// Bytes that a value takes in the column's memory.
  static func size(of kind: CSVPlan.Kind) -> Int {
    switch kind {
    case .unknown, .int, .wide, .double: 8
    case .string: 4
    case .bool: 1
    case .skip, .unstoredString: 0
    }
  }

  /// How far the reading has come.
  private struct Place {
    var cursor: Bytes
    var rowStart: Bytes
    var row = 0
    /// The next field of the row; 0 between rows.
    var column = 0
  }

  /// Why the quick way ended.
  private enum Stop {
    case betweenRows
    /// The next field has to be taken apart, or there is no column for it.
    case field
    /// The row has ended too early.
    case shortRow
  }

  /// Reads up to `limit` rows of `count` bytes that end with a line end and have `slack` readable bytes after it.
  func parse(count: Int, limit: Int = .max) throws -> CSVPieceResult {
    let end = start + count
    var place = Place(cursor: start, rowStart: start)
    let readsInPlace = dialect.hasPlainNumbers && dialect.comment == 0
    try DecimalPowers.with { powers in
      while place.column > 0 || (place.cursor < end && place.row < limit) {
        if place.column == 0 {
          if dialect.isSkipped(place.cursor) {
            place.cursor = dialect.afterLine(place.cursor)
            continue
          }
          place.rowStart = place.cursor
        }
        var stop = Stop.field
        if readsInPlace {
          stop = CSVPieceParser.advance(&place, end, limit, columns, width, dialect, powers)
          if stop == .betweenRows { continue }
        }
        row = place.row
        if stop == .field {
          guard try readNext(&place, end) else { continue }
        } else {
          place.cursor = afterRow(place.cursor)
        }
        if place.column < width { try fill(from: place.column, place.rowStart) }
        place.row += 1
        place.column = 0
      }
    }
    row = place.row
    return result()
  }

  /// Reads the next field by the long way; true where the row ends with it.
  private func readNext(_ place: inout Place, _ end: Bytes) throws -> Bool {
    if place.column == width {
      place.cursor = try surplus(place.cursor, end, place.rowStart)
      return true
    }
    try readField(&place.cursor, end, place.column)
    place.column += 1
    if place.cursor.pointee == dialect.delimiter {
      place.cursor += 1
      return false
    }
    place.cursor = afterRow(place.cursor)
    return true
  }

  /// Reads field after field and row after row, as long as each is just what its column holds.
  ///
  /// A function of its own without reference counts, so that everything it calls becomes a part of it.
  @inline(never)
  private static func advance(
    _ place: inout Place, _ end: Bytes, _ limit: Int, _ columns: UnsafeMutablePointer<Column>, _ width: Int,
    _ dialect: CSVDialect, _ powers: DecimalPowers
  ) -> Stop {
    var (cursor, rowStart, row, column) = (place.cursor, place.rowStart, place.row, place.column)
    var stop = Stop.field
    while column < width, readInPlace(&cursor, columns + column, row, dialect, powers) {
      column = column &+ 1
      if cursor.pointee == dialect.delimiter {
        cursor += 1
        continue
      }
      if column < width {
        stop = .shortRow
        break
      }
      cursor = dialect.afterLineEnd(cursor)
      rowStart = cursor
      row = row &+ 1
      column = 0
      // What may be a line without a row starts with a blank or a line end.
      if cursor >= end || row >= limit || cursor.pointee <= 0x20 {
        stop = .betweenRows
        break
      }
    }
    place = Place(cursor: cursor, rowStart: rowStart, row: row, column: column)
    return stop
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
      var value = 0.0
      guard NumberText.readDouble(&next, into: &value, powers), dialect.isEndOfField(next.pointee) else { return false }
      column.pointee.store(value, at: row)
    case .int:
      var value = 0
      guard NumberText.readInt(&next, into: &value, powers), dialect.isEndOfField(next.pointee) else { return false }
      column.pointee.store(value, at: row)
    case .string:
      // What stands between quotes may look like a whole field that was there before.
      guard next.pointee != dialect.quote, let length = dialect.lengthOfShortField(next),
        let code = CSVStrings.recentCode(column.pointee.recent.unsafelyUnwrapped, next, length)
      else { return false }
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
