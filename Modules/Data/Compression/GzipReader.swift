import Zlib

/// Reads the content of a gzip file (RFC 1952), straight into the memory it is wanted in.
///
/// Any number of members follow each other; zlib skips the fields of each header and verifies checksum and length of
/// each trailer. Zero bytes after the last member are padding, as `gzip` and Python have it.
final class GzipReader {
  private let source: any ByteSource
  private var stream = z_stream()
  private var input: Buffer<UInt8>
  /// Where in the source the next refill starts.
  private var position = 0
  private var state = State.betweenMembers
  private var members = 0

  private enum State { case betweenMembers, inMember, finished }

  init(_ source: any ByteSource) {
    self.source = source
    input = Buffer(uninitialized: max(1, min(source.size, 256 << 10)))
    let status = inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    require(status == Z_OK, "zlib \(String(cString: zlibVersion())) cannot be initialized: status \(status)")
  }

  deinit { inflateEnd(&stream) }

  /// Fills `memory` with the next `count` bytes; fewer only where the content ends.
  func read(into memory: UnsafeMutableRawPointer, count: Int) throws -> Int {
    var done = 0
    while done < count, state != .finished {
      let step = min(count - done, 1 << 30)
      stream.next_out = (memory + done).assumingMemoryBound(to: UInt8.self)
      stream.avail_out = UInt32(step)
      try advance()
      done += step - Int(stream.avail_out)
    }
    return done
  }

  /// Verifies that nothing is left but the trailers: an error where there is more content.
  func expectEnd() throws {
    var extra: UInt8 = 0
    if try read(into: &extra, count: 1) > 0 { throw failure("there is more content than its header announces") }
  }

  /// One call of zlib, or one step between members.
  private func advance() throws {
    if stream.avail_in == 0 { try refill() }
    if state == .betweenMembers {
      skipPadding()
      if stream.avail_in == 0 {
        if position < source.size { return }
        if members == 0 { throw failure("the file is empty") }
        state = .finished
        return
      }
      inflateReset(&stream)
      state = .inMember
    }
    let status = inflate(&stream, Z_NO_FLUSH)
    switch status {
    case Z_STREAM_END:
      members += 1
      state = .betweenMembers
    case Z_OK: break
    case Z_BUF_ERROR where stream.avail_in == 0:
      if position >= source.size { throw failure("the file ends in the middle of the compressed data") }
    case Z_NEED_DICT: throw failure("a preset dictionary is wanted")
    default: throw failure(stream.msg.map { String(cString: $0) } ?? "zlib status \(status)")
    }
  }

  private func skipPadding() {
    guard members > 0 else { return }
    while stream.avail_in > 0, stream.next_in.pointee == 0 {
      stream.next_in += 1
      stream.avail_in -= 1
    }
  }

  private func refill() throws {
    let room = input.count
    let count = try input.withUnsafeMutable { memory in
      let got = try source.read(into: memory, count: room, at: position)
      stream.next_in = memory
      return got
    }
    stream.avail_in = UInt32(count)
    position += count
  }

  private func failure(_ reason: String) -> DataError {
    .malformed(file: source.name, place: .byte(position - Int(stream.avail_in)), reason: "gzip: \(reason)")
  }
}
