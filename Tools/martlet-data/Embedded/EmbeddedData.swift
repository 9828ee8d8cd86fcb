import Data
import Foundation
import ToolSupport

/// The small data that the project makes itself.
enum EmbeddedData {
  /// Writes every file under `folder`; one whose content is there already is left as it is. Gives their paths.
  static func write(to folder: URL) throws -> [String] {
    let train = Garments.make(count: Garments.trainCount, seed: 1)
    let test = Garments.make(count: Garments.testCount, seed: 7)
    let houses = Houses.make()
    let texts: [(String, String)] = [
      ("line.csv", Lines.line().csvText()),
      ("plane.csv", Lines.plane().csvText()),
      ("houses.csv", houses.train.csvText(missing: "NA")),
      ("houses-test.csv", houses.test.csvText(missing: "NA")),
    ]
    let tensors = [
      ("garments/train-images-idx3-ubyte.gz", IDX.encode(train.images)),
      ("garments/train-labels-idx1-ubyte.gz", IDX.encode(train.labels)),
      ("garments/t10k-images-idx3-ubyte.gz", IDX.encode(test.images)),
      ("garments/t10k-labels-idx1-ubyte.gz", IDX.encode(test.labels)),
    ]
    let garments = folder.appending(path: "garments")
    try OutputFolder.make(garments.filePath)
    for (name, text) in texts {
      let bytes = Array(text.utf8)
      try replace(folder.appending(path: name), with: bytes) { $0 == bytes }
    }
    for (name, content) in tensors {
      // Another version of zlib may pack the same content into other bytes.
      try replace(folder.appending(path: name), with: Gzip.compress(content)) {
        (try? Gzip.decompress($0)) == content
      }
    }
    return (texts.map(\.0) + tensors.map(\.0)).map { folder.appending(path: $0).filePath }
  }

  private static func replace(_ file: URL, with bytes: [UInt8], unless isSame: ([UInt8]) -> Bool) throws {
    if let present = try? Foundation.Data(contentsOf: file), isSame(Array(present)) { return }
    try WholeFile.write(bytes, to: file.filePath)
  }
}
