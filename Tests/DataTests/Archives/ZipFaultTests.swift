import Data
import Foundation
import Tensor
import TestSupport
import Testing

@Suite struct ZipFaultTests {
  /// A zip archive without compression: the name in the directory, that in the entry's own header, the mode, the content.
  private func zip(_ entries: [(name: String, own: String, mode: Int, content: [UInt8])]) -> [UInt8] {
    func half(_ value: Int) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8 & 255)] }
    func word(_ value: Int) -> [UInt8] { half(value) + half(value >> 16) }
    var bytes: [UInt8] = [], directory: [UInt8] = []
    for entry in entries {
      var checksum = CRC32()
      checksum.update(entry.content)
      let facts =
        half(0) + half(0) + half(0) + half(33) + word(Int(checksum.value)) + word(entry.content.count)
        + word(entry.content.count)
      let start = bytes.count
      bytes += word(0x0403_4B50) + half(20) + facts + half(entry.own.utf8.count) + half(0) + Array(entry.own.utf8)
      bytes += entry.content
      // Made on Unix: the mode is in the upper half of the external attributes.
      directory += word(0x0201_4B50) + half(3 << 8 | 20) + half(20) + facts + half(entry.name.utf8.count) + half(0)
      directory += half(0) + half(0) + half(0) + word(entry.mode << 16) + word(start) + Array(entry.name.utf8)
    }
    let count = half(entries.count)
    return bytes + directory + word(0x0605_4B50) + half(0) + half(0) + count + count + word(directory.count)
      + word(bytes.count) + half(0)
  }

  private let file = 0o100644, link = 0o120777

  private func extract(_ bytes: [UInt8]) throws -> String {
    try TestData.withFolder { folder in
      let archive = folder.appending(path: "a.zip"), target = folder.appending(path: "out")
      try Foundation.Data(bytes).write(to: archive)
      do {
        let files = try ArchiveFile.extract(archive, to: target)
        #expect(try ArchiveFile.list(archive).filter { !$0.isFolder }.count == files.count)
        return files.map { String($0.dropFirst(target.path.count + 1)) }.joined(separator: " ")
      } catch {
        #expect(error is DataError, "\(error)")
        let made = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        #expect(Set(made).isSubset(of: ["a.zip", "out"]))
        return "\(error)".replacing(archive.path, with: "")
      }
    }
  }

  @Test func whatIsNotOneArchiveIsRefused() throws {
    #expect(try extract(zip([("a", "a", file, [1]), ("d/b", "d/b", file, [2])])) == "a d/b")
    #expect(try extract(zip([])) == "")
    #expect(try extract(zip([("a", "b", file, [1])])) == ": byte 0: \"a\" is called \"b\" in its own header")
    #expect(
      try extract(zip([("safe.txt", "../evil", file, [1])]))
        == ": byte 0: \"safe.txt\" is called \"../evil\" in its own header")
    // The entries alone, which a reader of streams would take.
    let whole = zip([("a", "a", file, [1])])
    #expect(try extract(Array(whole[..<32])).hasSuffix("the record at its end is missing"))
    var overlapping = zip([("a", "a", file, [1]), ("b", "b", file, [1])])
    let second = overlapping.count - 22 - 47
    overlapping.replaceSubrange((second + 42)..<(second + 46), with: [0, 0, 0, 0])
    #expect(try extract(overlapping).hasSuffix("overlaps another part of the archive"))
  }

  @Test func nothingLeavesTheFolder() throws {
    func one(_ name: String, _ mode: Int? = nil) throws -> String {
      try extract(zip([(name, name, mode ?? file, [0x2F])]))
    }
    #expect(try one("/etc/x") == ": /etc/x: the path is absolute")
    #expect(try one("../x") == ": ../x: the path leads out of the folder")
    #expect(try one("a\\..\\x").hasSuffix("the path leads out of the folder"))
    #expect(try one("l", link) == ": l: it is a link, which is not unpacked")
    #expect(try one("a\0b").contains("has a zero byte"))
  }

  /// Every cut and change of a zip file and of a packed tar file: files within the folder, or a typed error.
  @Test func damagedArchives() throws {
    let content = Array("some text, some text".utf8)
    for (name, bytes) in Faults.damaged(zip([("d/a", "d/a", file, content)])) {
      let found = try extract(bytes)
      if found == "d/a" { continue }
      #expect(found.hasPrefix(":") || !name.hasPrefix("cut"), "\(name): \(found)")
    }
  }
}
