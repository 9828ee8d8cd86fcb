import Archive
import Foundation
import Tensor

/// Zip, tar and tar.gz, over libarchive.
public enum ArchiveFile {
  /// What is in an archive.
  public struct Entry: Sendable, Hashable {
    /// The name as the archive has it.
    public let name: String
    /// Bytes of the content, where the archive says so beforehand.
    public let size: Int?
    /// Whether it is a folder.
    public let isFolder: Bool
  }

  /// What an archive may grow to.
  public struct Limits: Sendable {
    /// Bytes of all files together.
    public var totalBytes: Int
    /// Files and folders.
    public var entries: Int

    /// By default 16 GB and 100,000 entries.
    public init(totalBytes: Int = 16 << 30, entries: Int = 100_000) {
      self.totalBytes = totalBytes
      self.entries = entries
    }
  }

  /// The entries of a zip, tar or tar.gz file, in its order. Throws `DataError`.
  public static func list(_ file: some FileLocation, limits: Limits = Limits()) throws -> [Entry] {
    let reader = try ArchiveReader(file.filePath, limits)
    var entries: [Entry] = []
    while let entry = try reader.next() { entries.append(entry) }
    return entries
  }

  /// Unpacks a zip, tar or tar.gz file into a folder, which is made where it is not there. Gives the paths of the files.
  ///
  /// Nothing is written outside the folder: an entry with an absolute path, with `..`, or that is a link or a device is
  /// an error, and so is a path that leads through a link which is there already. An entry that is there is replaced.
  /// Throws `DataError`.
  @discardableResult
  public static func extract(
    _ file: some FileLocation, to folder: some FileLocation, limits: Limits = Limits()
  ) throws -> [String] {
    let reader = try ArchiveReader(file.filePath, limits)
    let target = try ExtractionFolder(folder.filePath, archive: file.filePath)
    var files: [String] = []
    while let entry = try reader.next() {
      let path = try target.prepare(entry)
      guard !entry.isFolder else { continue }
      try WholeFile.write(path) { output in try reader.content { try output.append($0) } }
      files.append(path)
    }
    return files
  }
}

/// One pass over an archive.
final class ArchiveReader {
  private let handle: OpaquePointer
  private let path: String
  private let limits: ArchiveFile.Limits
  private let source: ArchiveSource
  private var entryCount = 0
  private var byteCount = 0
  private var name = ""
  /// A zip archive of no entries, which libarchive does not take for one.
  private let isEmpty: Bool

  init(_ path: String, _ limits: ArchiveFile.Limits) throws {
    let source = try FileReader(path)
    let isZip = try source.isZip()
    isEmpty = try isZip && ArchiveReader.checkZip(path).isEmpty
    guard let handle = archive_read_new() else { fail("out of memory: libarchive gives no reader") }
    self.handle = handle
    self.path = path
    self.limits = limits
    self.source = ArchiveSource(source)
    archive_read_support_filter_none(handle)
    // One format, by the first bytes: a file that is two archives at once is read as one of them. A zip archive is read by
    // its directory, which has been checked; libarchive would do without one.
    if isZip {
      archive_read_support_format_zip_seekable(handle)
    } else {
      archive_read_support_filter_gzip(handle)
      archive_read_support_format_tar(handle)
      archive_read_support_format_gnutar(handle)
    }
    if isEmpty { return }
    try self.source.attach(to: handle)
    if archive_read_open1(handle) != ARCHIVE_OK { throw failure() }
  }

  deinit { archive_read_free(handle) }

  private static func checkZip(_ path: String) throws -> ZipDirectory {
    do {
      return try ZipDirectory(path)
    } catch {
      switch error {
      case .malformed(let file, let offset, let reason), .unsupported(let file, let offset, let reason):
        throw DataError.malformed(file: file, place: .byte(offset), reason: reason)
      default: throw DataError.unreadable(file: path, reason: "\(error)")
      }
    }
  }

  /// The next entry, or nil at the end.
  func next() throws -> ArchiveFile.Entry? {
    if isEmpty { return nil }
    var entry: OpaquePointer?
    let status = archive_read_next_header(handle, &entry)
    if status == ARCHIVE_EOF { return nil }
    guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry else { throw failure() }
    entryCount += 1
    if entryCount > limits.entries { throw broken("there are more than \(limits.entries) entries") }
    guard let bytes = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry) else {
      throw broken("an entry has no readable name")
    }
    name = String(cString: bytes)
    let type = archive_entry_filetype(entry)
    guard archive_entry_hardlink(entry) == nil, archive_entry_symlink(entry) == nil else {
      throw broken("it is a link, which is not unpacked")
    }
    guard type == S_IFREG || type == S_IFDIR else { throw broken("it is neither a file nor a folder") }
    let size = archive_entry_size_is_set(entry) != 0 ? Int(archive_entry_size(entry)) : nil
    if let size, size > limits.totalBytes - byteCount { throw tooLarge() }
    return ArchiveFile.Entry(name: name, size: size, isFolder: type == S_IFDIR)
  }

  /// The content of the entry, a block at a time.
  func content(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { block.deallocate() }
    while true {
      let got = archive_read_data(handle, block.baseAddress, block.count)
      if got == 0 { return }
      if got < 0 { throw failure() }
      byteCount += got
      if byteCount > limits.totalBytes { throw tooLarge() }
      try body(UnsafeRawBufferPointer(rebasing: block[..<got]))
    }
  }

  private func tooLarge() -> DataError { broken("the content exceeds the limit of \(limits.totalBytes) bytes") }

  private func broken(_ reason: String) -> DataError {
    .malformed(file: path, place: name.isEmpty ? .whole : .part(name), reason: reason)
  }

  private func failure() -> any Error {
    if let error = source.failure { return error }
    let reason = archive_error_string(handle).map { String(cString: $0) } ?? "not a zip, tar or tar.gz file"
    return broken(reason)
  }
}
