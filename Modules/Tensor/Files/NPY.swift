// NumPy's format for one array: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html

extension Tensor {
  /// Writes a `.npy` file, as NumPy's `save` does. `location` is a path or a file URL.
  ///
  /// The file appears when it is whole; throws if it cannot be written.
  public func save(npy location: some CustomStringConvertible) throws(TensorFileError) {
    let file = try OutputFile(FileLocation.path(location))
    try file.append(NPY.header(shape, Scalar.scalarType))
    try file.append(storage)
    try file.finish(synced: true)
  }

  /// Reads a `.npy` file that NumPy or `save(npy:)` wrote: every numeric type, either byte order, C and Fortran order.
  ///
  /// Elements of another type are converted as `DynamicTensor.tensor(as:)` says. Throws where the file is truncated, longer
  /// than its header says, malformed, or holds what `Scalar` does not.
  public init(npy location: some CustomStringConvertible) throws(TensorFileError) {
    let file = try InputFile(FileLocation.path(location))
    self = try NPY.read(file, at: 0, size: file.size, wanted: Scalar.scalarType).tensor()
  }
}

extension DynamicTensor {
  /// Reads a `.npy` file as the type it stores. `location` is a path or a file URL.
  ///
  /// Throws as `Tensor.init(npy:)` does, but for the type.
  public init(npy location: some CustomStringConvertible) throws(TensorFileError) {
    let file = try InputFile(FileLocation.path(location))
    self = try NPY.read(file, at: 0, size: file.size)
  }
}

enum NPY {
  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  static func header(_ shape: Shape, _ type: ScalarType) -> [UInt8] {
    let lengths = shape.map(String.init).joined(separator: ", ") + (shape.rank == 1 ? "," : "")
    var text = "{'descr': '\(type.npyDescription)', 'fortran_order': False, 'shape': (\(lengths)), }"
    // The elements begin at a multiple of 64.
    text += String(repeating: " ", count: (64 - (10 + text.utf8.count + 1) % 64) % 64) + "\n"
    let length = text.utf8.count
    return magic + [1, 0, UInt8(length & 255), UInt8(length >> 8)] + Array(text.utf8)
  }

  /// What stands before the elements of the array at `start`, which has `size` bytes; and where the elements begin.
  ///
  /// Only the header needs to be there.
  static func header(
    _ file: borrowing InputFile, at start: Int, size: Int
  ) throws(TensorFileError) -> (header: NPYHeader, elements: Int) {
    let fixed = try file.bytes(at: start, count: Swift.min(12, size))
    guard fixed.starts(with: magic) else {
      throw file.malformed(start, "not a .npy file: it does not begin with \\x93NUMPY")
    }
    guard fixed.count >= 10 else { throw file.malformed(start + size, "truncated in the header") }
    let version = Int(fixed[6])
    guard (1...3).contains(version) else {
      throw file.unsupported(start + 6, "version \(version) of .npy is not known")
    }
    let prefix = version == 1 ? 10 : 12
    guard fixed.count >= prefix else { throw file.malformed(start + size, "truncated in the header") }
    let length = fixed[8..<prefix].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= size - prefix else {
      throw file.malformed(start + 8, "the header is said to have \(length) bytes, \(size - prefix) follow")
    }
    return (try NPYHeader(file, at: start + prefix, count: length), start + prefix + length)
  }

  /// The array in `size` bytes from `start`, which lie inside the file.
  ///
  /// `wanted` is what it will be turned into, where that is known; `name` what messages call it within the file.
  static func read(
    _ file: borrowing InputFile, at start: Int, size: Int, name: String = "", wanted: ScalarType? = nil
  ) throws(TensorFileError) -> DynamicTensor {
    let (header, elements) = try header(file, at: start, size: size)
    if let failure = header.failure { throw failure }
    let shape = Shape(header.shape)
    let left = start + size - elements
    let needed = try header.byteCount(file, at: header.place, atMost: left)
    guard needed == left else {
      throw file.malformed(elements + needed, "\(left - needed) bytes follow the \(needed) that shape \(shape) needs")
    }
    let storage = try header.format.read(
      file, at: elements, header.isFortranOrder ? Shape(shape.reversed()) : shape, wanted: wanted, name: name)
    let tensor = header.isFortranOrder ? storage.permuted((0..<storage.rank).reversed()).contiguous() : storage
    return DynamicTensor(
      tensor,
      source: .init(
        file: file.path, name: name, offset: elements, elementSize: header.format.size,
        isFortranOrder: header.isFortranOrder))
  }
}

extension ScalarType {
  fileprivate var npyDescription: String {
    switch self {
    case .float: "<f4"
    case .double: "<f8"
    case .int32: "<i4"
    case .int: "<i8"
    case .uint8: "|u1"
    case .bool: "|b1"
    }
  }
}
