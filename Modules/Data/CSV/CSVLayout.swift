import Foundation
import Synchronization

/// Where the rows of a file lie: pieces that start and end between rows, each with the most rows it can hold.
struct CSVLayout {
  struct Piece {
    let bytes: Range<Int>
    /// Line ends within, so at least as many as rows.
    let rows: Int
  }

  private(set) var pieces: [Piece] = []

  /// The rows of `source` from `start` on, which is the beginning of a row.
  ///
  /// Where no quote, no lone CR and no comment can hide or make a line end, the pieces are found on all threads at
  /// once; otherwise the file is walked row by row.
  init(_ source: any ByteSource, from start: Int, dialect: CSVDialect, limit: Int?) throws {
    let size = CSVLayout.pieceSize(source.size - start)
    if limit == nil, dialect.comment == 0, let pieces = try CSVLayout.scan(source, start, size, dialect) {
      self.pieces = pieces
    } else {
      pieces = try CSVLayout.walk(source, start, size, dialect, limit: limit)
    }
  }

  /// A piece stays in a core's cache while it is looked at, and there are enough for all threads.
  private static func pieceSize(_ bytes: Int) -> Int { max(256 << 10, min(1 << 20, bytes / 16)) }

  /// What a look at one block finds.
  private struct Block {
    var lineEnds = 0
    /// After the first line end.
    var firstRow: Int?
    var isPlain = true
  }

  private static func scan(
    _ source: any ByteSource, _ start: Int, _ size: Int, _ dialect: CSVDialect
  ) throws -> [Piece]? {
    let count = (source.size - start + size - 1) / size
    if count == 0 { return [] }
    var blocks = [Block](repeating: Block(), count: count)
    let failure = FirstFailure()
    let isPlain = Atomic(true)
    blocks.withUnsafeMutableBufferPointer { blocks in
      nonisolated(unsafe) let blocks = blocks
      Workers.run(pieces: count) { claim in
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: size + 1)
        defer { memory.deallocate() }
        while let number = claim(), isPlain.load(ordering: .relaxed), !failure.isSet {
          failure.catching(at: number) {
            // One byte more tells a lone CR at the very end from a CR LF.
            let begin = start + number * size
            let got = try source.read(into: memory, count: size + 1, at: begin)
            let block = look(at: memory, min(size, got), peek: got > size, begin, dialect)
            blocks[number] = block
            if !block.isPlain { isPlain.store(false, ordering: .relaxed) }
          }
        }
      }
    }
    try failure.rethrow()
    if !isPlain.load(ordering: .relaxed) { return nil }

    var pieces: [Piece] = []
    var begin = start
    var rows = 0
    for (number, block) in blocks.enumerated() {
      guard let firstRow = block.firstRow else { continue }
      if number == 0 {
        rows = block.lineEnds
      } else {
        // The row that runs into this block belongs to the piece before it.
        pieces.append(Piece(bytes: begin..<firstRow, rows: rows + 1))
        begin = firstRow
        rows = block.lineEnds - 1
      }
    }
    if begin < source.size { pieces.append(Piece(bytes: begin..<source.size, rows: rows + 1)) }
    return pieces
  }

  private static func look(
    at memory: UnsafePointer<UInt8>, _ count: Int, peek: Bool, _ begin: Int, _ dialect: CSVDialect
  ) -> Block {
    var block = Block()
    func find(_ byte: UInt8, _ cursor: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
      memchr(cursor, Int32(byte), memory + count - cursor).map { UnsafePointer($0.assumingMemoryBound(to: UInt8.self)) }
    }
    if dialect.quote != 0, find(dialect.quote, memory) != nil { block.isPlain = false }
    var cursor = memory
    while block.isPlain, let found = find(CSVDialect.carriageReturn, cursor) {
      let isLast = found + 1 == memory + count && !peek
      if isLast || found[1] != CSVDialect.newline { block.isPlain = false }
      cursor = found + 1
    }
    guard block.isPlain else { return block }
    cursor = memory
    while let found = find(CSVDialect.newline, cursor) {
      if block.firstRow == nil { block.firstRow = begin + (found - memory) + 1 }
      block.lineEnds += 1
      cursor = found + 1
    }
    return block
  }

  private static func walk(
    _ source: any ByteSource, _ start: Int, _ size: Int, _ dialect: CSVDialect, limit: Int?
  ) throws -> [Piece] {
    var pieces: [Piece] = []
    var capacity = size
    var memory = Buffer<UInt8>(uninitialized: capacity + 1)
    var position = start
    var left = limit ?? .max
    while position < source.size, left > 0 {
      let (used, rows) = try memory.withUnsafeMutable { memory in
        var got = try source.read(into: memory, count: capacity, at: position)
        let isLast = position + got >= source.size
        let unread = got
        if isLast, got > 0 {
          memory[got] = CSVDialect.newline
          got += 1
        }
        let start = UnsafePointer(memory)
        var cursor = start
        let end = cursor + got
        var rows = 0
        while cursor < end, rows < left {
          guard let next = dialect.endOfRow(cursor, end) else {
            // The last row may end within quotes; its reader will say so.
            if isLast {
              rows += 1
              cursor = end
            }
            break
          }
          // The line end that was added makes no row of its own.
          if cursor - start < unread, !dialect.isSkipped(cursor) || limit == nil { rows += 1 }
          cursor = next
        }
        return (min(cursor - start, unread), rows)
      }
      if used == 0 {
        capacity *= 2
        memory = Buffer(uninitialized: capacity + 1)
        continue
      }
      pieces.append(Piece(bytes: position..<(position + used), rows: rows))
      position += used
      left -= rows
    }
    return pieces
  }
}
