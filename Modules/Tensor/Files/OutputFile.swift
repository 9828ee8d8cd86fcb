#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file written beside its target and renamed when it is whole, so a fault leaves what was there before.
///
/// The draft is locked while it is written, so that one whose writer was killed can be told apart and cleared away.
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
    let place = try Self.place(path)
    self.path = path
    (target, temporary, descriptor) = (place.target, place.temporary, place.descriptor)
  }

  /// Where the bytes go: into a draft beside the target, or into what is there and is no regular file.
  private static func place(
    _ path: String
  ) throws(TensorFileError) -> (target: String, temporary: String?, descriptor: Int32) {
    var status = stat()
    let isThere = stat(path, &status) == 0
    if isThere, status.st_mode & S_IFMT != S_IFREG {
      let descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw .cannotWrite(file: path, reason: lastSystemError()) }
      return (path, nil, descriptor)
    }
    let target = resolved(path)
    let draft = try draft(of: target, for: path)
    if isThere { fchmod(draft.descriptor, status.st_mode & 0o777) }
    return (target, draft.name, draft.descriptor)
  }

  /// A link keeps pointing where it did: the file that it names is replaced.
  private static func resolved(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// A new file beside the target, locked.
  private static func draft(
    of target: String, for path: String
  ) throws(TensorFileError) -> (name: String, descriptor: Int32) {
    while true {
      let name = "\(target).\(UInt32.random(in: 0 ... .max)).part"
      let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else { throw .cannotWrite(file: path, reason: lastSystemError()) }
      var status = stat()
      // Before it was locked it may have been cleared away. Where a file system has no locks, nobody does that.
      if flock(descriptor, LOCK_EX) != 0 || fstat(descriptor, &status) != 0 || status.st_nlink > 0 {
        return (name, descriptor)
      }
      close(descriptor)
    }
  }

  /// Removes the drafts of a file that nobody is writing: those whose writers were killed.
  static func removeAbandonedDrafts(of path: String) {
    let target = resolved(path)
    let slash = target.lastIndex(of: "/")
    let folder = slash.map { String(target[...$0]) } ?? "./"
    let start = (slash.map { target[target.index(after: $0)...] } ?? target[...]) + "."
    guard let entries = opendir(folder) else { return }
    defer { closedir(entries) }
    while let entry = readdir(entries) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.hasPrefix(start), name.hasSuffix(".part"),
        UInt32(name.dropFirst(start.count).dropLast(5)) != nil
      else { continue }
      let draft = open(folder + name, O_WRONLY | O_CLOEXEC)
      guard draft >= 0 else { continue }
      if flock(draft, LOCK_EX | LOCK_NB) == 0 { unlink(folder + name) }
      close(draft)
    }
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
