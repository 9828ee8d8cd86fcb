#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file, or bytes that came out of one, read from known places; nothing beyond the end is ever asked for.
struct InputFile: ~Copyable {
  let path: String
  let size: Int
  private let contents: Contents

  private enum Contents {
    case descriptor(Int32)
    case bytes([UInt8])
  }

  init(_ path: String) throws(TensorFileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotRead(file: path, reason: lastSystemError()) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let reason = lastSystemError()
      close(descriptor)
      throw .cannotRead(file: path, reason: reason)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .cannotRead(file: path, reason: "not a regular file")
    }
    self.path = path
    contents = .descriptor(descriptor)
    size = Int(status.st_size)
  }

  init(bytes: [UInt8], named path: String) {
    self.path = path
    size = bytes.count
    contents = .bytes(bytes)
  }

  deinit {
    if case .descriptor(let descriptor) = contents { close(descriptor) }
  }

  /// `count` bytes from `offset` on.
  func read(into buffer: UnsafeMutableRawPointer, at offset: Int, count: Int) throws(TensorFileError) {
    guard offset >= 0, count >= 0, offset <= size, count <= size - offset else {
      throw malformed(size, "truncated: \(count) bytes are expected at byte \(offset), the file ends here")
    }
    switch contents {
    case .bytes(let bytes): bytes[offset..<(offset + count)].withUnsafeBytes { buffer.copyBytes(from: $0) }
    case .descriptor(let descriptor): try read(descriptor, into: buffer, at: offset, count: count)
    }
  }

  private func read(
    _ descriptor: Int32, into buffer: UnsafeMutableRawPointer, at offset: Int, count: Int
  ) throws(TensorFileError) {
    var done = 0
    while done < count {
      let got = pread(descriptor, buffer + done, count - done, off_t(offset + done))
      if got < 0 {
        if errno == EINTR { continue }
        throw .cannotRead(file: path, reason: lastSystemError())
      }
      if got == 0 { throw malformed(offset + done, "truncated while it was read") }
      done += got
    }
  }

  func bytes(at offset: Int, count: Int) throws(TensorFileError) -> [UInt8] {
    guard offset >= 0, count >= 0, offset <= size, count <= size - offset else {
      throw malformed(size, "truncated: \(count) bytes are expected at byte \(offset), the file ends here")
    }
    var result = [UInt8](repeating: 0, count: count)
    var failure: TensorFileError?
    result.withUnsafeMutableBytes { buffer in
      guard let start = buffer.baseAddress else { return }
      do throws(TensorFileError) { try read(into: start, at: offset, count: count) } catch { failure = error }
    }
    if let failure { throw failure }
    return result
  }

  func malformed(_ offset: Int, _ reason: String) -> TensorFileError {
    .malformed(file: path, offset: offset, reason: reason)
  }

  func unsupported(_ offset: Int, _ reason: String) -> TensorFileError {
    .unsupported(file: path, offset: offset, reason: reason)
  }
}

extension UnsafeMutableRawPointer {
  fileprivate func copyBytes(from bytes: UnsafeRawBufferPointer) {
    if let start = bytes.baseAddress { copyMemory(from: start, byteCount: bytes.count) }
  }
}

/// What the system says went wrong last.
func lastSystemError() -> String { String(cString: strerror(errno)) }
