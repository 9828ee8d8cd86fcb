/// The JSON object at the start of a safetensors file.
struct SafetensorsHeader {
  struct Entry {
    let name: String
    /// The type as the file has it.
    let type: String
    let shape: [Int]
    /// Where the bytes lie after the header.
    let range: Range<Int>
    /// Where in the file the entry is described, for messages.
    let place: Int

    /// nil for a type that no tensor holds.
    var format: ElementFormat? { SafetensorsHeader.formats[type] }

    /// Why no tensor holds it: its type, or its number of axes.
    func failure(_ file: String) -> TensorFileError? {
      if format == nil {
        return .unsupported(file: file, offset: place, reason: "\"\(name)\" holds \(type), which is not supported")
      }
      if shape.count <= Shape.maximumRank { return nil }
      return .unsupported(
        file: file, offset: place,
        reason: "\"\(name)\" has \(shape.count) axes, at most \(Shape.maximumRank) are supported")
    }
  }
  private(set) var entries: [Entry] = []
  private(set) var metadata: [String: String] = [:]

  init(_ file: borrowing InputFile, count: Int) throws(TensorFileError) {
    var scanner = ByteScanner(bytes: try file.bytes(at: 8, count: count), file: file.path, start: 8)
    var names: Set<String> = []
    try Self.forEachKey(&scanner) { (key, place, scanner) throws(TensorFileError) in
      guard names.insert(key).inserted else {
        throw .malformed(file: scanner.file, offset: place, reason: "the name \"\(key)\" appears twice")
      }
      if key == "__metadata__" {
        try Self.forEachKey(&scanner) { (key, _, scanner) throws(TensorFileError) in
          metadata[key] = try scanner.jsonString()
        }
      } else {
        entries.append(try Self.entry(key, place, &scanner))
      }
    }
    try scanner.expectEnd()
  }

  private static func forEachKey(
    _ scanner: inout ByteScanner, _ body: (String, Int, inout ByteScanner) throws(TensorFileError) -> Void
  ) throws(TensorFileError) {
    try scanner.expect("{")
    if scanner.skip("}") { return }
    repeat {
      _ = scanner.peek
      let place = scanner.offset
      let key = try scanner.jsonString()
      try scanner.expect(":")
      try body(key, place, &scanner)
    } while scanner.skip(",")
    try scanner.expect("}")
  }

  private static func integers(_ scanner: inout ByteScanner) throws(TensorFileError) -> [Int] {
    var result: [Int] = []
    try scanner.expect("[")
    if scanner.skip("]") { return result }
    repeat { result.append(try scanner.integer()) } while scanner.skip(",")
    try scanner.expect("]")
    return result
  }

  private static func entry(
    _ name: String, _ place: Int, _ scanner: inout ByteScanner
  ) throws(TensorFileError) -> Entry {
    let file = scanner.file
    var type: String?
    var shape: [Int]?
    var range: [Int]?
    try forEachKey(&scanner) { (key, place, scanner) throws(TensorFileError) in
      switch key {
      case "dtype": type = try scanner.jsonString()
      case "shape": shape = try integers(&scanner)
      case "data_offsets": range = try integers(&scanner)
      default: throw .malformed(file: file, offset: place, reason: "unknown key \"\(key)\" of tensor \"\(name)\"")
      }
    }
    guard let type, let shape, let range, range.count == 2, range[0] <= range[1] else {
      throw .malformed(file: file, offset: place, reason: "tensor \"\(name)\" lacks its dtype, shape or data_offsets")
    }
    let entry = Entry(name: name, type: type, shape: shape, range: range[0]..<range[1], place: place)
    // What a type takes that is not known here cannot be checked.
    guard let format = entry.format else { return entry }
    var bytes = format.size, isHuge = false
    for length in shape {
      let (product, overflow) = bytes.multipliedReportingOverflow(by: length)
      isHuge = isHuge || overflow
      bytes = product
    }
    if shape.contains(0) { (bytes, isHuge) = (0, false) }
    guard !isHuge, bytes == range[1] - range[0] else {
      throw .malformed(
        file: file, offset: place,
        reason: "tensor \"\(name)\" of shape \(shape) and type \(type) does not take \(range[1] - range[0]) bytes")
    }
    return entry
  }

  private static let formats: [String: ElementFormat] = [
    "F64": ElementFormat(.float, 8), "F32": ElementFormat(.float, 4), "F16": ElementFormat(.float, 2),
    "BF16": ElementFormat(.brainFloat, 2), "I64": ElementFormat(.signed, 8), "I32": ElementFormat(.signed, 4),
    "I16": ElementFormat(.signed, 2), "I8": ElementFormat(.signed, 1), "U64": ElementFormat(.unsigned, 8),
    "U32": ElementFormat(.unsigned, 4), "U16": ElementFormat(.unsigned, 2), "U8": ElementFormat(.unsigned, 1),
    "BOOL": ElementFormat(.bool, 1),
  ]

  /// Throws unless the tensors, one after the other, fill the rest of the file.
  func checkCover(_ file: borrowing InputFile, first: Int) throws(TensorFileError) {
    let left = file.size - first
    var end = 0
    for entry in entries.sorted(by: {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }) {
      guard entry.range.upperBound <= left else {
        throw file.malformed(
          entry.place,
          "tensor \"\(entry.name)\" ends at byte \(entry.range.upperBound) of \(left): the file is truncated")
      }
      guard entry.range.lowerBound == end else {
        let fault = entry.range.lowerBound < end ? "overlaps the one before it" : "leaves a gap before it"
        throw file.malformed(entry.place, "tensor \"\(entry.name)\" \(fault)")
      }
      end = entry.range.upperBound
    }
    guard end == left else { throw file.malformed(first + end, "\(left - end) bytes belong to no tensor") }
  }
}
