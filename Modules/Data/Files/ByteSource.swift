/// Bytes that can be read at any place, from any thread: a file or a block of memory.
protocol ByteSource: Sendable {
  /// What messages call it.
  var name: String { get }
  var size: Int { get }

  /// Reads up to `count` bytes from `offset`; fewer only at the end.
  func read(into memory: UnsafeMutableRawPointer, count: Int, at offset: Int) throws -> Int
}

extension ByteSource {
  /// Whether the content starts as a gzip file does.
  func isGzipped() throws -> Bool {
    var magic = (UInt8(0), UInt8(0))
    let got = try withUnsafeMutableBytes(of: &magic) { try read(into: $0.baseAddress!, count: 2, at: 0) }
    return got == 2 && magic == (0x1f, 0x8b)
  }

  /// Whether the content starts as a zip archive does, with an entry or empty.
  func isZip() throws -> Bool {
    var magic: UInt32 = 0
    guard try read(into: &magic, count: 4, at: 0) == 4 else { return false }
    return [0x0403_4b50, 0x0605_4b50].contains(UInt32(littleEndian: magic))
  }
}

/// A block of memory that is read like a file.
struct MemorySource: ByteSource {
  let name: String
  let bytes: Buffer<UInt8>

  var size: Int { bytes.count }

  func read(into memory: UnsafeMutableRawPointer, count: Int, at offset: Int) throws -> Int {
    let count = max(0, min(count, size - offset))
    bytes.withUnsafe { memory.copyMemory(from: $0 + offset, byteCount: count) }
    return count
  }
}
