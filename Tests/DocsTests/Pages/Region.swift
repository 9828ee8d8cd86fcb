/// A part of a compiled file, as pages name it: `PATH` is the file, `PATH#name` a declaration with its comment,
/// `PATH#name()` the body of a function.
struct Region {
  let path: String
  /// The line of the file that the region starts at, from 1.
  let firstLine: Int
  /// Its lines, moved to the left margin.
  let lines: [String]
  /// The modules that the file imports.
  let imports: [String]

  struct Missing: Error, CustomStringConvertible {
    let description: String
  }

  init(_ name: String) throws {
    let parts = name.split(separator: "#", maxSplits: 1).map(String.init)
    path = parts[0]
    guard Project.exists(path) else { throw Missing(description: "no file \(path)") }
    let file = try Project.lines(path)
    imports = file.filter { $0.hasPrefix("import ") }
    guard parts.count == 2 else {
      (firstLine, lines) = (1, Array(file.drop { $0.isEmpty }.reversed().drop { $0.isEmpty }.reversed()))
      return
    }
    let isBody = parts[1].hasSuffix("()")
    let wanted = isBody ? String(parts[1].dropLast(2)) : parts[1]
    guard let found = file.firstIndex(where: { Self.declares(wanted, $0) }) else {
      throw Missing(description: "\(path) declares no \(wanted)")
    }
    let indent = String(file[found].prefix { $0 == " " })
    guard
      let opening = file[found...].firstIndex(where: { $0.hasSuffix("{") }),
      let closing = file[opening...].firstIndex(where: { $0 == indent + "}" })
    else { throw Missing(description: "\(path):\(found + 1): \(wanted) does not end") }
    if isBody {
      firstLine = opening + 2
      lines = Self.dedented(file[(opening + 1)..<closing])
    } else {
      let comment = file[..<found].reversed().prefix { $0.hasPrefix(indent + "///") }.count
      firstLine = found - comment + 1
      lines = Self.dedented(file[(found - comment)...closing])
    }
  }

  private static func declares(_ name: String, _ line: String) -> Bool {
    let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
    let keywords: Set<Substring> = ["func", "struct", "class", "enum", "extension", "protocol", "actor"]
    guard let keyword = words.firstIndex(where: keywords.contains), keyword + 1 < words.count else { return false }
    return words[keyword + 1] == name && !line.drop(while: { $0 == " " }).hasPrefix("//")
  }

  private static func dedented(_ lines: ArraySlice<String>) -> [String] {
    let margin = lines.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    return lines.map { String($0.dropFirst(margin)) }
  }

  /// The rows of a table of two columns: a comment, which is how the peer says it, and the lines below it, up to an
  /// empty line or the next comment.
  var rows: [String] {
    var rows: [(peer: String, ours: [String])] = [], isOpen = false
    for line in lines {
      if line.hasPrefix("// ") {
        rows.append((String(line.dropFirst(3)), []))
        isOpen = true
      } else if line.isEmpty {
        isOpen = false
      } else if isOpen {
        rows[rows.count - 1].ours.append(line)
      }
    }
    return rows.map { row in
      let ours = row.ours.map { Self.code($0.hasPrefix("_ = ") ? String($0.dropFirst(4)) : $0) }
      return "| \(Self.code(row.peer)) | \(ours.joined(separator: "<br>")) |"
    }
  }

  private static func code(_ text: String) -> String {
    let text = text.replacing("|", with: "\\|")
    return text.contains("`") ? "`` \(text) ``" : "`\(text)`"
  }
}
