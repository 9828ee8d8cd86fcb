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
struct OutputFile: ~Copyable {
  let path: String
  private let target: String
  private let temporary: String?
  private let descriptor: Int32
  private(set) var written = 0

  /// Calls `body` with the file, then puts it in place.
  static func write(
    _ path: String, _ body: (inout OutputFile) throws(TensorFileError) -> Void
  ) throws(TensorFileError) {
    var file = try OutputFile(path)
    do throws(TensorFileError) {
      try body(&file)
      try file.finish()
    } catch {
      if let temporary = file.temporary { unlink(temporary) }
      throw error
    }
  }

  private init(_ path: String) throws(TensorFileError) {
    self.path = path
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      target = path
      temporary = nil
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw .cannotWrite(file: path, reason: lastSystemError()) }
      return
    }
    // A link keeps pointing where it did: the file that it names is replaced.
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
  }

  deinit { close(descriptor) }

  mutating func append(_ bytes: UnsafeRawBufferPointer) throws(TensorFileError) {
    guard let start = bytes.baseAddress else { return }
    var done = 0
    while done < bytes.count {
      let put = writeSome(descriptor, start + done, bytes.count - done)
      if put < 0 {
        if errno == EINTR { continue }
        throw .cannotWrite(file: path, reason: lastSystemError())
      }
      done += put
    }
    written += bytes.count
  }

  mutating func append(_ bytes: [UInt8]) throws(TensorFileError) {
    var failure: TensorFileError?
    bytes.withUnsafeBytes { buffer in
      do throws(TensorFileError) { try append(buffer) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// The elements in row-major order.
  mutating func append(_ storage: Storage) throws(TensorFileError) {
    let whole = storage.contiguous()
    try append(UnsafeRawBufferPointer(start: whole.data, count: whole.count * whole.type.size))
    withExtendedLifetime(whole) {}
  }

  private func finish() throws(TensorFileError) {
    // A pipe has nothing to be brought to a disk.
    guard let temporary else { return }
    guard fsync(descriptor) == 0, rename(temporary, target) == 0 else {
      throw .cannotWrite(file: path, reason: lastSystemError())
    }
  }
}

/// Outside the type, whose own `write` would be meant.
private func writeSome(_ descriptor: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int {
  // One call writes at most 2 GiB.
  write(descriptor, start, Swift.min(count, 1 << 30))
}
