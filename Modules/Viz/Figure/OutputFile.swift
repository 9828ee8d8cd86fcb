#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes files so that a reader never meets half of one.
enum OutputFile {
  /// Writes beside the target and renames; where the target is a device or a pipe, writes into it.
  static func write(_ bytes: [UInt8], to path: String) throws {
    func failure(_ code: Int32) -> FigureError {
      .cannotWrite(path: path, reason: String(cString: strerror(code)))
    }
    var status = stat()
    let exists = stat(path, &status) == 0
    let kind = status.st_mode & S_IFMT
    if exists && kind == S_IFDIR { throw failure(EISDIR) }
    if exists && kind != S_IFREG {
      let file = open(path, O_WRONLY)
      guard file >= 0 else { throw failure(errno) }
      defer { close(file) }
      if let code = write(bytes, to: file) { throw failure(code) }
      return
    }
    // A link stays a link: what it points to is replaced.
    let target = exists ? realPath(path) ?? path : path
    let draft = "\(target).\(getpid()).part"
    let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC, 0o666)
    guard file >= 0 else { throw failure(errno) }
    let failed = write(bytes, to: file)
    close(file)
    if let failed {
      unlink(draft)
      throw failure(failed)
    }
    guard rename(draft, target) == 0 else {
      let code = errno
      unlink(draft)
      throw failure(code)
    }
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Writes everything; gives the system's error code where that fails.
  private static func write(_ bytes: [UInt8], to file: Int32) -> Int32? {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        #if canImport(Glibc)
          Glibc.write(file, buffer.baseAddress! + done, buffer.count - done)
        #elseif canImport(Musl)
          Musl.write(file, buffer.baseAddress! + done, buffer.count - done)
        #else
          Darwin.write(file, buffer.baseAddress! + done, buffer.count - done)
        #endif
      }
      if count < 0 && errno == EINTR { continue }
      if count < 0 { return errno }
      done += count
    }
    return nil
  }
}

/// The stream for warnings.
enum StandardError {
  static func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      #if canImport(Glibc)
        _ = Glibc.write(2, bytes.baseAddress, bytes.count)
      #elseif canImport(Musl)
        _ = Musl.write(2, bytes.baseAddress, bytes.count)
      #else
        _ = Darwin.write(2, bytes.baseAddress, bytes.count)
      #endif
    }
  }
}
