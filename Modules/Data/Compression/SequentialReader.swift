/// Content read from front to back, unpacked on the way where it is gzipped.
final class SequentialReader {
  let source: any ByteSource
  private let gzip: GzipReader?
  /// How much of the content has been read.
  private(set) var position = 0

  init(_ source: any ByteSource) throws {
    self.source = source
    gzip = try source.isGzipped() ? GzipReader(source) : nil
  }

  /// Bytes of content where that is known beforehand.
  var size: Int? { gzip == nil ? source.size : nil }

  /// Fills `memory` with the next `count` bytes; an error where the content ends before.
  func read(into memory: UnsafeMutableRawPointer, count: Int) throws {
    let got = try gzip?.read(into: memory, count: count) ?? source.read(into: memory, count: count, at: position)
    position += got
    if got < count { throw failure("the content ends here, \(count - got) bytes early") }
  }

  /// Verifies that nothing is left, and what gzip writes after it.
  func expectEnd() throws {
    var extra: UInt8 = 0
    let got = try gzip?.read(into: &extra, count: 1) ?? source.read(into: &extra, count: 1, at: position)
    if got > 0 { throw failure("there is more content than the header announces") }
  }

  /// A failure at the place that has been read up to.
  func failure(_ reason: String) -> DataError {
    .malformed(file: source.name, place: .byte(position), reason: gzip == nil ? reason : "\(reason) (after unpacking)")
  }
}
