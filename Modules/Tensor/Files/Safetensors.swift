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
  /// Half-precision numbers and bfloat16 are read as Float, integers that no scalar type has as the next wider. Throws
  /// where the file is truncated or longer than its header says, or where tensors overlap or leave gaps.
  public static func load(_ location: some CustomStringConvertible) throws(TensorFileError) -> NamedTensors {
    let file = try InputFile(FileLocation.path(location))
    let length = try file.bytes(at: 0, count: 8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= longestHeader, Int(length) <= file.size - 8 else {
      throw file.malformed(0, "the header is said to have \(length) bytes, \(file.size - 8) follow")
    }
    let header = try SafetensorsHeader(file, count: Int(length))
    let first = 8 + Int(length)
    try header.checkCover(file, first: first)
    var result = NamedTensors()
    result.file = file.path
    result.metadata = header.metadata
    for entry in header.entries {
      let storage = try entry.format.read(file, at: first + entry.range.lowerBound, entry.shape)
      result[entry.name] = DynamicTensor(
        storage, source: (file.path, first + entry.range.lowerBound, entry.format.size))
    }
    return result
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
