import Foundation

/// What is remembered of a file whose content has been compared with its digest, in `.checked` behind its name.
///
/// It holds as long as the system says that nobody has touched the file: its size, number and times are the same. So a
/// large file is read once for its digest, not at every start.
enum CheckedFile {
  static func isKnown(_ file: URL, _ digest: Digest) -> Bool {
    guard let record = record(file, digest) else { return false }
    return (try? String(contentsOfFile: file.filePath + ".checked", encoding: .utf8)) == record
  }

  /// Where it cannot be written, the content is compared again the next time.
  static func remember(_ file: URL, _ digest: Digest) {
    guard let record = record(file, digest) else { return }
    try? WholeFile.write(Array(record.utf8), to: file.filePath + ".checked")
  }

  private static func record(_ file: URL, _ digest: Digest) -> String? {
    var status = stat()
    guard stat(file.filePath, &status) == 0 else { return nil }
    #if canImport(Darwin)
      let times = [status.st_mtimespec, status.st_ctimespec]
    #else
      let times = [status.st_mtim, status.st_ctim]
    #endif
    let stamps = times.map { "\($0.tv_sec).\($0.tv_nsec)" }.joined(separator: " ")
    return "\(digest.hex) \(status.st_size) \(status.st_ino) \(stamps)\n"
  }
}
