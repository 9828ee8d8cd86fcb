import Foundation

/// A file open for reading at any place, from any thread.
final class FileReader: ByteSource {
  let name: String
  let size: Int
  private let descriptor: Int32

  init(_ path: String) throws {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    name = path
    guard descriptor >= 0 else { throw FileReader.failure(path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let error = FileReader.failure(path)
      close(descriptor)
      throw error
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      throw DataError.unreadable(file: path, reason: isFolder ? "it is a folder" : "it is not a regular file")
    }
    size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  func read(into memory: UnsafeMutableRawPointer, count: Int, at offset: Int) throws -> Int {
    var done = 0
    while done < count {
      let got = pread(descriptor, memory + done, count - done, off_t(offset + done))
      if got == 0 { break }
      if got < 0 {
        if errno == EINTR { continue }
        throw FileReader.failure(name)
      }
      done += got
    }
    return done
  }

  private static func failure(_ path: String) -> DataError {
    let code = errno
    if code == ENOENT || code == ENOTDIR { return .missing(file: path, hint: "") }
    return .unreadable(file: path, reason: String(cString: strerror(code)))
  }
}
