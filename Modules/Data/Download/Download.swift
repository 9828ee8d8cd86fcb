public import Foundation
import Synchronization

/// A file to be fetched: where from, where to, and how to tell that it is whole.
///
///     try Download(from: [mirror, other], to: file, digest: .sha256("9f86d0…")).run()
///
/// The file gets its name only when it is complete and its digest is right; until then it stands beside it with `.part`
/// behind its name, and a later run goes on from there. Two processes do not fetch the same file at once.
///
/// Anyone on the way can change what comes over plain http, and can make a file to a given MD5 or SHA-1: such an address is
/// asked last, and only where a SHA-256 is known.
public struct Download: Sendable {
  /// Addresses of the same content, tried in order, those with https first.
  public var mirrors: [URL]
  /// Where the file goes; its folder is made where it is not there.
  public var file: URL
  /// What the content has to give; nil where that is not known.
  public var digest: Digest?
  /// The most bytes that are taken; a server that sends more is given up.
  public var limit: Int
  /// Seconds without a byte after which an address is given up.
  public var timeout: Double
  /// Called with the bytes that are there and the bytes there will be, where the server says so.
  public var progress: (@Sendable (_ done: Int, _ total: Int?) -> Void)?

  /// A download that `run` carries out, by default of at most 16 GB.
  public init(
    from mirrors: [URL], to file: URL, digest: Digest? = nil, limit: Int = 16 << 30, timeout: Double = 30,
    progress: (@Sendable (_ done: Int, _ total: Int?) -> Void)? = nil
  ) {
    self.mirrors = mirrors
    self.file = file
    self.digest = digest
    self.limit = limit
    self.timeout = timeout
    self.progress = progress
  }

  /// Fetches the file, unless it is there already.
  ///
  /// A file that is there with another digest is fetched anew. Throws `DataError.unavailable` with what each address
  /// answered, or `.unwritable`.
  public func run() throws {
    let folder = file.deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw DataError.unwritable(file: file.filePath, reason: "its folder cannot be made")
    }
    let lock = try FileLock(file.filePath + ".lock", for: "the download of \(file.filePath)")
    defer { withExtendedLifetime(lock) {} }
    if try isComplete() { return }
    var failures: [String] = []
    for mirror in mirrors.filter(\.isSecure) + mirrors.filter({ !$0.isSecure }) {
      do {
        guard mirror.isSecure || allowsPlainHTTP else {
          throw TransferFailure(reason: "is not asked without https, as no SHA-256 is known")
        }
        try fetch(mirror)
        return
      } catch let failure as TransferFailure {
        failures.append("\(mirror.absoluteString): \(failure.reason)")
      }
    }
    throw DataError.unavailable(
      file: file.filePath,
      reason: failures.isEmpty ? "no address is known" : failures.joined(separator: "; "))
  }

  private var part: String { file.filePath + ".part" }

  private var allowsPlainHTTP: Bool {
    if case .sha256? = digest { true } else { false }
  }

  private func isComplete() throws -> Bool {
    guard FileManager.default.fileExists(atPath: file.filePath) else { return false }
    return try digest?.matches(file) ?? true
  }

  /// One address: what is there already is gone on with, once; if that ends in the wrong content, everything is fetched.
  private func fetch(_ mirror: URL) throws {
    let resumed = FileManager.default.fileExists(atPath: part)
    do {
      try transfer(mirror)
    } catch let failure as TransferFailure where failure.isContentSuspect {
      unlink(part)
      guard resumed else { throw failure }
      do {
        try transfer(mirror)
      } catch let failure as TransferFailure where failure.isContentSuspect {
        unlink(part)
        throw failure
      }
    }
  }

  private func transfer(_ mirror: URL) throws {
    try Transfer.run(
      mirror, to: part, limit: limit, allowsPlainHTTP: allowsPlainHTTP, timeout: timeout, progress: progress)
    try accept()
  }

  /// Checks the content, and gives the file its name.
  private func accept() throws {
    if let digest {
      let found = try digest.of(FileReader(part))
      guard found == digest.hex else {
        throw TransferFailure(
          reason: "the content is not the right one: \(digest.name) \(found), expected \(digest.hex)",
          isContentSuspect: true)
      }
    }
    guard rename(part, file.filePath) == 0 else {
      throw DataError.unwritable(file: file.filePath, reason: String(cString: strerror(errno)))
    }
  }
}

extension URL {
  var isSecure: Bool { scheme?.lowercased() == "https" }
}

/// Why an address did not give the file.
struct TransferFailure: Error {
  let reason: String
  /// Whether what is there already may be to blame, so that starting over can help.
  var isContentSuspect = false
}
