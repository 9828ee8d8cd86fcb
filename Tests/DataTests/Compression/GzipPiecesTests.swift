import TestSupport
import Testing

@testable import Data

/// Large gzip files, which are unpacked in pieces on several threads: what comes out, and what is refused, must be what one
/// thread gives.
@Suite struct GzipPiecesTests {
  /// Words in random order, as a table or a text has them; later ones refer back to earlier ones again and again.
  private static func words(_ count: Int, seed: UInt64) -> [UInt8] {
    var state = seed
    func next() -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 40)
    }
    let vocabulary = (0..<3000).map { _ in (0..<2 + next() % 9).map { _ in UInt8(97 + next() % 26) } + [32] }
    var text: [UInt8] = []
    text.reserveCapacity(count + 16)
    while text.count < count {
      text += next() % 3 == 0 ? Array("\(next())".utf8) + [10] : vocabulary[next() % vocabulary.count]
    }
    return text
  }

  private static func noise(_ count: Int) -> [UInt8] {
    var state: UInt64 = 7
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 33)
    }
  }

  private struct Case: CustomTestStringConvertible {
    let testDescription: String
    let packed: [UInt8]
    let content: [UInt8]
  }

  private static let text = words(7_000_000, seed: 1)
  private static let packedText = Gzip.compress(text, level: 6)

  private static let cases: [Case] = {
    let short = words(150_000, seed: 2)
    let random = noise(2_500_000)
    let zeros = [UInt8](repeating: 0, count: 30_000_000)
    let mixed = Array(text[..<2_000_000]) + random + Array(text[..<2_000_000])
    return [
      Case(testDescription: "text", packed: packedText, content: text),
      Case(testDescription: "text, fast", packed: Gzip.compress(text, level: 1), content: text),
      Case(testDescription: "two members", packed: packedText + packedText + [0, 0], content: text + text),
      Case(
        testDescription: "many members",
        packed: Array(repeatElement(Gzip.compress(short), count: 40).joined()),
        content: Array(repeatElement(short, count: 40).joined())),
      Case(testDescription: "stored", packed: Gzip.compress(random, level: 0), content: random),
      Case(testDescription: "noise", packed: Gzip.compress(random), content: random),
      Case(testDescription: "text around noise", packed: Gzip.compress(mixed), content: mixed),
      Case(testDescription: "zeros and text", packed: Gzip.compress(zeros + text), content: zeros + text),
    ]
  }()

  @Test(arguments: [2, 3, 8]) func contentIsThatOfOneThread(threads: Int) throws {
    for test in Self.cases {
      let content = try withThreads(threads) { try Gzip.decompress(test.packed) }
      // Compared first: what differs would take minutes to print.
      let isSame = content == test.content
      #expect(isSame, "\(test.testDescription)")
    }
  }

  /// Reading on from a piece in steps that end anywhere.
  @Test func stepsOfAnySizeGiveTheSame() throws {
    for step in [600_000, 1_000_003, 3_000_000] {
      let content = try withThreads(3) {
        let reader = GzipReader(MemorySource(name: "x.gz", bytes: Buffer(Self.packedText)))
        var content: [UInt8] = []
        while true {
          let part = try [UInt8](unsafeUninitializedCapacity: step) { memory, count in
            count = try reader.read(into: memory.baseAddress!, count: step)
          }
          content += part
          if part.count < step { return content }
        }
      }
      let isSame = content == Self.text
      #expect(isSame, "\(step)")
    }
  }

  @Test func brokenFilesAreRefusedAtTheSamePlace() throws {
    func outcome(_ bytes: [UInt8], threads: Int) -> String {
      withThreads(threads) {
        do {
          let content = try Gzip.decompress(bytes, name: "x.gz")
          return "\(content.count) bytes, \(content.reduce(0) { $0 &* 31 &+ Int($1) })"
        } catch {
          return "\(error)"
        }
      }
    }
    let packed = Self.packedText
    var broken = [Array(packed[..<(packed.count - 1)]), Array(packed[..<(packed.count * 2 / 3)])]
    for place in [5000, packed.count / 4, packed.count / 2 - 1000, packed.count * 3 / 4, packed.count - 6] {
      broken.append(packed)
      broken[broken.count - 1][place] ^= 0x10
    }
    for bytes in broken {
      let expected = outcome(bytes, threads: 1)
      #expect(expected.hasPrefix("x.gz: byte"))
      for threads in [2, 3] { #expect(outcome(bytes, threads: threads) == expected) }
    }
  }

  @Test func piecesStartAndEndAtBlocks() throws {
    let source = MemorySource(name: "x.gz", bytes: Buffer(Self.packedText))
    let middle = Self.packedText.count / 2
    let start = try #require(try DeflateBlocks.first(in: middle..<middle + 200_000, of: source))
    let piece = DeflatePiece(at: start, of: source)
    piece.unpack(until: .max, limit: .max)
    let before = DeflateReader(source)
    try before.skipGzipHeader()
    before.target = start
    var memory = [UInt8](repeating: 0, count: Self.text.count)
    let count = try memory.withUnsafeMutableBytes { try before.read(into: $0.baseAddress!, count: $0.count) }
    #expect(before.isAtTarget && before.bit == start)
    let content = try #require(piece.content(after: before.window))
    #expect(content.count == Self.text.count - count)
    let isSame = content.blocks.flatMap { $0 } == Array(Self.text[count...])
    #expect(isSame)
    #expect(content.reader.place == .end)
  }
}
