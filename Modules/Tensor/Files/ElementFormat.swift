/// How a file holds numbers, and what they are read as: the scalar type itself, or the next one that holds every value.
struct ElementFormat: Equatable {
  enum Kind { case bool, signed, unsigned, float, brainFloat }
  let kind: Kind
  /// Bytes of one element.
  let size: Int
  var isBigEndian = false

  init(_ kind: Kind, _ size: Int, isBigEndian: Bool = false) {
    self.kind = kind
    self.size = size
    self.isBigEndian = isBigEndian && size > 1
  }

  /// What elements of this format become.
  var scalarType: ScalarType {
    switch (kind, size) {
    case (.bool, _): .bool
    case (.float, 8): .double
    case (.float, _), (.brainFloat, _): .float
    case (.unsigned, 1): .uint8
    case (.signed, 1...4), (.unsigned, 2): .int32
    default: .int
    }
  }

  private var isUnsigned64: Bool { kind == .unsigned && size == 8 }

  /// Whether the bytes of the file are those of the scalars: same size, and every value of one is a value of the other.
  private var isDirect: Bool { kind != .brainFloat && scalarType.size == size && !isUnsigned64 }

  /// `count` elements that stand at `offset` of the file, with any shape of as many. The place is inside the file.
  ///
  /// They have `scalarType`; only unsigned numbers of 64 bits become floating point at once where that is `wanted`, since
  /// Int does not hold all of them.
  func read(
    _ file: borrowing InputFile, at offset: Int, _ shape: Shape, wanted: ScalarType? = nil, name: String = ""
  ) throws(TensorFileError) -> Storage {
    let scalarType = if isUnsigned64, let wanted, wanted.isFloating { wanted } else { self.scalarType }
    let result = Storage.uninitialized(shape, scalarType)
    let count = result.count
    if isDirect {
      try file.read(into: result.data, at: offset, count: count * size)
      if isBigEndian { swapBytes(result.data, count) }
      if kind == .bool { Self.normalize(result.data, count) }
      return result
    }
    // A piece at a time, so that a large file is never held twice.
    let piece = 1 << 16
    var bytes = [UInt8](repeating: 0, count: Swift.min(piece, count) * size)
    var failure: TensorFileError?
    bytes.withUnsafeMutableBytes { buffer in
      guard let start = buffer.baseAddress else { return }
      var first = 0
      while first < count && failure == nil {
        let length = Swift.min(piece, count - first)
        do throws(TensorFileError) {
          try file.read(into: start, at: offset + first * size, count: length * size)
          if isBigEndian { swapBytes(start, length) }
          if let bad = widen(start, length, into: result.data + first * scalarType.size, scalarType) {
            let value = start.load(fromByteOffset: bad * size, as: UInt64.self)
            throw file.unsupported(
              offset + (first + bad) * size,
              "\(name.isEmpty ? "" : "\"\(name)\": ")element \(first + bad) in the file's order is \(value), which Int does not hold"
            )
          }
        } catch { failure = error }
        first += length
      }
    }
    if let failure { throw failure }
    return result
  }

  private func swapBytes(_ start: UnsafeMutableRawPointer, _ count: Int) {
    switch size {
    case 2: Self.swap(start.assumingMemoryBound(to: UInt16.self), count)
    case 4: Self.swap(start.assumingMemoryBound(to: UInt32.self), count)
    default: Self.swap(start.assumingMemoryBound(to: UInt64.self), count)
    }
  }

  private static func swap<Word: FixedWidthInteger>(_ words: UnsafeMutablePointer<Word>, _ count: Int) {
    for item in 0..<count { words[item] = words[item].byteSwapped }
  }

  /// A truth value in memory is 0 or 1, nothing else.
  private static func normalize(_ start: UnsafeMutableRawPointer, _ count: Int) {
    let bytes = start.assumingMemoryBound(to: UInt8.self)
    for item in 0..<count where bytes[item] > 1 { bytes[item] = 1 }
  }

  /// Elements that no scalar type has, as the next wider; gives the first that has no place there.
  private func widen(
    _ from: UnsafeMutableRawPointer, _ count: Int, into to: UnsafeMutableRawPointer, _ scalarType: ScalarType
  ) -> Int? {
    switch (kind, size) {
    case (.float, _):
      map(from, count, to) { (bits: UInt16) in Float(halfBits: bits) }
    case (.brainFloat, _):
      map(from, count, to) { (bits: UInt16) in Float(bitPattern: UInt32(bits) << 16) }
    case (.signed, 1): map(from, count, to) { (value: Int8) in Int32(value) }
    case (.signed, _): map(from, count, to) { (value: Int16) in Int32(value) }
    case (.unsigned, 2): map(from, count, to) { (value: UInt16) in Int32(value) }
    case (.unsigned, 4): map(from, count, to) { (value: UInt32) in Int(value) }
    case _ where scalarType == .double: map(from, count, to) { (value: UInt64) in Double(value) }
    case _ where scalarType == .float: map(from, count, to) { (value: UInt64) in Float(value) }
    default:
      map(from, count, to) { (value: UInt64) in Int(truncatingIfNeeded: value) }
      let values = to.assumingMemoryBound(to: Int.self)
      return (0..<count).first { values[$0] < 0 }
    }
    return nil
  }

  @inline(__always)
  private func map<From, To>(
    _ from: UnsafeMutableRawPointer, _ count: Int, _ to: UnsafeMutableRawPointer, _ convert: (From) -> To
  ) {
    let source = from.assumingMemoryBound(to: From.self), target = to.assumingMemoryBound(to: To.self)
    for item in 0..<count { target[item] = convert(source[item]) }
  }
}

extension Float {
  /// The value of an IEEE half-precision number.
  init(halfBits bits: UInt16) {
    let sign = UInt32(bits & 0x8000) << 16
    let exponent = UInt32(bits >> 10 & 31), fraction = UInt32(bits & 0x3FF)
    if exponent == 31 {
      self = Float(bitPattern: sign | 0x7F80_0000 | fraction << 13)
    } else if exponent == 0 {
      let magnitude = Float(fraction) * 0x1p-24
      self = sign == 0 ? magnitude : -magnitude
    } else {
      self = Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
    }
  }
}
