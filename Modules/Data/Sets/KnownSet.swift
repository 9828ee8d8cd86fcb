import Foundation

/// A data set that the project knows by name: its files, and where they come from.
struct KnownSet: Sendable {
  struct File: Sendable {
    let name: String
  }

  let folder: String
  let files: [File]

  /// The file with this name, downloaded where it is nowhere yet.
  func file(_ name: String, directory: URL?, download: Bool) throws -> URL {
    if let found = DataFolder.locate(name, of: folder, directory: directory) { return found }
    let searched = DataFolder.searched(directory).map { $0.appending(path: folder).filePath }
    throw DataError.missing(
      file: "\(folder)/\(name)", hint: "looked for in \(searched.joined(separator: ", ")); put it into one of these")
  }

  static let fashionMNIST = KnownSet(folder: FashionMNIST.folder, files: [])
  static let mnist = KnownSet(folder: MNIST.folder, files: [])
}
