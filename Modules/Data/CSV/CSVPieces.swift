import Foundation
import Kernels

/// Where the rows of a file lie, found out while it is read: once, block by block, on all threads.
///
/// A block's rows begin where those of the block before it end, and go where its rows end in memory. Each thread looks
/// at its block beforehand, so what it has to wait for is short: the end of the piece before, and the number of its row.
/// Only where a quote, a lone CR or a comment can hide or make a line end, a block is walked row by row meanwhile.
// Sendable: everything that changes is guarded by `turn`.
final class CSVPieces: @unchecked Sendable {
  /// Rows of a file, from the beginning of one to the end of one.
  struct Piece {
    let bytes: Range<Int>
    let firstRow: Int
    /// Line ends within, so at least as many as rows.
    let rows: Int
  }

  /// What one block leaves to the next.
  private struct Boundary {
    /// The first byte that belongs to no piece yet.
    var begin: Int
    /// Whether nothing from there to the end of the block can hide a line end.
    var isPlain = true
    var row = 0
    var left: Int
    /// A thread failed, so that nobody knows where the rows of the next block begin.
    var isLost = false
  }

  /// The number of blocks.
  let count: Int
  private let source: any ByteSource
  private let dialect: CSVDialect
  private let start: Int
  private let size: Int
  /// Blocks cannot be looked at alone.
  private let walksAlways: Bool
  private let hasLimit: Bool
  /// Rows that there is memory for.
  private let capacity: Int
  private let turn = NSCondition()
  private var next = 0
  private var boundary: Boundary

  /// The rows of `source` from `start` on, which is the beginning of a row.
  init(
    _ source: any ByteSource, from start: Int, dialect: CSVDialect, limit: Int?, capacity: Int, blockSize: Int?
  ) {
    self.source = source
    self.start = start
    self.dialect = dialect
    self.capacity = capacity
    hasLimit = limit != nil
    walksAlways = hasLimit || dialect.comment != 0
    boundary = Boundary(begin: start, left: limit ?? .max)
    // A block stays in a core's cache while it is looked at, and there are enough for all threads.
    size = blockSize ?? max(256 << 10, min(512 << 10, (source.size - start) / 16))
    count = (source.size - start + size - 1) / size
  }

  /// The most rows that the pieces hold, known when all blocks have been taken.
  var rows: Int { turn.withLock { boundary.row } }

  /// Reads a block into `text`, and takes the piece that ends in it; nil where none does, or none is wanted, or there is
  /// no memory for its rows. Every block has to be taken, in ascending order by each thread.
  func take(_ number: Int, _ text: inout CSVPieceText) throws -> Piece? {
    let block = start + number * size..<min(start + (number + 1) * size, source.size)
    let loaded = Result { [dialect, walksAlways] in
      try text.load(source, block)
      return walksAlways ? CSVBlock.opaque : CSVBlock(text.start, block.count, peeksFurther: true, dialect)
    }
    turn.lock()
    defer {
      next += 1
      turn.broadcast()
      turn.unlock()
    }
    while next < number { turn.wait() }
    if boundary.isLost || boundary.begin >= block.upperBound || boundary.left <= 0 { return nil }
    do {
      let look = try loaded.get()
      let begin = boundary.begin
      let found =
        look.isPlain && boundary.isPlain && begin <= block.lowerBound
        ? plainRows(look, block) : try walkedRows(block, &text)
      defer { boundary.row += found.rows }
      if found.end == begin || boundary.row + found.rows > capacity { return nil }
      try text.extend(source, to: begin..<found.end)
      return Piece(bytes: begin..<found.end, firstRow: boundary.row, rows: found.rows)
    } catch {
      boundary.isLost = true
      throw error
    }
  }

  private func plainRows(_ look: CSVBlock, _ block: Range<Int>) -> (end: Int, rows: Int) {
    var (end, rows) = (look.endOfRows.map { block.lowerBound + $0 } ?? boundary.begin, look.lineEnds)
    if block.upperBound == source.size, end < source.size { (end, rows) = (source.size, rows + 1) }
    boundary.begin = end
    return (end, rows)
  }

  /// Rows up to the end of the block, or of the first row where that does not end in it.
  private func walkedRows(_ block: Range<Int>, _ text: inout CSVPieceText) throws -> (end: Int, rows: Int) {
    var range = boundary.begin..<block.upperBound
    while true {
      try text.load(source, range)
      let isLast = range.upperBound == source.size
      let end = text.start + (isLast ? text.count : range.count)
      var cursor = text.start
      var rows = 0
      while cursor < end, rows < boundary.left {
        guard let next = dialect.endOfRow(cursor, end) else {
          // The last row may end within quotes; its reader will say so.
          if isLast {
            rows += 1
            cursor = end
          }
          break
        }
        if !hasLimit || !dialect.isSkipped(cursor) { rows += 1 }
        cursor = next
      }
      if cursor == text.start, !isLast {
        range = range.lowerBound..<min(range.upperBound + range.count, source.size)
        continue
      }
      boundary.begin = min(range.lowerBound + (cursor - text.start), range.upperBound)
      boundary.left -= rows
      boundary.isPlain =
        !walksAlways && cursor <= end && CSVBlock(cursor, end - cursor, peeksFurther: false, dialect).isPlain
      return (boundary.begin, rows)
    }
  }
}

/// What a look at a part of a file finds.
struct CSVBlock {
  private(set) var lineEnds = 0
  /// The place after the last line end.
  private(set) var endOfRows: Int?
  /// Whether there is no quote, and no CR but before a newline.
  private(set) var isPlain = true

  /// A part that nobody looks at.
  static let opaque = CSVBlock(isPlain: false)

  private init(isPlain: Bool) { self.isPlain = isPlain }

  /// `peeksFurther`: the byte after the part may be looked at, to tell a lone CR from a CR LF.
  init(_ start: UnsafePointer<UInt8>, _ count: Int, peeksFurther: Bool, _ dialect: CSVDialect) {
    func find(_ byte: UInt8, from place: Int) -> Int? {
      memchr(start + place, Int32(byte), count - place).map {
        UnsafePointer($0.assumingMemoryBound(to: UInt8.self)) - start
      }
    }
    if dialect.quote != 0, find(dialect.quote, from: 0) != nil {
      isPlain = false
      return
    }
    var place = 0
    while let found = find(CSVDialect.carriageReturn, from: place) {
      place = found + 1
      if place == count && !peeksFurther || start[place] != CSVDialect.newline {
        isPlain = false
        return
      }
    }
    lineEnds = mk_count_byte(start, count, CSVDialect.newline)
    if lineEnds > 0 {
      var end = count
      while start[end - 1] != CSVDialect.newline { end -= 1 }
      endOfRows = end
    }
  }
}
