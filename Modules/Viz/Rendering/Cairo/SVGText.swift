/// Makes Cairo's SVG the same on every run, and adds the figure's words as text.
enum SVGText {
  /// Cairo numbers a document's parts through the life of the process; here they count from 1. Its glyphs are shapes;
  /// titles, labels and legends stand in `<title>` and `<desc>`, for search and for screen readers.
  static func described(_ bytes: [UInt8], _ figure: Figure) -> [UInt8] {
    let bytes = renumbered(bytes)
    let title = figure.title.isEmpty ? figure.grid.lazy.map(\.title).first { !$0.isEmpty } ?? "" : figure.title
    let words = figure.grid.flatMap { axes in
      [axes.title, axes.xLabel, axes.yLabel, axes.zLabel]
        + axes.legendEntries.map(\.label)
    }.filter { !$0.isEmpty }
    var insert = "<metadata>Martlet</metadata>\n"
    if !words.isEmpty { insert = "<desc>\(escaped(words.joined(separator: "; ")))</desc>\n" + insert }
    if !title.isEmpty { insert = "<title>\(escaped(title))</title>\n" + insert }
    // The first tag that closes after `<svg` is the document's own.
    guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: "<svg".utf8) }),
      let end = bytes[start...].firstIndex(of: UInt8(ascii: ">"))
    else { return bytes }
    return bytes[...end] + Array("\n\(insert.dropLast())".utf8) + bytes[(end + 1)...]
  }

  private static func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      default: String(character)
      }
    }.joined()
  }

  /// Gives every part that has a name the name `mN`, N its rank in the document, wherever it is named.
  private static func renumbered(_ bytes: [UInt8]) -> [UInt8] {
    var (names, result) = ([ArraySlice<UInt8>: [UInt8]](), [UInt8]())
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let length = nameStart(bytes, index)
      guard length > 0 else {
        result.append(bytes[index])
        index += 1
        continue
      }
      let start = index + length
      let end = bytes[start...].firstIndex { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ")") } ?? bytes.endIndex
      let name = bytes[start..<end]
      let replacement = names[name] ?? Array("m\(names.count + 1)".utf8)
      names[name] = replacement
      result += bytes[index..<start]
      result += replacement
      index = end
    }
    return result
  }

  /// The length of ` id="`, `href="#` or `url(#` where one of them stands, else 0.
  private static func nameStart(_ bytes: [UInt8], _ index: Int) -> Int {
    let marks: [StaticString]
    switch bytes[index] {
    case UInt8(ascii: " "): marks = [" id=\""]
    case UInt8(ascii: "h"): marks = ["href=\"#"]
    case UInt8(ascii: "u"): marks = ["url(#"]
    default: return 0
    }
    for mark in marks {
      let text = UnsafeBufferPointer(start: mark.utf8Start, count: mark.utf8CodeUnitCount)
      if bytes[index...].starts(with: text) { return text.count }
    }
    return 0
  }
}
