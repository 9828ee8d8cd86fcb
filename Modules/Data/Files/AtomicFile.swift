import Foundation

/// A file that is written beside its target and gets the target's name only when it is complete.
///
/// A target that is there and is not a regular file (a pipe, a device) is written to directly.
final class AtomicFile {
  let path: String
  private let temporary: String?
  private var descriptor: Int32

  init(_ path: String) throws {
    self.path = path
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      temporary = nil
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
    } else {
      let name = "\(path).\(getpid())-\(UInt32.random(in: 0 ... .max)).part"
      temporary = name
      descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    }
    guard descriptor >= 0 else { throw AtomicFile.failure(path) }
  }

  /// Leaves nothing behind where `finish` was not reached.
  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    if let temporary { unlink(temporary) }
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws {
    guard let base = bytes.baseAddress else { return }
    var done = 0
    while done < bytes.count {
      let written = Foundation.write(descriptor, base + done, bytes.count - done)
      if written < 0 {
        if errno == EINTR { continue }
        throw AtomicFile.failure(path)
      }
      done += written
    }
  }

  /// Gives the file its name.
  func finish() throws {
    let closing = descriptor
    descriptor = -1
    guard close(closing) == 0 else { throw abandoned() }
    if let temporary, rename(temporary, path) != 0 { throw abandoned() }
  }

  /// Writes `bytes` as the whole content of the file at `path`.
  static func write(_ bytes: [UInt8], to path: String) throws {
    let file = try AtomicFile(path)
    try bytes.withUnsafeBytes { try file.write($0) }
    try file.finish()
  }

  private func abandoned() -> DataError {
    let error = AtomicFile.failure(path)
    if let temporary { unlink(temporary) }
    return error
  }

  private static func failure(_ path: String) -> DataError {
    .unwritable(file: path, reason: String(cString: strerror(errno)))
  }
}
