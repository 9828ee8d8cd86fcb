import Tensor

/// What is wrong with something that came from outside, and where.
public enum DataError: Error, Equatable {
  /// There is no such file; `hint` says where it was looked for and how to put it there.
  case missing(file: String, hint: String)
  /// The file is there and cannot be read, for the reason that the system gives.
  case unreadable(file: String, reason: String)
  /// The content is not what it should be, at a place within it.
  case malformed(file: String, place: Place, reason: String)
  /// The file cannot be written, for the reason that the system gives.
  case unwritable(file: String, reason: String)
  /// A file could not be fetched; `reason` has a line for each address that was tried.
  case unavailable(file: String, reason: String)

  /// A place within a file.
  public enum Place: Equatable, Sendable {
    /// The file as a whole.
    case whole
    /// A byte, counted from 0.
    case byte(Int)
    /// A line and, where known, the field within it, both counted from 1; and the byte, counted from 0.
    case line(Int, field: Int?, byte: Int)
    /// A named part: the member of an archive, a column of a frame.
    case part(String)
  }
}

extension DataError: CustomStringConvertible {
  /// One line: the file, the place, the cause. Control characters of the file and its names are written out.
  public var description: String { text.visible }

  private var text: String {
    switch self {
    case .missing(let file, let hint): hint.isEmpty ? "\(file): no such file" : "\(file): no such file; \(hint)"
    case .unreadable(let file, let reason): "\(file): cannot be read: \(reason)"
    case .malformed(let file, let place, let reason): "\(file)\(place): \(reason)"
    case .unwritable(let file, let reason): "\(file): cannot be written: \(reason)"
    case .unavailable(let file, let reason): "\(file): cannot be fetched: \(reason)"
    }
  }
}

extension DataError.Place: CustomStringConvertible {
  /// What follows the name of the file: `:17:5`, `: byte 204`, nothing.
  public var description: String {
    switch self {
    case .whole: ""
    case .byte(let offset): ": byte \(offset)"
    case .line(let line, let field?, _): ":\(line):\(field)"
    case .line(let line, nil, _): ":\(line)"
    case .part(let name): ": \(name.visible)"
    }
  }
}
