/// Files of several named arrays: a zip archive of `.npy` files, as NumPy's `savez` writes.
///
///     try NPZ.save(["x": features, "y": labels], to: "data.npz")
///     let x: Tensor<Float> = try NPZ.load("data.npz").tensor("x")
public enum NPZ {
  /// Writes the tensors, of any scalar types, without compression. `location` is a path or a file URL.
  ///
  /// The file appears when it is whole; throws if it cannot be written.
  public static func save(
    _ tensors: NamedTensors, to location: some CustomStringConvertible
  ) throws(TensorFileError) {
    let path = try FileLocation.path(location)
    try tensors.checkWritable(path)
    let file = try OutputFile(path)
    var archive = ZipWriter()
    for (name, tensor) in tensors { try archive.append(name + ".npy", tensor, to: file) }
    try archive.finish(file)
    try file.finish(synced: true)
  }

  /// Reads every array of a file that NumPy's `savez` or `save` wrote, in the order of the file.
  ///
  /// An array that tensors do not hold, such as one of strings, is listed in `unreadable`. Throws where the archive or an
  /// array in it is malformed, a checksum is wrong, or an entry is compressed (NumPy's `savez_compressed`, which module
  /// Data's `load(compressed:)` reads).
  public static func load(_ location: some CustomStringConvertible) throws(TensorFileError) -> NamedTensors {
    try load(location, nil, inflate: nil)
  }

  /// Reads the arrays of these names, and nothing else of the file.
  ///
  /// Throws as `load(_:)` does, and where one of them is not there or not readable.
  public static func load(
    _ location: some CustomStringConvertible, _ names: [String]
  ) throws(TensorFileError) -> NamedTensors {
    try load(location, names, inflate: nil)
  }

  /// Reads one array, and nothing else of the file; see `DynamicTensor.tensor(as:)` for conversions.
  ///
  ///     let x: Tensor<Float> = try NPZ.load("data.npz", "x")
  public static func load<Scalar: TensorScalar>(
    _ location: some CustomStringConvertible, _ name: String, as type: Scalar.Type = Scalar.self
  ) throws(TensorFileError) -> Tensor<Scalar> {
    try load(location, [name], wanted: Scalar.scalarType, inflate: nil).tensor(name)
  }

  /// What the arrays of a file are, in its order, without reading their elements.
  public static func entries(of location: some CustomStringConvertible) throws(TensorFileError) -> [TensorEntry] {
    try entries(of: location, inflate: nil)
  }

  /// Turns deflated bytes into plain ones, `size` of them, or the first `size` where `isWhole` is false; nil if they are
  /// malformed.
  package typealias Inflate = (_ deflated: [UInt8], _ size: Int, _ isWhole: Bool) -> [UInt8]?

  /// Reads compressed entries too, by a decoder that this module does not have. Without names it reads all.
  package static func load(
    _ location: some CustomStringConvertible, _ names: [String]? = nil, wanted: ScalarType? = nil, inflate: Inflate?
  ) throws(TensorFileError) -> NamedTensors {
    let file = try InputFile(FileLocation.path(location))
    var result = NamedTensors()
    result.file = file.path
    for (name, entry) in try arrays(file) where names?.contains(name) != false {
      let isWanted = names != nil || (entry.method == 8 && inflate == nil)
      try result.add(name, isWanted: isWanted) { () throws(TensorFileError) in
        try read(entry, file, name, wanted, inflate)
      }
    }
    for name in names ?? [] where result[name] == nil { throw .missing(file: file.path, name: name) }
    return result
  }

  /// As `entries(of:)`, of compressed entries too.
  package static func entries(
    of location: some CustomStringConvertible, inflate: Inflate?
  ) throws(TensorFileError) -> [TensorEntry] {
    let file = try InputFile(FileLocation.path(location))
    var result: [TensorEntry] = []
    for (name, entry) in try arrays(file) { result.append(try describe(entry, file, name, inflate)) }
    return result
  }

  /// The entries that are arrays, with their names.
  private static func arrays(
    _ file: borrowing InputFile
  ) throws(TensorFileError) -> [(name: String, entry: ZipDirectory.Entry)] {
    var names: Set<String> = []
    var result: [(String, ZipDirectory.Entry)] = []
    for entry in try ZipDirectory(file).entries where entry.name.hasSuffix(".npy") {
      let name = String(entry.name.dropLast(4))
      guard names.insert(name).inserted else { throw file.malformed(entry.place, "the name \"\(name)\" appears twice") }
      result.append((name, entry))
    }
    return result
  }

  /// More than any header of NumPy's has, which is 64 KB by the first version of the format.
  private static let longestHeader = 1 << 17

  private static func describe(
    _ entry: ZipDirectory.Entry, _ file: borrowing InputFile, _ name: String, _ inflate: Inflate?
  ) throws(TensorFileError) -> TensorEntry {
    func described(_ header: NPYHeader) -> TensorEntry {
      TensorEntry(
        name: name, type: header.type, shape: header.shape,
        scalarType: header.failure == nil ? header.format.scalarType : nil, failure: header.failure)
    }
    if entry.method == 0 {
      return described(try NPY.header(file, at: entry.data, size: entry.size).header)
    }
    guard entry.method == 8, let inflate else {
      let failure = entry.method == 8 ? compressed(entry, file) : unknownMethod(entry, file)
      return TensorEntry(name: name, type: "", shape: [], scalarType: nil, failure: failure)
    }
    let wanted = Swift.min(entry.size, longestHeader)
    // A header is text: what deflate makes longer than it was is a matter of a few bytes in a block.
    let read = Swift.min(entry.compressedSize, 2 * longestHeader)
    guard let bytes = inflate(try file.bytes(at: entry.data, count: read), wanted, wanted == entry.size) else {
      throw broken(entry, file)
    }
    return described(
      try NPY.header(InputFile(bytes: bytes, named: "\(file.path)/\(entry.name)"), at: 0, size: entry.size).header)
  }

