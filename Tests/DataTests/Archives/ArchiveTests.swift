import Data
import Foundation
import Testing

@Suite struct ArchiveTests {
  /// A tar archive of entries, written by hand: name, type flag, link target, content.
  private func tar(_ entries: [(name: String, type: Character, link: String, content: [UInt8])]) -> [UInt8] {
    var bytes: [UInt8] = []
    for entry in entries {
      var header = [UInt8](repeating: 0, count: 512)
      func put(_ text: String, at offset: Int) {
        header.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
      }
      func octal(_ value: Int, _ width: Int) -> String {
        let digits = String(value, radix: 8)
        return String(repeating: "0", count: width - digits.count) + digits
      }
      put(entry.name, at: 0)
      put("0000644\0" + "0000000\0" + "0000000\0" + octal(entry.content.count, 11) + "\0" + "00000000000\0", at: 100)
      put("        " + String(entry.type) + entry.link, at: 148)
      put("ustar\u{0}00", at: 257)
      put(octal(header.reduce(0) { $0 + Int($1) }, 6) + "\0 ", at: 148)
      bytes += header + entry.content
      bytes += [UInt8](repeating: 0, count: (512 - entry.content.count % 512) % 512)
    }
    return bytes + [UInt8](repeating: 0, count: 1024)
  }

  private func extract(_ archive: [UInt8], _ limits: ArchiveFile.Limits = .init()) throws -> [String: [UInt8]] {
    try TestData.withFolder { folder in
      let file = folder.appending(path: "a.tar"), target = folder.appending(path: "out")
      try Foundation.Data(archive).write(to: file)
      let paths = try ArchiveFile.extract(file, to: target, limits: limits)
      var result: [String: [UInt8]] = [:]
      for path in paths {
        result[String(path.dropFirst(target.path.count + 1))] = Array(
          try Foundation.Data(contentsOf: URL(filePath: path)))
      }
      return result
    }
  }

  private func failure(_ archive: [UInt8], _ limits: ArchiveFile.Limits = .init()) -> String {
    do {
      _ = try extract(archive, limits)
      return "no error"
    } catch {
      return "\(error)".split(separator: "a.tar").last.map(String.init) ?? ""
    }
  }

  private let long = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 >> 3) }

  @Test func tarPlainAndGzipped() throws {
    let archive = tar([
      ("folder/", "5", "", []), ("folder/a.txt", "0", "", [1, 2, 3]), ("deep/er/b", "0", "", long),
      ("empty", "0", "", []),
    ])
    let expected = ["folder/a.txt": [1, 2, 3], "deep/er/b": long, "empty": []]
    #expect(try extract(archive) == expected)
    #expect(try extract(Gzip.compress(archive)) == expected)
  }

  @Test func zip() throws {
    // Made by Python: zipfile.ZipFile('a.zip', 'w', ZIP_DEFLATED), writestr('d/x.txt', 'hello hello hello').
    let decoded = Foundation.Data(base64Encoded: ArchiveTests.zipFile)
    let file = try #require(decoded)
    #expect(try extract(Array(file)) == ["d/x.txt": Array("hello hello hello".utf8)])
    try TestData.withFolder { folder in
      let path = folder.appending(path: "a.zip")
      try file.write(to: path)
      let entries = try ArchiveFile.list(path)
      #expect(entries.map(\.name) == ["d/x.txt"] && entries[0].size == 17 && !entries[0].isFolder)
    }
  }

  @Test func nothingLeavesTheFolder() {
    #expect(failure(tar([("/etc/x", "0", "", [1])])) == ": /etc/x: the path is absolute")
    #expect(failure(tar([("../x", "0", "", [1])])) == ": ../x: the path leads out of the folder")
    #expect(failure(tar([("a/../../x", "0", "", [1])])) == ": a/../../x: the path leads out of the folder")
    #expect(
      failure(tar([("l", "2", "/etc", []), ("l/x", "0", "", [1])])) == ": l: it is a link, which is not unpacked")
    #expect(failure(tar([("h", "1", "/etc/passwd", [])])) == ": h: it is a link, which is not unpacked")
    #expect(failure(tar([("dev", "3", "", [])])) == ": dev: it is neither a file nor a folder")
    #expect(failure(tar([("C:\\x", "0", "", [1])])) == ": C:\\x: the path is absolute")
    #expect(
      failure(tar([("a", "0", "", [1]), ("a/b", "0", "", [1])])).hasSuffix("a file stands where a folder would go"))
  }

  @Test func aLinkThatIsThereAlreadyIsNotFollowed() throws {
    try TestData.withFolder { folder in
      let file = folder.appending(path: "a.tar"), target = folder.appending(path: "out")
      let outside = folder.appending(path: "outside")
      for made in [target, outside] {
        try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true)
      }
      try FileManager.default.createSymbolicLink(at: target.appending(path: "l"), withDestinationURL: outside)
      try Foundation.Data(tar([("l/x", "0", "", [1])])).write(to: file)
      #expect { try ArchiveFile.extract(file, to: target) } throws: {
        "\($0)".hasSuffix("a.tar: l/x: a link stands where it would go")
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path).isEmpty)
    }
  }

  @Test func limitsHold() {
    let archive = tar([("a", "0", "", long), ("b", "0", "", long)])
    #expect(failure(archive, .init(totalBytes: 200_000)) == "no error")
    #expect(failure(archive, .init(totalBytes: 199_999)) == ": b: the content exceeds the limit of 199999 bytes")
    #expect(failure(archive, .init(entries: 1)).hasSuffix("there are more than 1 entries"))
  }

  @Test func brokenArchivesAreRefused() {
    let archive = tar([("a", "0", "", long)])
    #expect(failure(Array(archive[..<50_000])) != "no error")
    #expect(failure(Array("this is no archive".utf8)) != "no error")
    #expect(failure([]) != "no error")
    let packed = Gzip.compress(archive)
    #expect(failure(Array(packed[..<(packed.count - 20)])) != "no error")
    var zip = Array(Foundation.Data(base64Encoded: ArchiveTests.zipFile) ?? Foundation.Data())
    let list = zip.count - 22 - 53
    zip.replaceSubrange((list + 1)..<(list + 3), with: [0xff, 0xff])
    #expect(failure(zip).hasSuffix("an entry of the zip directory is expected"))
    #expect { try ArchiveFile.list("/nowhere/a.zip") } throws: { "\($0)" == "/nowhere/a.zip: no such file" }
  }
}

extension ArchiveTests {
  private static let zipFile =
    "UEsDBBQAAAAIAAAAIQCAiPnlCgAAABEAAAAHAAAAZC94LnR4dMtIzcnJV8hAkABQSwECFAMUAAAACAAAACEAgIj55QoAAAARAAAA"
    + "BwAAAAAAAAAAAAAAgAEAAAAAZC94LnR4dFBLBQYAAAAAAQABADUAAAAvAAAAAAA="
}
