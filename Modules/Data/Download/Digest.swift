/// The fingerprint of a file's content, as its publisher gives it.
public enum Digest: Sendable, Hashable {
  /// 32 hexadecimal digits.
  case md5(String)
  /// 40 hexadecimal digits.
  case sha1(String)
  /// 64 hexadecimal digits.
  case sha256(String)

  /// The hexadecimal digits, in small letters.
  public var hex: String {
    switch self {
    case .md5(let hex), .sha1(let hex), .sha256(let hex): hex.lowercased()
    }
  }

  /// `SHA-256` and so on.
  public var name: String {
    switch self {
    case .md5: "MD5"
    case .sha1: "SHA-1"
    case .sha256: "SHA-256"
    }
  }

  /// Something that takes bytes and gives this kind of fingerprint.
  func hasher() -> any StreamingHash {
    switch self {
    case .md5: MD5()
    case .sha1: SHA1()
    case .sha256: SHA256()
    }
  }

  /// The same kind of fingerprint of a file.
  func of(_ source: any ByteSource) throws -> String {
    var hash = hasher()
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { memory.deallocate() }
    var offset = 0
    while true {
      let got = try source.read(into: memory.baseAddress!, count: memory.count, at: offset)
      if got == 0 { return hash.finish() }
      hash.update(UnsafeRawBufferPointer(rebasing: memory[..<got]))
      offset += got
    }
  }

  /// Whether a file has this fingerprint. Throws `DataError` where it cannot be read.
  public func matches(_ file: some FileLocation) throws -> Bool { try of(FileReader(file.filePath)) == hex }
}