  private static func compressed(_ entry: ZipDirectory.Entry, _ file: borrowing InputFile) -> TensorFileError {
    file.unsupported(entry.place, "\"\(entry.name)\" is compressed: NPZ.load(compressed:) of module Data reads it")
  }

  private static func unknownMethod(_ entry: ZipDirectory.Entry, _ file: borrowing InputFile) -> TensorFileError {
    file.unsupported(entry.place, "\"\(entry.name)\" is compressed by method \(entry.method)")
  }

  private static func broken(_ entry: ZipDirectory.Entry, _ file: borrowing InputFile) -> TensorFileError {
    file.malformed(entry.data, "the compressed bytes of \"\(entry.name)\" are malformed")
  }

  private static func read(
    _ entry: ZipDirectory.Entry, _ file: borrowing InputFile, _ name: String, _ wanted: ScalarType?,
    _ inflate: Inflate?
  ) throws(TensorFileError) -> DynamicTensor {
    switch entry.method {
    case 0:
      guard entry.size == entry.compressedSize else {
        throw file.malformed(entry.place, "\"\(entry.name)\" is stored, but its two sizes differ")
      }
      try check(entry, file)
      return try NPY.read(file, at: entry.data, size: entry.size, name: name, wanted: wanted)
    case 8:
      guard let inflate else { throw compressed(entry, file) }
      // Deflate makes at most 1032 bytes of one.
      guard entry.size / 1032 <= entry.compressedSize,
        let bytes = inflate(try file.bytes(at: entry.data, count: entry.compressedSize), entry.size, true),
        bytes.count == entry.size
      else { throw broken(entry, file) }
      var checksum = CRC32()
      checksum.update(bytes)
      guard checksum.value == entry.checksum else {
        throw file.malformed(entry.data, "the checksum of \"\(entry.name)\" is wrong")
      }
      return try NPY.read(
        InputFile(bytes: bytes, named: "\(file.path)/\(entry.name)"), at: 0, size: bytes.count, name: name,
        wanted: wanted)
    default: throw unknownMethod(entry, file)
    }
  }

  private static func check(_ entry: ZipDirectory.Entry, _ file: borrowing InputFile) throws(TensorFileError) {
    var checksum = CRC32()
    var next = 0
    while next < entry.size {
      let length = Swift.min(1 << 20, entry.size - next)
      checksum.update(try file.bytes(at: entry.data + next, count: length))
      next += length
    }
    guard checksum.value == entry.checksum else {
      throw file.malformed(entry.data, "the checksum of \"\(entry.name)\" is wrong")
    }
  }
}

/// Writes entries without compression, each with 64-bit sizes.
private struct ZipWriter {
  private var directory: [UInt8] = []
  private var count = 0

  /// 1 January 1980, the first date there is: the same tensors give the same bytes.
  private static let date = 1 << 5 | 1

  mutating func append(_ name: String, _ tensor: DynamicTensor, to file: OutputFile) throws(TensorFileError) {
    let storage = tensor.storage.contiguous()
    let header = NPY.header(storage.shape, storage.type)
    let bytes = UnsafeRawBufferPointer(start: storage.data, count: storage.count * storage.type.size)
    var checksum = CRC32()
    checksum.update(header)
    checksum.update(bytes)
    let size = header.count + bytes.count, start = file.written
    let path = Array(name.utf8)
    guard path.count <= 0xFFFF else { throw .cannotWrite(file: file.path, reason: "the name \"\(name)\" is too long") }

    // Version 4.5; the name is UTF-8; sizes stand in the extra field.
    let common: [UInt8] =
      half(45) + half(1 << 11) + half(0) + half(0) + half(Self.date) + word(Int(checksum.value)) + word(0xFFFF_FFFF)
      + word(0xFFFF_FFFF) + half(path.count)
    try file.append(word(0x0403_4B50) + common + half(20) + path + half(1) + half(16) + long(size) + long(size))
    try file.append(header)
    try file.append(bytes)
    withExtendedLifetime(storage) {}

    directory += word(0x0201_4B50) + half(45) + common + half(28) + half(0) + half(0) + half(0) + word(0)
    directory += word(0xFFFF_FFFF) + path + half(1) + half(24) + long(size) + long(size) + long(start)
    count += 1
  }

  func finish(_ file: OutputFile) throws(TensorFileError) {
    let start = file.written
    try file.append(directory)
    let end = file.written
    try file.append(
      word(0x0606_4B50) + long(44) + half(45) + half(45) + word(0) + word(0) + long(count) + long(count)
        + long(end - start) + long(start))
    try file.append(word(0x0706_4B50) + word(0) + long(end) + word(1))
    try file.append(
      word(0x0605_4B50) + half(0) + half(0) + half(0xFFFF) + half(0xFFFF) + word(0xFFFF_FFFF) + word(0xFFFF_FFFF)
        + half(0))
  }

  private func half(_ value: Int) -> [UInt8] { (0..<2).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
  private func word(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
  private func long(_ value: Int) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
}
