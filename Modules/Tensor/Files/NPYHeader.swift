/// The dictionary at the start of a `.npy` file: a Python literal with three keys.
struct NPYHeader {
  private(set) var format = ElementFormat(.float, 4)
  private(set) var isFortranOrder = false
  private(set) var shape: [Int] = []
  /// The type as the file has it.
  private(set) var type = ""
  /// Why no tensor holds the array: its type, or its number of axes.
  private(set) var failure: TensorFileError?
  /// Where in the file the header is.
  let place: Int

  init(_ file: borrowing InputFile, at start: Int, count: Int) throws(TensorFileError) {
    place = start
    var scanner = ByteScanner(bytes: try file.bytes(at: start, count: count), file: file.path, start: start)
    var seen: Set<String> = []
    try scanner.expect("{")
    while !scanner.skip("}") {
      let place = scanner.offset
      let key = try scanner.quoted()
      guard seen.insert(key).inserted else { throw file.malformed(place, "the key '\(key)' appears twice") }
      try scanner.expect(":")
      switch key {
      case "descr": try readFormat(file, &scanner)
      case "fortran_order": isFortranOrder = try Self.truth(file, &scanner)
      case "shape": try readShape(file, &scanner)
      default: throw file.malformed(place, "unknown key '\(key)' in the header")
      }
      if !scanner.skip(",") {
        try scanner.expect("}")
        break
      }
    }
    for key in ["descr", "fortran_order", "shape"] where !seen.contains(key) {
      throw file.malformed(start, "the header has no key '\(key)'")
    }
    try scanner.expectEnd()
  }

  /// The bytes that the elements take, which must be there.
  func byteCount(_ file: borrowing InputFile, at offset: Int, atMost left: Int) throws(TensorFileError) -> Int {
    var bytes = format.size
    var isHuge = false
    for length in shape {
      let (product, overflow) = bytes.multipliedReportingOverflow(by: length)
      isHuge = isHuge || overflow
      bytes = product
    }
    if shape.contains(0) { return 0 }
    guard !isHuge, bytes <= left else {
      throw file.malformed(offset, "shape \(shape) needs more than the \(left) bytes that follow")
    }
    return bytes
  }

  private mutating func readFormat(
    _ file: borrowing InputFile, _ scanner: inout ByteScanner
  ) throws(TensorFileError) {
    let isRecord = scanner.peek == UInt8(ascii: "[")
    let place = scanner.offset
    if isRecord {
      (type, failure) = (try scanner.list(), file.unsupported(place, "records are not supported"))
      return
    }
    let text = try scanner.quoted()
    type = text
    guard let order = text.first, "<>=|".contains(order) else {
      throw file.malformed(place, "no byte order in '\(text)'")
    }
    let kinds: [Character: (ElementFormat.Kind, [Int])] = [
      "b": (.bool, [1]), "i": (.signed, [1, 2, 4, 8]), "u": (.unsigned, [1, 2, 4, 8]), "f": (.float, [2, 4, 8]),
    ]
    let rest = text.dropFirst()
    guard let kind = rest.first.flatMap({ kinds[$0] }), let size = Int(rest.dropFirst()), kind.1.contains(size) else {
      failure = file.unsupported(place, "elements of type '\(text)' are not supported")
      return
    }
    format = ElementFormat(kind.0, size, isBigEndian: order == ">")
  }

  private static func truth(
    _ file: borrowing InputFile, _ scanner: inout ByteScanner
  ) throws(TensorFileError) -> Bool {
    if scanner.skip("True") { return true }
    if scanner.skip("False") { return false }
    throw file.malformed(scanner.offset, "True or False is expected")
  }

  private mutating func readShape(
    _ file: borrowing InputFile, _ scanner: inout ByteScanner
  ) throws(TensorFileError) {
    let place = scanner.offset
    var lengths: [Int] = []
    try scanner.expect("(")
    while !scanner.skip(")") {
      lengths.append(try scanner.integer())
      // Python 2 wrote long integers with an L.
      _ = scanner.skip("L")
      if !scanner.skip(",") {
        try scanner.expect(")")
        break
      }
    }
    shape = lengths
    if lengths.count > Shape.maximumRank {
      failure =
        failure ?? file.unsupported(place, "\(lengths.count) axes, at most \(Shape.maximumRank) are supported")
    }
  }
}
