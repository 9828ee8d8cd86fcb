import Foundation

/// The folder that an archive is unpacked into, and the rules for what may be put there.
struct ExtractionFolder {
  private let root: String
  private let archive: String

  init(_ path: String, archive: String) throws {
    self.archive = archive
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw DataError.unwritable(file: path, reason: "the folder cannot be made")
    }
    root = path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  /// The path of an entry, after its folders have been made.
  func prepare(_ entry: ArchiveFile.Entry) throws -> String {
    let parts = entry.name.split(separator: "/", omittingEmptySubsequences: true).map(String.init).filter { $0 != "." }
    func refuse(_ reason: String) -> DataError {
      .malformed(file: archive, place: .part(entry.name), reason: reason)
    }
    // A zip file from Windows may mean its backslashes as separators.
    if entry.name.hasPrefix("/") || entry.name.hasPrefix("\\") || entry.name.dropFirst().hasPrefix(":") {
      throw refuse("the path is absolute")
    }
    if parts.contains("..") || entry.name.split(separator: "\\").contains("..") {
      throw refuse("the path leads out of the folder")
    }
    guard entry.isFolder || !parts.isEmpty else { throw refuse("the name is empty") }
    var path = root
    for (position, part) in parts.enumerated() {
      path += "/" + part
      let isFolder = entry.isFolder || position < parts.count - 1
      switch kind(path) {
      case S_IFLNK: throw refuse("a link stands where it would go")
      case S_IFDIR where !isFolder: throw refuse("a folder stands where the file would go")
      case S_IFDIR: break
      case nil where isFolder:
        guard mkdir(path, 0o755) == 0 else {
          throw DataError.unwritable(file: path, reason: String(cString: strerror(errno)))
        }
      case nil: break
      default: if isFolder { throw refuse("a file stands where a folder would go") }
      }
    }
    return path
  }

  /// What is at a path, without following a link.
  private func kind(_ path: String) -> mode_t? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }
}
