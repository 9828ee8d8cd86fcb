#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file written beside its target and renamed when it is whole, so a fault leaves what was there before.
///
/// A target that is there and is not a regular file (a pipe, a device) is written to directly: a rename would replace it.
/// A link keeps pointing where it did, and a file that is replaced keeps its permissions. Where `finish` is not reached,
/// nothing is left behind.
package final class OutputFile {
  /// As it was given: what messages call the file.
  package let path: String
  private let target: String
  private let temporary: String?
  private let descriptor: Int32
  private var isFinished = false
  /// How many bytes have been appended.
  private(set) var written = 0

  /// Throws `TensorFileError.cannotWrite`, as every function here.
  package init(_ path: String) throws(TensorFileError) {
    self.path = path
    var status = stat()
    let isThere = stat(path, &status) == 0
    if isThere, status.st_mode & S_IFMT != S_IFREG {
      target = path
      temporary = nil
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw .cannotWrite(file: path, reason: lastSystemError()) }
      return
    }
    var target = path
    if let resolved = realpath(path, nil) {
      target = String(cString: resolved)
      free(resolved)
    }
    self.target = target
    let name = "\(target).\(UInt32.random(in: 0 ... .max)).part"
    temporary = name
    descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .cannotWrite(file: path, reason: lastSystemError()) }
    if isThere { fchmod(descriptor, status.st_mode & 0o777) }
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    if let temporary, !isFinished { unlink(temporary) }
  }

  package func append(_ bytes: UnsafeRawBufferPointer) throws(TensorFileError) {
    guard let start = bytes.baseAddress else { return }
    var done = 0
    while done < bytes.count {
      // One call writes at most 2 GiB.
      let put = write(descriptor, start + done, Swift.min(bytes.count - done, 1 << 30))
      if put < 0 {
        if errno == EINTR { continue }
        throw .cannotWrite(file: path, reason: lastSystemError())
      }
      done += put
    }
    written += bytes.count
  }

  package func append(_ bytes: [UInt8]) throws(TensorFileError) {
    var failure: TensorFileError?
    bytes.withUnsafeBytes { buffer in
      do throws(TensorFileError) { try append(buffer) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// The elements in row-major order.
  func append(_ storage: Storage) throws(TensorFileError) {
    let whole = storage.contiguous()
    try append(UnsafeRawBufferPointer(start: whole.data, count: whole.count * whole.type.size))
    withExtendedLifetime(whole) {}
  }

  /// Gives the file its name; with `synced` it is on the disk before.
  package func finish(synced: Bool = false) throws(TensorFileError) {
    // A pipe has nothing to be brought to a disk.
    guard let temporary else { return }
    guard !synced || fsync(descriptor) == 0, rename(temporary, target) == 0 else {
      throw .cannotWrite(file: path, reason: lastSystemError())
    }
    isFinished = true
  }
}
