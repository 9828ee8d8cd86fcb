/// Files of named tensors: https://github.com/huggingface/safetensors
///
///     try Safetensors.save(["w": weight, "labels": labels], to: "model.safetensors")
///     let w: Tensor<Float> = try Safetensors.load("model.safetensors").tensor("w")
public enum Safetensors {
  /// The longest header that the format allows.
  private static let longestHeader = 100_000_000

  /// Writes the tensors, of any scalar types, and their metadata. `location` is a path or a file URL.
  ///
  /// The file appears when it is whole; throws if it cannot be written.
  public static func save(
    _ tensors: NamedTensors, to location: some CustomStringConvertible
  ) throws(TensorFileError) {
    let path = try FileLocation.path(location)
    try tensors.checkWritable(path)
    // Wide elements first, so that all are aligned; the header keeps the order of the names.
    let order = tensors.indices.sorted {
      (-tensors[$0].tensor.scalarType.size, $0) < (-tensors[$1].tensor.scalarType.size, $1)
    }
    var starts = [Int](repeating: 0, count: tensors.count)
    var end = 0
    for place in order {
      starts[place] = end
      end += tensors[place].tensor.byteCount
    }
    var parts: [String] = []
    if !tensors.metadata.isEmpty {
      let pairs = tensors.metadata.sorted { $0.key < $1.key }.map { "\($0.jsonQuoted):\($1.jsonQuoted)" }
      parts.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
    }
    for (place, (name, tensor)) in tensors.enumerated() {
      if name == "__metadata__" {
        throw .cannotWrite(file: path, reason: "a tensor cannot have the name __metadata__")
      }
      let lengths = tensor.shape.map(String.init).joined(separator: ",")
      parts.append(
        "\(name.jsonQuoted):{\"dtype\":\"\(tensor.scalarType.safetensorsName)\",\"shape\":[\(lengths)],"
          + "\"data_offsets\":[\(starts[place]),\(starts[place] + tensor.byteCount)]}")
    }
    var header = Array("{\(parts.joined(separator: ","))}".utf8)
    header += [UInt8](repeating: 0x20, count: (8 - header.count % 8) % 8)
    guard header.count <= longestHeader else { throw .cannotWrite(file: path, reason: "the header is too long") }
    let file = try OutputFile(path)
    try file.append((0..<8).map { UInt8(truncatingIfNeeded: header.count >> ($0 * 8)) } + header)
    for place in order { try file.append(tensors[place].tensor.storage) }
    try file.finish(synced: true)
  }

  /// Removes what writers of this file left beside it that were killed before it was whole. What is being written stays.
  package static func removeAbandonedDrafts(of location: some CustomStringConvertible) throws(TensorFileError) {
    OutputFile.removeAbandonedDrafts(of: try FileLocation.path(location))
  }

  /// Reads every tensor of a file, in the order of its header.
  ///
  /// Half-precision numbers and bfloat16 are read as Float, integers that no scalar type has as the next wider. What
  /// tensors do not hold, such as `F8_E4M3`, more than eight axes, or numbers beyond Int, is listed in `unreadable`.
  /// Throws where the file is truncated or longer than its header says, or where tensors overlap or leave gaps.
  public static func load(_ location: some CustomStringConvertible) throws(TensorFileError) -> NamedTensors {
    try load(location, nil)
  }

  /// Reads the tensors of these names, and the elements of no others.
  ///
  /// Throws as `load(_:)` does, and where one of them is not there or not readable.
  public static func load(
    _ location: some CustomStringConvertible, _ names: [String]
  ) throws(TensorFileError) -> NamedTensors {
    try load(location, Optional(names))
  }

  /// Reads one tensor, and the elements of no others; see `DynamicTensor.tensor(as:)` for conversions.
  ///
  ///     let w: Tensor<Float> = try Safetensors.load("model.safetensors", "layer.weight")
  public static func load<Scalar: TensorScalar>(
    _ location: some CustomStringConvertible, _ name: String, as type: Scalar.Type = Scalar.self
  ) throws(TensorFileError) -> Tensor<Scalar> {
    try load(location, Optional([name]), wanted: Scalar.scalarType).tensor(name)
  }

  /// What the tensors of a file are, in the order of its header, without reading their elements.
  public static func entries(of location: some CustomStringConvertible) throws(TensorFileError) -> [TensorEntry] {
    let file = try InputFile(FileLocation.path(location))
    return try header(file).header.entries.map { entry in
      let failure = entry.failure(file.path)
      return TensorEntry(
        name: entry.name, type: entry.type, shape: entry.shape,
        scalarType: failure == nil ? entry.format?.scalarType : nil, failure: failure)
    }
  }

  private static func load(
    _ location: some CustomStringConvertible, _ names: [String]?, wanted: ScalarType? = nil
  ) throws(TensorFileError) -> NamedTensors {
    let file = try InputFile(FileLocation.path(location))
    let (header, first) = try header(file)
    var result = NamedTensors()
    result.file = file.path
    result.metadata = header.metadata
    for entry in header.entries where names?.contains(entry.name) != false {
      try result.add(entry.name, isWanted: names != nil) { () throws(TensorFileError) in
        try read(entry, file, first: first, wanted: wanted)
      }
    }
    for name in names ?? [] where result[name] == nil { throw .missing(file: file.path, name: name) }
    return result
  }

  /// The header, and where the elements begin.
  private static func header(
    _ file: borrowing InputFile
  ) throws(TensorFileError) -> (header: SafetensorsHeader, first: Int) {
    let length = try file.bytes(at: 0, count: 8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= longestHeader, Int(length) <= file.size - 8 else {
      throw file.malformed(0, "the header is said to have \(length) bytes, \(file.size - 8) follow")
    }
    let header = try SafetensorsHeader(file, count: Int(length))
    let first = 8 + Int(length)
    try header.checkCover(file, first: first)
    return (header, first)
  }

  private static func read(
    _ entry: SafetensorsHeader.Entry, _ file: borrowing InputFile, first: Int, wanted: ScalarType?
  ) throws(TensorFileError) -> DynamicTensor {
    guard let format = entry.format, entry.failure(file.path) == nil else {
      throw entry.failure(file.path) ?? .missing(file: file.path, name: entry.name)
    }
    let start = first + entry.range.lowerBound
    let storage = try format.read(file, at: start, Shape(entry.shape), wanted: wanted, name: entry.name)
    return DynamicTensor(
      storage, source: .init(file: file.path, name: entry.name, offset: start, elementSize: format.size))
  }
}

extension DynamicTensor {
  fileprivate var byteCount: Int { storage.count * storage.type.size }
}

extension ScalarType {
  fileprivate var safetensorsName: String {
    switch self {
    case .float: "F32"
    case .double: "F64"
    case .int32: "I32"
    case .int: "I64"
    case .uint8: "U8"
    case .bool: "BOOL"
    }
  }
}

extension String {
  /// As JSON writes it.
  fileprivate var jsonQuoted: String {
    var result = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
