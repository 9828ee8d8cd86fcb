import Data
import Testing

@Suite struct GzipTests {
  private let text = Array("Martlets never land. ".utf8) + Array(repeating: 0x61, count: 5000)

  @Test func roundTripKeepsEveryByte() throws {
    for content in [[], [7], text, (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }] {
      #expect(try Gzip.decompress(Gzip.compress(content)) == content)
    }
  }

  @Test func equalContentGivesEqualBytesWithoutTime() {
    let packed = Gzip.compress(text)
    #expect(packed == Gzip.compress(text))
    #expect(packed[4..<8].allSatisfy { $0 == 0 })
    #expect(packed[3] == 0, "no name, no comment")
  }

  @Test func severalMembersFollowEachOther() throws {
    let packed = Gzip.compress(text) + Gzip.compress([]) + Gzip.compress([1, 2, 3]) + [0, 0, 0]
    #expect(try Gzip.decompress(packed) == text + [1, 2, 3])
  }

  @Test func headerFieldsAreSkipped() throws {
    // FEXTRA, FNAME, FCOMMENT and FHCRC are absent from our own writer: put in by hand, without the header checksum.
    let packed = Gzip.compress(text)
    let header = packed[0..<3] + [0x04 | 0x08 | 0x10] + packed[4..<10]
    let fields: [UInt8] = [3, 0, 9, 9, 9] + Array("name".utf8) + [0] + Array("remark".utf8) + [0]
    #expect(try Gzip.decompress(Array(header) + fields + packed[10...]) == text)
  }

  @Test func brokenFilesAreRefusedWithThePlace() {
    let packed = Gzip.compress(text)
    func reason(_ bytes: [UInt8]) -> String {
      do {
        _ = try Gzip.decompress(bytes, name: "x.gz")
        return "no error"
      } catch {
        return "\(error)"
      }
    }
    var checksum = packed
    checksum[packed.count - 8] ^= 1
    #expect(reason(checksum) == "x.gz: byte \(packed.count - 4): gzip: incorrect data check")
    var length = packed
    length[packed.count - 1] ^= 1
    #expect(reason(length) == "x.gz: byte \(packed.count): gzip: incorrect length check")
    for count in 1..<packed.count {
      #expect(reason(Array(packed[..<count])).hasPrefix("x.gz: byte \(count): gzip: the file ends in the middle"))
    }
    #expect(reason([]) == "x.gz: byte 0: gzip: the file is empty")
    #expect(reason(packed + [1, 2, 3]).hasPrefix("x.gz: byte"))
  }

  @Test func contentIsBounded() throws {
    let packed = Gzip.compress(Array(repeating: 0, count: 1 << 20))
    #expect(try Gzip.decompress(packed, limit: 1 << 20).count == 1 << 20)
    #expect(throws: DataError.self) { try Gzip.decompress(packed, limit: 1 << 20 - 1) }
  }
}
