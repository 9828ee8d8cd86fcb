import Foundation

/// A lock on a file that other processes respect, so that two of them do not fetch the same thing at once.
///
/// The system lets go of it when the process ends, however it ends. The file stays: taking it away would let a third
/// process lock a new one while a second still waits for the old.
final class FileLock {
  private let descriptor: Int32

  /// Waits until nobody else holds the lock.
  init(_ path: String) throws {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw DataError.unwritable(file: path, reason: String(cString: strerror(errno)))
    }
    while flock(descriptor, LOCK_EX) != 0 {
      if errno == EINTR { continue }
      let reason = String(cString: strerror(errno))
      close(descriptor)
      throw DataError.unwritable(file: path, reason: reason)
    }
  }

  deinit {
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
