public import Tensor

/// The IDX format of the MNIST family: a tensor of any rank and one of six element types, big-endian.
///
/// Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database", file formats.
public enum IDX {
  /// What the elements are, by the third byte of the file.
  public enum ElementType: UInt8, Sendable {
    /// Bytes without a sign: the pixels and labels of the MNIST family.
    case uint8 = 0x08
    /// Bytes with a sign.
    case int8 = 0x09
    /// Integers of 16 bits.
    case int16 = 0x0b
    /// Integers of 32 bits.
    case int32 = 0x0c
    /// Numbers of 32 bits.
    case float = 0x0d
    /// Numbers of 64 bits.
    case double = 0x0e

    /// Bytes of one element in the file.
    public var size: Int {
      switch self {
      case .uint8, .int8: 1
      case .int16: 2
      case .int32, .float: 4
      case .double: 8
      }
    }

    /// The scalar of the tensor that the elements are read into; narrow signed integers widen.
    public var scalarType: ScalarType {
      switch self {
      case .uint8: .uint8
      case .int8, .int16, .int32: .int32
      case .float: .float
      case .double: .double
      }
    }
  }

  /// What stands before the elements.
  public struct Header: Sendable, Equatable {
    /// What the elements are.
    public let elementType: ElementType
    /// The lengths of the axes.
    public let shape: Shape

    /// Whether two headers say the same.
    public static func == (left: Header, right: Header) -> Bool {
      left.elementType == right.elementType && left.shape == right.shape
    }

    /// Bytes of all elements in the file.
    var byteCount: Int { shape.volume * elementType.size }

    init(_ reader: SequentialReader) throws {
      var magic: UInt32 = 0
      try reader.read(into: &magic, count: 4)
      magic = UInt32(bigEndian: magic)
      guard magic >> 16 == 0, let type = ElementType(rawValue: UInt8(truncatingIfNeeded: magic >> 8)) else {
        throw DataError.malformed(
          file: reader.source.name, place: .byte(0), reason: "not an IDX file: it starts with \(hex(magic))")
      }
      let rank = Int(magic & 0xff)
      guard rank <= Shape.maximumRank else {
        throw DataError.malformed(
          file: reader.source.name, place: .byte(3), reason: "\(rank) axes, at most \(Shape.maximumRank) are supported")
      }
      var lengths: [Int] = []
      var bytes = type.size
      for _ in 0..<rank {
        var length: UInt32 = 0
        try reader.read(into: &length, count: 4)
        lengths.append(Int(UInt32(bigEndian: length)))
        // A length of 0 must not hide an impossible one beside it.
        let (product, overflow) = bytes.multipliedReportingOverflow(by: max(lengths.last ?? 1, 1))
        if overflow { throw reader.failure("the shape \(lengths) has more elements than there can be") }
        bytes = product
      }
      elementType = type
      shape = Shape(lengths)
    }
  }

  /// Reads the header of an IDX file, plain or gzipped.
  public static func header(of file: some FileLocation) throws -> Header {
    try Header(SequentialReader(FileReader(file.filePath)))
  }

  private static func hex(_ word: UInt32) -> String {
    let digits = String(word, radix: 16)
    return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
  }
}
