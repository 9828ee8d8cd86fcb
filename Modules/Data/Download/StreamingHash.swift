/// A hash function of the MD family: blocks of 64 bytes, the length in bits at the end.
///
/// Fingerprints tell a broken download from a whole one; nothing secret depends on them. Three small functions are
/// written out here instead of making every user install a cryptographic library.
protocol StreamingHash {
  /// Whether length and words are written with the highest byte first.
  static var isBigEndian: Bool { get }
  var state: [UInt32] { get }
  var pending: PendingBlock { get set }

  mutating func compress(_ block: UnsafeRawPointer)
}

/// Bytes that do not make a block yet.
struct PendingBlock {
  var bytes: [UInt8] = []
  var total: UInt64 = 0
}

extension StreamingHash {
  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    pending.total += UInt64(bytes.count)
    var rest = bytes[...]
    if !pending.bytes.isEmpty {
      let missing = min(64 - pending.bytes.count, rest.count)
      pending.bytes.append(contentsOf: rest.prefix(missing))
      rest = rest.dropFirst(missing)
      guard pending.bytes.count == 64 else { return }
      let block = pending.bytes
      pending.bytes.removeAll(keepingCapacity: true)
      block.withUnsafeBytes { compress($0.baseAddress!) }
    }
    while rest.count >= 64 {
      compress(UnsafeRawBufferPointer(rebasing: rest.prefix(64)).baseAddress!)
      rest = rest.dropFirst(64)
    }
    pending.bytes.append(contentsOf: rest)
  }

  /// The fingerprint as hexadecimal digits.
  mutating func finish() -> String {
    let bits = pending.total &* 8
    var tail: [UInt8] = [0x80]
    while (pending.bytes.count + tail.count) % 64 != 56 { tail.append(0) }
    withUnsafeBytes(of: Self.isBigEndian ? bits.bigEndian : bits.littleEndian) { tail.append(contentsOf: $0) }
    tail.withUnsafeBytes { update($0) }
    return state.flatMap { word in
      withUnsafeBytes(of: Self.isBigEndian ? word.bigEndian : word.littleEndian) { $0.map(Self.hex) }
    }.joined()
  }

  private static func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

  @inline(__always)
  static func word(_ block: UnsafeRawPointer, _ index: Int) -> UInt32 {
    let word = block.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)
    return isBigEndian ? UInt32(bigEndian: word) : UInt32(littleEndian: word)
  }
}

@inline(__always)
func rotateLeft(_ word: UInt32, _ count: UInt32) -> UInt32 { word &<< count | word &>> (32 &- count) }
