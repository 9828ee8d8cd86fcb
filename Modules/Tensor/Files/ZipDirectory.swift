/// What a zip archive says it holds (PKWARE APPNOTE 6.3, with its 64-bit fields).
///
/// An archive says it twice: in the directory at its end, and in a header before each entry. Readers differ in which they
/// believe, so one where the two differ, or that has no directory, is refused.
package struct ZipDirectory {
  struct Entry {
    let name: String
    let nameBytes: ArraySlice<UInt8>
    /// 0 stored, 8 deflated.
    let method: Int
    let checksum: UInt32
    let compressedSize: Int
    let size: Int
    /// Where the entry's own header begins.
    let header: Int
    /// Where in the file it is described, for messages.
    let place: Int
    /// Where its bytes begin.
    var data = 0
  }
  private(set) var entries: [Entry] = []

  /// Whether nothing is in it.
  package var isEmpty: Bool { entries.isEmpty }

  /// Throws where the file is no zip archive, or one whose parts contradict each other or overlap.
  package init(_ path: String) throws(TensorFileError) { try self.init(InputFile(path)) }

  init(_ file: borrowing InputFile) throws(TensorFileError) {
    let end = try Self.end(file)
    let bytes = try file.bytes(at: end.start, count: end.size)
    var next = 0
    for _ in 0..<end.count {
      let place = end.start + next
      guard bytes.count - next >= 46, bytes.word(next) == 0x0201_4B50 else {
        throw file.malformed(place, "an entry of the zip directory is expected")
      }
      let (nameLength, extraLength, commentLength) = (
        bytes.half(next + 28), bytes.half(next + 30), bytes.half(next + 32)
      )
      let length = 46 + nameLength + extraLength + commentLength
      guard bytes.count - next >= length else { throw file.malformed(place, "the zip directory is truncated") }
      let nameBytes = bytes[(next + 46)..<(next + 46 + nameLength)]
      let name = String(decoding: nameBytes, as: UTF8.self)
      if nameBytes.contains(0) { throw file.malformed(place, "the name \"\(name)\" has a zero byte") }
      if bytes.half(next + 8) & 1 == 1 { throw file.unsupported(place, "\"\(name)\" is encrypted") }
      var wide = [bytes.word(next + 24), bytes.word(next + 20), bytes.word(next + 42)]
      let extra = (next + 46 + nameLength)..<(next + 46 + nameLength + extraLength)
      try Self.widen(&wide, bytes, extra, file, place)
      entries.append(
        Entry(
          name: name, nameBytes: nameBytes, method: bytes.half(next + 10), checksum: UInt32(bytes.word(next + 16)),
          compressedSize: wide[1],
          size: wide[0], header: wide[2], place: place))
      next += length
    }
    guard next == end.size else {
      throw file.malformed(end.start + next, "the zip directory is longer than its entries")
    }
    try locateData(file, limit: end.start)
  }

  /// Where the directory lies: from the end record, which stands last but for a comment.
  private static func end(
    _ file: borrowing InputFile
  ) throws(TensorFileError) -> (start: Int, size: Int, count: Int) {
    let length = Swift.min(file.size, 22 + 0xFFFF), first = file.size - length
    let tail = try file.bytes(at: first, count: length)
    guard
      let place = stride(from: tail.count - 22, through: 0, by: -1).first(where: {
        tail.word($0) == 0x0605_4B50 && $0 + 22 + tail.half($0 + 20) == tail.count
      })
    else { throw file.malformed(file.size, "no zip archive: the record at its end is missing") }
    var (start, size, count) = (tail.word(place + 16), tail.word(place + 12), tail.half(place + 10))
    var limit = first + place
    if start == 0xFFFF_FFFF || size == 0xFFFF_FFFF || count == 0xFFFF {
      guard limit >= 20 else { throw file.malformed(limit, "the 64-bit end of the zip archive is missing") }
      let locator = try file.bytes(at: limit - 20, count: 20)
      guard locator.word(0) == 0x0706_4B50, let at = locator.long(8), limit - 20 - at >= 56 else {
        throw file.malformed(limit - 20, "the 64-bit end of the zip archive is missing")
      }
      let record = try file.bytes(at: at, count: 56)
      guard record.word(0) == 0x0606_4B50, let wideCount = record.long(32), let wideSize = record.long(40),
        let wideStart = record.long(48)
      else { throw file.malformed(at, "the 64-bit end of the zip archive is malformed") }
      (start, size, count, limit) = (wideStart, wideSize, wideCount, at)
    }
    guard start <= limit, size <= limit - start, count <= size / 46 else {
      throw file.malformed(first + place, "the zip directory (\(size) bytes at \(start)) does not lie before its end")
    }
    return (start, size, count)
  }

  /// Replaces sizes that 32 bits do not hold by those of the 64-bit extra field.
  private static func widen(
    _ fields: inout [Int], _ bytes: [UInt8], _ extra: Range<Int>, _ file: borrowing InputFile, _ place: Int
  ) throws(TensorFileError) {
    guard fields.contains(0xFFFF_FFFF) else { return }
    var next = extra.lowerBound
    while extra.upperBound - next >= 4 {
      let (kind, length) = (bytes.half(next), bytes.half(next + 2))
      guard length <= extra.upperBound - next - 4 else { break }
      if kind == 1 {
        var from = next + 4
        for index in fields.indices where fields[index] == 0xFFFF_FFFF {
          guard from + 8 <= next + 4 + length, let value = bytes.long(from) else {
            throw file.malformed(place, "the 64-bit sizes of a zip entry are malformed")
          }
          fields[index] = value
          from += 8
        }
        return
      }
      next += 4 + length
    }
  }

  /// Finds where each entry's bytes begin, and checks that none overlap.
  private mutating func locateData(_ file: borrowing InputFile, limit: Int) throws(TensorFileError) {
    var end = 0
    for index in entries.indices.sorted(by: { entries[$0].header < entries[$1].header }) {
      let entry = entries[index]
      guard entry.header >= end, entry.header <= limit - 30 else {
        throw file.malformed(entry.place, "\"\(entry.name)\" overlaps another part of the archive")
      }
      let header = try file.bytes(at: entry.header, count: 30)
      guard header.word(0) == 0x0403_4B50 else {
        throw file.malformed(entry.header, "the header of \"\(entry.name)\" is expected")
      }
      try check(entry, file, header)
      let data = entry.header + 30 + header.half(26) + header.half(28)
      guard data <= limit, entry.compressedSize <= limit - data else {
        throw file.malformed(
          entry.place,
          "\"\(entry.name)\" is said to have \(entry.compressedSize) bytes, \(Swift.max(limit - data, 0)) are there")
      }
      entries[index].data = data
      end = data + entry.compressedSize
    }
  }

  /// Compares an entry's own header with what the directory says of it.
  private func check(_ entry: Entry, _ file: borrowing InputFile, _ header: [UInt8]) throws(TensorFileError) {
    let name = try file.bytes(at: entry.header + 30, count: header.half(26))
    guard name.elementsEqual(entry.nameBytes) else {
      throw file.malformed(
        entry.header, "\"\(entry.name)\" is called \"\(String(decoding: name, as: UTF8.self))\" in its own header")
    }
    var isSame = header.half(8) == entry.method && header.half(6) & 1 == 0
    // What was not known when the header was written stands after the content, and here as 0; sizes of 64 bits elsewhere.
    if header.half(6) & 8 == 0 {
      let sizes = [(header.word(18), entry.compressedSize), (header.word(22), entry.size)]
      isSame = isSame && header.word(14) == Int(entry.checksum) && sizes.allSatisfy { $0 == $1 || $0 == 0xFFFF_FFFF }
    }
    if !isSame { throw file.malformed(entry.header, "\"\(entry.name)\" is described otherwise in its own header") }
  }
}

extension [UInt8] {
  fileprivate func half(_ at: Int) -> Int { Int(self[at]) | Int(self[at + 1]) << 8 }
  fileprivate func word(_ at: Int) -> Int { half(at) | half(at + 2) << 16 }
  /// 64 bits, nil if they are no count.
  fileprivate func long(_ at: Int) -> Int? {
    let (low, high) = (word(at), word(at + 4))
    return high < 1 << 31 ? high << 32 | low : nil
  }
}
