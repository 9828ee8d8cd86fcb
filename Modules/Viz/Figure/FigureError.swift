import Tensor

/// What can go wrong when a figure is written.
public enum FigureError: Error, CustomStringConvertible, Equatable {
  /// The file could not be written: its path and the system's reason.
  case cannotWrite(path: String, reason: String)
  /// The file's ending names no format that figures are written in.
  case unknownFormat(path: String)
  /// The page would have too many pixels: width, height.
  case tooLarge(width: Int, height: Int)

  /// One line that says what is wrong.
  public var description: String { text.visible }

  private var text: String {
    switch self {
    case .cannotWrite(let path, let reason): "\(path): cannot be written: \(reason)"
    case .unknownFormat(let path): "\(path): unknown picture format; end the name in .png, .svg or .pdf"
    case .tooLarge(let width, let height):
      "a picture of \(width) × \(height) pixels is too large; at most 32,767 on a side and 268,435,456 in all"
    }
  }
}
