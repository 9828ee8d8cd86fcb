import Foundation
import Testing

@testable import Data

@Suite struct DigestTests {
  /// Vectors of FIPS 180 and RFC 1321, and one of a million letters.
  private static let vectors: [(text: String, md5: String, sha1: String, sha256: String)] = [
    (
      "", "d41d8cd98f00b204e9800998ecf8427e", "da39a3ee5e6b4b0d3255bfef95601890afd80709",
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    ),
    (
      "abc", "900150983cd24fb0d6963f7d28e17f72", "a9993e364706816aba3e25717850c26c9cd0d89d",
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    ),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "8215ef0796a20bcaaae116d3876c664a",
      "84983e441c3bd26ebaae4aa1f95129e5e54670f1", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000), "7707d6ae4e027c70eea2a935c2296f21",
      "34aa973cd4c4daa4f61eeb2bdbad27316534016f", "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ]

  @Test(arguments: [1, 63, 64, 65, 4096, 2_000_000]) func knownVectorsInPartsOfAnySize(part: Int) {
    for vector in DigestTests.vectors where vector.text.utf8.count < 1000 || part >= 64 {
      for (digest, expected) in [
        (Digest.md5(""), vector.md5), (.sha1(""), vector.sha1), (.sha256(""), vector.sha256),
      ] {
        var hash = digest.hasher()
        let bytes = Array(vector.text.utf8)
        for start in stride(from: 0, to: bytes.count, by: part) {
          bytes[start..<min(start + part, bytes.count)].withUnsafeBytes { hash.update($0) }
        }
        #expect(hash.finish() == expected, "\(digest.name), \(vector.text.prefix(10)), parts of \(part)")
      }
    }
  }

  static func sha256(of file: URL) throws -> Digest { .sha256(try Digest.sha256("").of(FileReader(file.path))) }

  @Test func filesMatchOrNot() throws {
    let file = TestData.embedded.appending(path: "line.csv")
    let found = try Digest.sha256("").of(FileReader(file.path))
    #expect(try Digest.sha256(found.uppercased()).matches(file))
    #expect(try !Digest.sha256(String(found.reversed())).matches(file))
  }
}
