/// What is wrong with a file of tensors, and where.
public enum TensorFileError: Error, Equatable, Sendable {
  /// The file cannot be opened or read.
  case cannotRead(file: String, reason: String)
  /// The file cannot be written; what stood there before is untouched.
  case cannotWrite(file: String, reason: String)
  /// The bytes from `offset` on are not what the format asks for.
  case malformed(file: String, offset: Int, reason: String)
  /// The file is sound, but holds something that tensors, or the type that is asked for, do not.
  case unsupported(file: String, offset: Int, reason: String)
  /// There is no array of that name.
  case missing(file: String, name: String)
}

extension TensorFileError: CustomStringConvertible {
  /// `weights.npy: byte 10: …`, on one line; control characters of the file and its names are written out.
  public var description: String { text.visible }

  private var text: String {
    switch self {
    case .cannotRead(let file, let reason): "\(file): cannot be read: \(reason)"
    case .cannotWrite(let file, let reason): "\(file): cannot be written: \(reason)"
    case .malformed(let file, let offset, let reason): "\(file): byte \(offset): \(reason)"
    case .unsupported(let file, let offset, let reason): "\(file): byte \(offset): \(reason)"
    case .missing(let file, let name): "\(file): has no array \"\(name)\""
    }
  }
}
