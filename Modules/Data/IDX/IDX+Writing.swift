public import Tensor

extension IDX {
  /// The bytes of an IDX file with the elements of a tensor of `UInt8`, `Int32`, `Float` or `Double`.
  ///
  /// Traps for `Int` and `Bool`, which the format does not have.
  public static func encode<Scalar>(_ tensor: Tensor<Scalar>) -> [UInt8] {
    let type: ElementType
    switch Scalar.scalarType {
    case .uint8: type = .uint8
    case .int32: type = .int32
    case .float: type = .float
    case .double: type = .double
    case .int, .bool: fail("IDX.encode: the format has no elements of type \(Scalar.self)")
    }
    var bytes: [UInt8] = [0, 0, type.rawValue, UInt8(tensor.rank)]
    for length in tensor.shape {
      guard let length = UInt32(exactly: length) else { fail("IDX.encode: an axis of \(length) is too long") }
      withUnsafeBytes(of: length.bigEndian) { bytes.append(contentsOf: $0) }
    }
    tensor.withUnsafeScalars { scalars in
      let raw = UnsafeRawBufferPointer(scalars)
      if type.size == 1 {
        bytes.append(contentsOf: raw)
      } else {
        for start in stride(from: 0, to: raw.count, by: type.size) {
          bytes.append(contentsOf: raw[start..<start + type.size].reversed())
        }
      }
    }
    return bytes
  }
}
