import Data
import Foundation
import Tensor
import Testing

@Suite struct WholeFileTests {
  private let frame = DataFrame(["a": Column([1, 2])])

  @Test func linksStayAndFilesKeepTheirPermissions() throws {
    try TestData.withFolder { folder in
      let target = folder.appending(path: "target"), link = folder.appending(path: "link")
      try Foundation.Data("old".utf8).write(to: target)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: target.path)
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: target)
      func check(_ written: String) throws {
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == target.path, "\(written)")
        let attributes = try FileManager.default.attributesOfItem(atPath: target.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600, "\(written)")
        #expect(try Set(FileManager.default.contentsOfDirectory(atPath: folder.path)) == ["target", "link"])
      }
      try frame.write(csv: link)
      try check("CSV")
      #expect(try String(contentsOf: target, encoding: .utf8) == "a\n1\n2\n")
      try Tensor<Float>([1, 2]).save(npy: link.path)
      try check("npy")
      #expect(try Tensor<Float>(npy: target.path).scalars == [1, 2])
    }
  }

  @Test func whatCannotBeWrittenIsSaid() throws {
    try TestData.withFolder { folder in
      let file = folder.appending(path: "nowhere/t.csv").path
      #expect(throws: DataError.unwritable(file: file, reason: "No such file or directory")) {
        try frame.write(csv: file)
      }
      #expect(throws: DataError.unwritable(file: folder.path, reason: "Is a directory")) {
        try frame.write(csv: folder.path)
      }
    }
  }
}
