/// What a file of named tensors says about one of them, without its elements.
///
///     for entry in try Safetensors.entries(of: "model.safetensors") { print(entry) }
public struct TensorEntry: Sendable, CustomStringConvertible {
  /// The name.
  public let name: String
  /// The type as the file calls it: `F32` and `F8_E4M3` in safetensors, `<f4` and `<U2` in NumPy's files.
  public let type: String
  /// The lengths of the axes, of which a file may have more than a tensor.
  public let shape: [Int]
  /// The type of the elements when they are read; nil where the entry cannot be read.
  public let scalarType: ScalarType?
  /// Why the entry cannot be read; nil where it can.
  public let failure: TensorFileError?

  /// One line: name, type of the elements, shape: `w: float, shape [64, 32]`. Of what cannot be read, the file's type, and
  /// why. Control characters are written out.
  public var description: String {
    let reason =
      switch failure {
      case .unsupported(_, _, let reason)?, .malformed(_, _, let reason)?: ", cannot be read: \(reason)"
      case nil: ""
      case let failure?: ", cannot be read: \(failure)"
      }
    let kind = scalarType.map { "\($0)" } ?? (type.isEmpty ? "unknown" : type)
    return "\(name): \(kind), shape \(shape)\(reason)".visible
  }
}
