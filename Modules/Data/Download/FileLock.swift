import Foundation
import Tensor

/// A lock on a file that other processes respect, so that two of them do not fetch the same thing at once.
///
/// The system lets go of it when the process ends, however it ends. The file stays: taking it away would let a third
/// process lock a new one while a second still waits for the old. It holds the number of the process that locked it last.
final class FileLock {
  private let descriptor: Int32

  /// Waits until nobody else holds the lock. `purpose` is what it is for, which a message says where that takes more than
  /// a moment.
  init(_ path: String, for purpose: String) throws {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw DataError.unwritable(file: path, reason: String(cString: strerror(errno)))
    }
    do {
      if try !lock(within: .milliseconds(300)) {
        warn("\(purpose): waiting for \(holder) to let go of \(path)")
        while try !lock(LOCK_EX) {}
      }
    } catch {
      close(descriptor)
      throw DataError.unwritable(file: path, reason: "\(error)")
    }
    let number = Array("\(getpid())\n".utf8)
    if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, number, number.count, 0) }
  }

  private func lock(within time: Duration) throws -> Bool {
    let end = ContinuousClock.now + time
    repeat {
      if try lock(LOCK_EX | LOCK_NB) { return true }
      usleep(10_000)
    } while ContinuousClock.now < end
    return false
  }

  /// Whether the lock is had; false where somebody else holds it, or a signal came.
  private func lock(_ operation: Int32) throws -> Bool {
    if flock(descriptor, operation) == 0 { return true }
    if errno == EINTR || errno == EWOULDBLOCK { return false }
    throw LockFailure(description: String(cString: strerror(errno)))
  }

  private struct LockFailure: Error, CustomStringConvertible { let description: String }

  /// Who holds the lock, as the file says.
  private var holder: String {
    var bytes = [UInt8](repeating: 0, count: 20)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    let number = count > 0 ? Int(String(decoding: bytes[..<count], as: UTF8.self).prefix { $0.isNumber }) : nil
    return number.map { "process \($0)" } ?? "another process"
  }

  deinit {
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
