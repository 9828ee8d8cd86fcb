import Zlib

/// A piece in the middle of deflated data, unpacked before what comes before it.
///
/// Its first bytes may repeat some of the 32 KB before it, which are not known yet. So its head is unpacked three times,
/// beside three windows that differ at every byte: where the first and the third give two results, a byte of the window is
/// meant, and the first and the second tell which. After some hundred kilobytes nothing refers to the window any more,
/// and the rest is unpacked once. (M. Kerbiriou, R. Chikhi: Parallel decompression of gzip-compressed files and random
/// access to DNA sequences, 2019, does so with symbols of 16 bits; zlib gives bytes.)
// Sendable: one thread unpacks it, and another one takes it when that has ended.
final class DeflatePiece: @unchecked Sendable {
  /// The bit of the source where it starts.
  let start: Int
  private let source: any ByteSource
  private var heads: [Buffer<UInt8>] = []
  private var headCount = 0
  /// How much of the head may refer to the window.
  private var uncertain = 0
  private var rest: [Buffer<UInt8>] = []
  private var restCount = 0
  private var restChecksum: UInt = 0
  private var reader: DeflateReader?

  /// What a piece gives: bytes, their checksum, and the reader that goes on after them.
  struct Content {
    let blocks: [Buffer<UInt8>]
    let count: Int
    let checksum: UInt
    let reader: DeflateReader
  }

  private static let headRoom = 2 << 20
  private static let step = 64 << 10
  private static let block = 4 << 20

  init(at start: Int, of source: any ByteSource) {
    self.start = start
    self.source = source
  }

  /// Unpacks up to the first block at `target` or behind it, or until there are about `limit` bytes.
  ///
  /// What cannot be unpacked is left to the one who comes from before and can say why.
  func unpack(until target: Int, limit: Int) {
    guard let reader = try? unpackHead(until: target) else { return }
    do {
      while reader.place != .end, !reader.isAtTarget, headCount + restCount < limit {
        var block = Buffer<UInt8>(uninitialized: Self.block)
        let count = try block.withUnsafeMutable { memory in
          let count = try reader.read(into: memory, count: Self.block)
          restChecksum = crc32_z(restChecksum, memory, count)
          return count
        }
        rest.append(block.prefix(count))
        restCount += count
      }
      self.reader = reader
    } catch {
      rest = []
    }
  }

  /// The bytes, now that the window before them is known; nil where it could not be unpacked.
  func content(after window: [UInt8]) -> Content? {
    guard let reader, resolve(window) else { return nil }
    let head = heads[0].prefix(headCount)
    let checksum = head.withUnsafe { crc32_z(0, $0, headCount) }
    return Content(
      blocks: [head] + rest, count: headCount + restCount,
      checksum: crc32_combine(checksum, restChecksum, restCount), reader: reader)
  }

  /// The three windows: the low byte of a position, its complement, and the high byte.
  private static let windows: [[UInt8]] = [
    (0..<DeflateReader.reach).map { UInt8(truncatingIfNeeded: $0) },
    (0..<DeflateReader.reach).map { ~UInt8(truncatingIfNeeded: $0) },
    (0..<DeflateReader.reach).map { UInt8($0 >> 8) },
  ]

  /// Unpacks until the last 32 KB do not refer to the window; nil where that does not come to pass.
  private func unpackHead(until target: Int) throws -> DeflateReader? {
    let readers = try Self.windows.map { try DeflateReader(source, bit: start, window: $0, input: Self.step) }
    for reader in readers { reader.target = target }
    heads = readers.map { _ in Buffer(uninitialized: Self.headRoom) }
    while headCount + Self.step <= Self.headRoom {
      var counts: [Int] = []
      for (number, reader) in readers.enumerated() {
        counts.append(try heads[number].withUnsafeMutable { try reader.read(into: $0 + headCount, count: Self.step) })
      }
      guard counts[0] == counts[1], counts[0] == counts[2] else { return nil }
      let low = heads[0], other = heads[1]
      low.withUnsafe { low in
        other.withUnsafe { other in
          for index in headCount..<headCount + counts[0] where low[index] != other[index] { uncertain = index + 1 }
        }
      }
      headCount += counts[0]
      if headCount - uncertain >= DeflateReader.reach || readers[0].place == .end { return readers[0] }
      if counts[0] < Self.step { return nil }
    }
    return nil
  }

  /// Puts the bytes of the window in; false where more of it is meant than there is.
  private func resolve(_ window: [UInt8]) -> Bool {
    let (other, high) = (heads[1], heads[2])
    let before = DeflateReader.reach - window.count
    return heads[0].withUnsafeMutable { low in
      other.withUnsafe { other in
        high.withUnsafe { high in
          for index in 0..<uncertain where low[index] != other[index] {
            let position = Int(high[index]) << 8 + Int(low[index]) - before
            if position < 0 { return false }
            low[index] = window[position]
          }
          return true
        }
      }
    }
  }
}
