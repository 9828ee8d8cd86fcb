import Zlib

/// Finds blocks in the middle of deflated data (RFC 1951, 3.2).
enum DeflateBlocks {
  /// The bit where the first block with codes of its own starts among the bytes `range`; nil where none is found.
  ///
  /// A block has no mark: what reads as one, header, codes and content, and has another block behind it, is taken for one.
  /// Whoever reads up to there from before will know.
  static func first(in range: Range<Int>, of source: any ByteSource) throws -> Int? {
    var bytes = [UInt8](repeating: 0, count: range.count + 16)
    let count = try bytes.withUnsafeMutableBytes {
      try source.read(into: $0.baseAddress!, count: range.count, at: range.lowerBound)
    }
    let first = range.lowerBound * 8
    let trial = Trial(source)
    return bytes.withUnsafeBytes { bytes in
      (0..<count * 8).first { mayStart(bytes.baseAddress!, $0) && trial.isBlock(at: first + $0) }.map { first + $0 }
    }
  }

  /// Whether the three bits of a block that is not the last and has its own codes are there, and a complete code for the
  /// lengths of the codes. One place in some hundred passes.
  private static func mayStart(_ bytes: UnsafeRawPointer, _ bit: Int) -> Bool {
    let start = bytes + bit >> 3
    let shift = UInt64(bit & 7)
    let low = start.loadUnaligned(as: UInt64.self).littleEndian >> shift
    guard low & 7 == 4, low >> 3 & 31 <= 29, low >> 8 & 31 <= 29 else { return false }
    let count = Int(low >> 13 & 15) + 4
    var lengths = (start + 2).loadUnaligned(as: UInt64.self).littleEndian >> (shift + 1)
    // 57 bits at most, of which the word has 63 - shift.
    if shift > 6 { lengths |= UInt64((start + 10).loadUnaligned(as: UInt8.self)) << 56 }
    var sum: UInt64 = 0
    for _ in 0..<count {
      let length = lengths & 7
      if length > 0 { sum += 128 >> length }
      lengths >>= 3
    }
    return sum == 128
  }

  /// Memory to read a block into, for zlib to say whether it is one.
  private struct Trial {
    let source: any ByteSource
    let window = [UInt8](repeating: 0, count: DeflateReader.reach)
    let memory = BufferStorage(byteCount: 1 << 20)

    init(_ source: any ByteSource) { self.source = source }

    /// Whether there is a block that can be read, and the head of another one after it.
    func isBlock(at bit: Int) -> Bool {
      guard let reader = try? DeflateReader(source, bit: bit, window: window, input: 4 << 10) else { return false }
      return [1 << 20, 1 << 12].allSatisfy { room in
        reader.target = reader.bit + 1
        let got = try? reader.read(into: memory.base, count: room)
        return got.map { $0 > 0 && (reader.isAtTarget || room == 1 << 12) } ?? false
      }
    }
  }
}
