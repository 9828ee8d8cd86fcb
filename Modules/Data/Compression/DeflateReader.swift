import Zlib

/// Unpacks deflated data (RFC 1951) out of a source by zlib, from any bit on, straight into the memory they are wanted in.
final class DeflateReader {
  /// Where the reader has come to.
  enum Place { case inside, blockStart, end }

  private let source: any ByteSource
  private let stream: UnsafeMutablePointer<z_stream>
  private var input: Buffer<UInt8>
  /// Where in the source the input ends that zlib has been given.
  private var inputEnd: Int
  private(set) var place = Place.blockStart
  /// The bit of the source that comes next.
  private(set) var bit: Int
  /// A bit to stop at: at the first start of a block there, or behind it.
  var target = Int.max { didSet { holdBack() } }

  /// How far back deflated data refer to what came before.
  static let reach = 32768

  /// Starts at a byte; `input` is how much is read from the source at once.
  init(_ source: any ByteSource, at offset: Int = 0, input size: Int = 256 << 10) {
    self.source = source
    input = Buffer(uninitialized: max(1, min(source.size, size)))
    inputEnd = offset
    bit = offset * 8
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let status = inflateInit2_(stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    require(status == Z_OK, "zlib \(String(cString: zlibVersion())) cannot be initialized: status \(status)")
  }

  /// Starts at a bit, as if what was unpacked before had been `window`.
  convenience init(_ source: any ByteSource, bit: Int, window: [UInt8], input size: Int = 256 << 10) throws {
    self.init(source, at: (bit + 7) / 8, input: size)
    self.bit = bit
    if bit % 8 != 0 {
      var first: UInt8 = 0
      guard try source.read(into: &first, count: 1, at: bit / 8) == 1 else { throw endsEarly }
      inflatePrime(stream, Int32(8 - bit % 8), Int32(first >> UInt8(bit % 8)))
    }
    inflateSetDictionary(stream, window, UInt32(window.count))
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// The byte of the source that comes next.
  var position: Int { inputEnd - Int(stream.pointee.avail_in) }

  /// Whether the start of a block at `target`, or behind it, has been reached.
  var isAtTarget: Bool { place == .blockStart && bit >= target }

  /// What was unpacked last, 32 KB where it is as much.
  var window: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Self.reach) { memory, count in
      var length: UInt32 = 0
      inflateGetDictionary(stream, memory.baseAddress, &length)
      count = Int(length)
    }
  }

  /// Fills `memory`; fewer than `count` bytes only at the end of the data, or where `target` is reached.
  func read(into memory: UnsafeMutableRawPointer, count: Int) throws -> Int {
    var done = 0
    while done < count, place != .end, !isAtTarget {
      if stream.pointee.avail_in == 0 { try refill() }
      let step = min(count - done, 1 << 30)
      stream.pointee.next_out = (memory + done).assumingMemoryBound(to: UInt8.self)
      stream.pointee.avail_out = UInt32(step)
      let status = inflate(stream, position < target >> 3 ? Z_NO_FLUSH : Z_BLOCK)
      done += step - Int(stream.pointee.avail_out)
      try follow(status)
    }
    return done
  }

  /// Skips the header of a gzip member (RFC 1952), which zlib verifies, and begins with the data after it.
  func skipGzipHeader() throws {
    inflateReset2(stream, 15 + 16)
    var nothing: UInt8 = 0
    repeat {
      if stream.pointee.avail_in == 0 { try refill() }
      let status = withUnsafeMutablePointer(to: &nothing) { nothing in
        stream.pointee.next_out = nothing
        stream.pointee.avail_out = 0
        return inflate(stream, Z_BLOCK)
      }
      try follow(status)
    } while place != .blockStart
    inflateReset2(stream, -15)
    bit = position * 8
  }

  /// The next byte of the source, as it is; nil at its end.
  func byte() throws -> UInt8? {
    if stream.pointee.avail_in == 0 { try refill() }
    if stream.pointee.avail_in == 0 { return nil }
    defer {
      stream.pointee.next_in += 1
      stream.pointee.avail_in -= 1
    }
    return stream.pointee.next_in.pointee
  }

  /// Skips bytes of the source that are 0.
  func skipZeros() throws {
    while let next = try byte() {
      if next == 0 { continue }
      stream.pointee.next_in -= 1
      stream.pointee.avail_in += 1
      return
    }
  }

  /// The next four bytes of the source as a number, the lowest first.
  func word() throws -> UInt32 {
    try (0..<4).reduce(0) { word, number in
      guard let next = try byte() else { throw endsEarly }
      return word | UInt32(next) << (8 * number)
    }
  }

  var endsEarly: DataError { failure("the file ends in the middle of the compressed data") }

  func failure(_ reason: String) -> DataError {
    .malformed(file: source.name, place: .byte(position), reason: "gzip: \(reason)")
  }

  private func follow(_ status: Int32) throws {
    switch status {
    case Z_STREAM_END: place = .end
    case Z_OK: place = stream.pointee.data_type & 128 != 0 ? .blockStart : .inside
    case Z_BUF_ERROR where stream.pointee.avail_in == 0:
      if inputEnd >= source.size { throw endsEarly }
    case Z_BUF_ERROR: break
    case Z_NEED_DICT: throw failure("a preset dictionary is wanted")
    default: throw failure(stream.pointee.msg.map { String(cString: $0) } ?? "zlib status \(status)")
    }
    bit = position * 8 - Int(stream.pointee.data_type & 63)
  }

  private func refill() throws {
    let room = min(input.count, inputEnd < target >> 3 ? target >> 3 - inputEnd : .max)
    let count = try input.withUnsafeMutable { memory in
      stream.pointee.next_in = memory
      return try source.read(into: memory, count: room, at: inputEnd)
    }
    stream.pointee.avail_in = UInt32(count)
    inputEnd += count
  }

  /// Takes input back that lies behind the byte of the target: zlib does not stop at a block before it, and must not
  /// run past it.
  private func holdBack() {
    let stop = target >> 3
    if position < stop, inputEnd > stop {
      stream.pointee.avail_in -= UInt32(inputEnd - stop)
      inputEnd = stop
    }
  }
}
