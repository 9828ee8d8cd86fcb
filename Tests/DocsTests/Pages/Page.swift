/// A page of Markdown whose programs and tables stand in compiled files. A line `<!-- source: REGION -->` says in which;
/// what follows it, a fenced block or the rows of a table, is what that region says.
struct Page {
  let path: String
  private(set) var lines: [String]
  /// What differs: the page and line, and what is wrong there.
  private(set) var faults: [String] = []

  init(_ path: String) throws {
    self.path = path
    lines = try Project.lines(path)
    var source: String?
    var index = 0
    while index < lines.count {
      let line = lines[index]
      if let named = Self.source(line) {
        source = named
        index += 1
      } else if line.hasPrefix("```") {
        index = block(at: index, language: String(line.dropFirst(3)), source)
        source = nil
      } else if line.hasPrefix("|"), let named = source {
        index = table(at: index, named)
        source = nil
      } else {
        if source != nil, !line.isEmpty {
          fault(index, "a line of text between a source and its block")
          source = nil
        }
        index += 1
      }
    }
  }

  private static func source(_ line: String) -> String? {
    guard line.hasPrefix("<!-- source: "), line.hasSuffix(" -->") else { return nil }
    return String(line.dropFirst(13).dropLast(4))
  }

  private mutating func fault(_ line: Int, _ text: String) { faults.append("\(path):\(line + 1): \(text)") }

  /// Checks the block whose fence is at a line, writes what it should be, and gives the line after it.
  private mutating func block(at start: Int, language: String, _ source: String?) -> Int {
    guard let end = lines[(start + 1)...].firstIndex(of: "```") else {
      fault(start, "the block does not end")
      return lines.count
    }
    guard language == "swift" else { return end + 1 }
    guard let source else {
      fault(start, "a program without a line `<!-- source: FILE#NAME -->` above it")
      return end + 1
    }
    do {
      let region = try Region(source)
      var imports: [String] = []
      var shown = Array(lines[(start + 1)..<end])
      if source.contains("#") {
        imports = Array(shown.prefix { $0.hasPrefix("import ") })
        for (offset, line) in imports.enumerated() where !region.imports.contains(line) {
          fault(start + 1 + offset, "\(region.path) has no `\(line)`")
        }
        if !imports.isEmpty { imports.append("") }
        shown.removeFirst(min(imports.count, shown.count))
      }
      compare(shown, region.lines, from: start + 1 + imports.count, region, region.firstLine)
      lines.replaceSubrange((start + 1)..<end, with: imports + region.lines)
      return start + imports.count + region.lines.count + 2
    } catch {
      fault(start - 1, "\(error)")
      return end + 1
    }
  }

  /// Checks the rows of the table whose head is at a line, in the same way.
  private mutating func table(at start: Int, _ source: String) -> Int {
    let end = lines[start...].firstIndex { !$0.hasPrefix("|") } ?? lines.count
    guard end >= start + 2 else {
      fault(start, "the table has no head")
      return end
    }
    do {
      let region = try Region(source)
      compare(Array(lines[(start + 2)..<end]), region.rows, from: start + 2, region, nil)
      lines.replaceSubrange((start + 2)..<end, with: region.rows)
      return start + 2 + region.rows.count
    } catch {
      fault(start - 1, "\(error)")
      return end
    }
  }

  private mutating func compare(
    _ shown: [String], _ compiled: [String], from line: Int, _ region: Region, _ sourceLine: Int?
  ) {
    guard shown != compiled else { return }
    let place = zip(shown, compiled).prefix { $0 == $1 }.count
    let here = place < shown.count ? "`\(shown[place])`" : "the end"
    let there = place < compiled.count ? "`\(compiled[place])`" : "the end"
    let origin = sourceLine.map { "\(region.path):\($0 + place)" } ?? region.path
    fault(line + place, "\(here), but \(origin) has \(there)")
  }
}
