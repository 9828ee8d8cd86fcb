/// From what a program calls a file to its path.
///
/// Functions that read and write take anything that describes itself as a location, so that both a path and a Foundation
/// `URL` can be given without this module importing Foundation:
///
/// - a `String` or `Substring` is a path as it stands, unless it begins with `file://`;
/// - anything else is taken by its description: `file:///tmp/a%20b.npy` is /tmp/a b.npy; a URL relative to another
///   describes itself as `b.npy -- file:///tmp/`, which is /tmp/b.npy; everything else is a path.
enum FileLocation {
  static func path(_ location: some CustomStringConvertible) throws(TensorFileError) -> String {
    let text = location.description
    if location is String || location is Substring {
      return text.hasPrefix("file://") ? try path(url: text) : text
    }
    if let split = text.lastRange(of: " -- file://") {
      let base = try path(url: String(text[text.index(split.lowerBound, offsetBy: 4)...]))
      let relative = decoded(text[..<split.lowerBound])
      if relative.hasPrefix("/") { return relative }
      let folder = base.lastIndex(of: "/").map { base[...$0] } ?? ""
      return folder + relative
    }
    if text.hasPrefix("file://") { return try path(url: text) }
    if let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") {
      throw .cannotRead(file: text, reason: "only files on this machine can be read and written")
    }
    return text
  }

  private static func path(url: String) throws(TensorFileError) -> String {
    let rest = url.dropFirst("file://".count)
    guard let slash = rest.firstIndex(of: "/"), rest[..<slash].isEmpty || rest[..<slash] == "localhost" else {
      throw .cannotRead(file: url, reason: "the URL names another machine")
    }
    return decoded(rest[slash...])
  }

  /// The text with %20 and the like put back.
  private static func decoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(rest.prefix(2).map(Character.init(_:)).text, radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Character {
  fileprivate init(_ byte: UInt8) { self.init(Unicode.Scalar(byte)) }
}

extension Array where Element == Character {
  fileprivate var text: String { String(self) }
}

extension String {
  fileprivate func lastRange(of pattern: String) -> Range<Index>? {
    var start = endIndex
    while start > startIndex {
      start = index(before: start)
      if self[start...].hasPrefix(pattern) { return start..<index(start, offsetBy: pattern.count) }
    }
    return nil
  }
}
