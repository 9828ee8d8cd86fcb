/// The text of one piece in memory that is used again for the next.
struct CSVPieceText {
  private var memory = BufferStorage(byteCount: 0)
  private var capacity = 0
  /// Where the text starts in the memory; what is before has room for the row that the block before left over, and for what
  /// reading numbers looks at.
  private var offset = 0
  /// Where in the source the text comes from.
  private var range = 0..<0
  /// With the line end that the last row may lack.
  private(set) var count = 0

  /// Bytes that may be read after the text.
  private static let slack = NumberText.lookahead + 8
  private static let lead = 16 << 10

  var start: UnsafePointer<UInt8> { UnsafePointer(bytes + offset) }

  private var bytes: UnsafeMutablePointer<UInt8> { memory.base.assumingMemoryBound(to: UInt8.self) }

  /// Reads a part of the source, and the byte after it.
  mutating func load(_ source: any ByteSource, _ range: Range<Int>) throws {
    let needed = CSVPieceText.lead + range.count + 1 + CSVPieceText.slack
    if needed > capacity {
      capacity = needed
      memory = BufferStorage(byteCount: capacity)
    }
    offset = CSVPieceText.lead
    let got = try source.read(
      into: bytes + offset, count: min(range.count + 1, source.size - range.lowerBound), at: range.lowerBound)
    guard got >= range.count else { throw CSVPieceText.shortened(source) }
    self.range = range
    end(range.count, of: got, source)
  }

  /// Makes the text that of `wanted`, which ends within the part that has been read.
  mutating func extend(_ source: any ByteSource, to wanted: Range<Int>) throws {
    let missing = range.lowerBound - wanted.lowerBound
    if missing < 0 || missing > offset - NumberText.lookbehind || wanted.upperBound > range.upperBound {
      return try load(source, wanted)
    }
    if missing > 0 {
      guard try source.read(into: bytes + (offset - missing), count: missing, at: wanted.lowerBound) == missing else {
        throw CSVPieceText.shortened(source)
      }
    }
    offset -= missing
    // What follows stays: it is text too, and may be looked at.
    count = wanted.count
    if wanted.upperBound == source.size { end(wanted.count, of: wanted.count, source) }
    range = wanted
  }

  /// Marks the end of the text, with the line end that is lacking at the end of the file.
  private mutating func end(_ length: Int, of got: Int, _ source: any ByteSource) {
    let text = bytes + offset
    (text + got).update(repeating: 0, count: CSVPieceText.slack)
    count = length
    if length > 0, got == length, text[length - 1] != CSVDialect.newline, text[length - 1] != CSVDialect.carriageReturn
    {
      text[length] = CSVDialect.newline
      count += 1
    }
  }

  private static func shortened(_ source: any ByteSource) -> DataError {
    .unreadable(file: source.name, reason: "it became shorter while being read")
  }
}
