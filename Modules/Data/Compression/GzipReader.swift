import Tensor
import Zlib

/// Reads the content of a gzip file (RFC 1952), straight into the memory it is wanted in.
///
/// Any number of members follow each other; zlib skips the fields of each header; checksum and length of each trailer are
/// verified. Zero bytes after the last member are padding, as `gzip` and Python have it.
///
/// A large file is unpacked on all threads: while this one reads on, the others unpack pieces further on, from where a
/// block seems to start. A piece is taken when the reading arrives at the start of it, to the bit, and dropped otherwise:
/// what is read, and what is refused, is the same.
final class GzipReader {
  private let source: any ByteSource
  private var deflated: DeflateReader
  private var state = State.betweenMembers
  private var members = 0
  private var checksum: UInt = 0
  private var length = 0
  /// Pieces that have been unpacked, in the order of the file, and what is left of those that the reading arrived at.
  private var ahead: [DeflatePiece] = []
  private var ready: [Buffer<UInt8>] = []
  private var readyOffset = 0
  /// Whether the pieces of this file have been of use so far.
  private var looksAhead = true

  private enum State { case betweenMembers, inMember, finished }

  /// Where pieces start, where the last of them ends, and how many bytes each may give, about.
  private struct Pieces {
    let starts: [Int]
    let end: Int
    let limit: Int
  }

  /// Less than this is not worth a thread.
  private static let leastPiece = 512 << 10
  private static let largestPiece = 16 << 20
  /// A block starts within so many bytes, or is not worth looking for: few are longer, and data that are stored as they are
  /// have none with codes.
  private static let searched = 256 << 10
  /// So much more this thread reads in the time that the others need for the heads of their pieces.
  private static let lead = 256 << 10

  init(_ source: any ByteSource) {
    self.source = source
    deflated = DeflateReader(source)
  }

  /// Fills `memory` with the next `count` bytes; fewer only where the content ends.
  func read(into memory: UnsafeMutableRawPointer, count: Int) throws -> Int {
    var done = 0
    while done < count, !ready.isEmpty || state != .finished {
      let (place, room) = (memory + done, count - done)
      if !ready.isEmpty {
        done += handOut(into: place, room)
      } else if state == .betweenMembers {
        try startMember()
      } else if deflated.place == .end {
        try endMember()
      } else if let piece = ahead.first, deflated.place == .blockStart, deflated.bit == piece.start {
        take(piece)
      } else {
        done += try readOn(into: place, room)
      }
    }
    return done
  }

  /// Verifies that nothing is left but the trailers: an error where there is more content.
  func expectEnd() throws {
    var extra: UInt8 = 0
    if try read(into: &extra, count: 1) > 0 {
      throw deflated.failure("there is more content than its header announces")
    }
  }

  private func startMember() throws {
    if members > 0 { try deflated.skipZeros() }
    if deflated.position == source.size {
      if members == 0 { throw deflated.failure("the file is empty") }
      state = .finished
      return
    }
    try deflated.skipGzipHeader()
    (checksum, length) = (0, 0)
    state = .inMember
  }

  private func endMember() throws {
    if try deflated.word() != UInt32(checksum) { throw deflated.failure("incorrect data check") }
    if try deflated.word() != UInt32(truncatingIfNeeded: length) { throw deflated.failure("incorrect length check") }
    members += 1
    state = .betweenMembers
  }

  /// Reads from the data of a member, up to the next piece at most.
  private func readOn(into memory: UnsafeMutableRawPointer, _ count: Int) throws -> Int {
    while let piece = ahead.first, deflated.bit >= piece.start {
      ahead.removeFirst()
      looksAhead = false
    }
    if ahead.isEmpty, let pieces = try piecesAhead(wanted: count) {
      return try readOn(into: memory, count, beside: pieces)
    }
    return try readInOrder(into: memory, count)
  }

  private func readInOrder(into memory: UnsafeMutableRawPointer, _ count: Int) throws -> Int {
    deflated.target = ahead.first?.start ?? .max
    var done = 0
    while done < count, deflated.place != .end, !deflated.isAtTarget {
      // What has just been unpacked is summed up while it is in a cache.
      let got = try deflated.read(into: memory + done, count: min(count - done, 256 << 10))
      checksum = crc32_z(checksum, memory + done, got)
      length += got
      done += got
    }
    return done
  }

  /// Reads on, on this thread, while others unpack the pieces.
  private func readOn(
    into memory: UnsafeMutableRawPointer, _ count: Int, beside pieces: Pieces
  ) throws -> Int {
    let unpacked = pieces.starts.map { DeflatePiece(at: $0, of: source) }
    ahead = unpacked
    nonisolated(unsafe) var result = Result<Int, any Error>.success(0)
    Parallelism.forEachRange(of: unpacked.count + 1, grain: 1) { numbers in
      for number in numbers {
        if number == 0 {
          result = Result { try readInOrder(into: memory, count) }
        } else {
          let end = number < unpacked.count ? unpacked[number].start : pieces.end
          unpacked[number - 1].unpack(until: end, limit: pieces.limit)
        }
      }
    }
    return try result.get()
  }

  /// Where blocks seem to start that the other threads can begin with; nil where that is not worth it.
  private func piecesAhead(wanted: Int) throws -> Pieces? {
    let threads = Parallelism.threads
    let from = deflated.position + Self.lead
    let left = source.size - from
    let size = min(left / threads, Self.largestPiece)
    guard looksAhead, threads > 1, min(size, wanted) >= Self.leastPiece else { return nil }
    let starts = Workers.map(threads - 1, work: .max) { [source] number in
      let first = from + (number + 1) * size
      return try? DeflateBlocks.first(in: first..<first + Self.searched, of: source)
    }
    let found = starts.compactMap { $0 }
    looksAhead = !found.isEmpty
    let end = left - threads * size < Self.leastPiece ? Int.max : (from + threads * size) * 8
    return looksAhead ? Pieces(starts: found, end: end, limit: size * 16) : nil
  }

  /// Goes on with a piece, at whose start the reading has arrived.
  private func take(_ piece: DeflatePiece) {
    ahead.removeFirst()
    guard let content = piece.content(after: deflated.window) else { return looksAhead = false }
    (ready, readyOffset) = (content.blocks, 0)
    checksum = crc32_combine(checksum, content.checksum, content.count)
    length += content.count
    deflated = content.reader
  }

  /// Copies from what a piece has given.
  private func handOut(into memory: UnsafeMutableRawPointer, _ room: Int) -> Int {
    let (block, offset) = (ready[0], readyOffset)
    let count = min(room, block.count - offset)
    block.withUnsafe { bytes in
      Parallelism.forEachRange(of: count, grain: 512 << 10) { range in
        (memory + range.lowerBound).copyMemory(from: bytes + offset + range.lowerBound, byteCount: range.count)
      }
    }
    readyOffset += count
    if readyOffset == block.count {
      ready.removeFirst()
      readyOffset = 0
    }
    return count
  }
}
