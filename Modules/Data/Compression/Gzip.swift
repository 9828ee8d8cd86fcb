import Zlib

/// gzip (RFC 1952), over zlib.
public enum Gzip {
  /// The content of a gzip file held in memory: all its members, with checksum and length of each verified.
  ///
  /// Throws `DataError.malformed` with the byte where the file breaks off or does not fit. `limit` bounds what a small
  /// file can grow to. Equals Python's `gzip.decompress`.
  public static func decompress(_ bytes: [UInt8], name: String = "gzip", limit: Int = .max) throws -> [UInt8] {
    try content(of: MemorySource(name: name, bytes: Buffer(bytes)), limit: limit, slack: 0).array
  }

  /// The content as one gzip member without name or time, so that equal content gives equal bytes.
  ///
  /// `level` is zlib's: 1 is fast, 9 is small.
  public static func compress(_ bytes: [UInt8], level: Int = 9) -> [UInt8] {
    var stream = z_stream()
    let status = deflateInit2_(
      &stream, Int32(level), Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    require(status == Z_OK, "Gzip.compress: level \(level) is outside 0...9")
    defer { deflateEnd(&stream) }
    let bound = Int(deflateBound(&stream, UInt(bytes.count)))
    return bytes.withUnsafeBufferPointer { source in
      [UInt8](unsafeUninitializedCapacity: bound) { target, count in
        stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        stream.next_out = target.baseAddress
        var (left, room) = (source.count, bound)
        var status = Z_OK
        while status == Z_OK {
          let (input, output) = (min(left, 1 << 30), min(room, 1 << 30))
          stream.avail_in = UInt32(input)
          stream.avail_out = UInt32(output)
          status = deflate(&stream, left > input ? Z_NO_FLUSH : Z_FINISH)
          left -= input - Int(stream.avail_in)
          room -= output - Int(stream.avail_out)
        }
        require(status == Z_STREAM_END, "Gzip.compress: zlib status \(status)")
        count = bound - room
      }
    }
  }

  /// Everything that `source` holds, unpacked, and `slack` zero bytes after it.
  ///
  /// Memory grows with what has really been unpacked.
  static func content(of source: any ByteSource, limit: Int = .max, slack: Int) throws -> Buffer<UInt8> {
    let reader = GzipReader(source)
    var capacity = max(64 << 10, min(source.size * 4, 64 << 20))
    var bytes = Buffer<UInt8>(uninitialized: capacity)
    var count = 0
    while true {
      count += try bytes.withUnsafeMutable { try reader.read(into: $0 + count, count: capacity - slack - count) }
      if count > limit {
        throw DataError.malformed(
          file: source.name, place: .whole, reason: "gzip: the content exceeds the limit of \(limit) bytes")
      }
      if count < capacity - slack { break }
      capacity *= 2
      let filled = count
      let larger = Buffer<UInt8>(count: capacity) { target in
        bytes.withUnsafe { target.update(from: $0, count: filled) }
      }
      bytes = larger
    }
    let filled = count
    bytes.withUnsafeMutable { ($0 + filled).update(repeating: 0, count: slack) }
    return bytes.prefix(count + slack)
  }
}
