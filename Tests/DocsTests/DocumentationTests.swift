import Foundation
import Testing

/// What the documentation shows is what was compiled: each program and table names the file that it stands in. After a
/// change of such a file, `Tools/docs --update` writes it into the pages.
@Suite struct DocumentationTests {
  /// The gallery is written by `martlet-plot gallery`, and has a test of its own.
  private static let pages = Result { try Project.pages().filter { !$0.hasPrefix("Docs/Gallery/") } }

  @Test func pagesShowWhatIsCompiled() throws {
    let pages = try Self.pages.get()
    #expect(pages.contains("README.md") && pages.contains("Docs/FromPyTorch.md"))
    for path in pages {
      let page = try Page(path)
      if ProcessInfo.processInfo.environment["MARTLET_UPDATE_DOCS"] != nil {
        if !page.faults.isEmpty { try Project.write(page.lines, to: path) }
      } else {
        for fault in page.faults { Issue.record("\(fault)") }
      }
    }
  }

  /// Each statement of an example in a comment stands in `Programs/Comments`, however its lines are broken there.
  @Test func examplesInCommentsAreCompiled() throws {
    func bare(_ line: some StringProtocol) -> String {
      var line = line.drop { $0 == " " }
      if line.hasPrefix("//") { return "" }
      if let comment = line.ranges(of: " //").first { line = line[..<comment.lowerBound] }
      return String(line.filter { $0 != " " })
    }
    let programs = try Project.sources("Tests/DocsTests/Programs/Comments").flatMap(Project.lines).map(bare).joined()
    var count = 0
    for path in Project.sources("Modules") {
      let lines = try Project.lines(path).map { String($0.drop { $0 == " " }) }
      var (isFenced, isExample) = (false, false)
      for (index, line) in lines.enumerated() {
        if line.hasPrefix("/// ```") {
          (isFenced, isExample) = (!isFenced, false)
          if isFenced { isExample = line == "/// ```swift" }
          continue
        }
        // Four spaces more make an example too, after an empty line or another line of it.
        if !isFenced { isExample = line.hasPrefix("///     ") && (isExample || lines[index - 1] == "///") }
        guard isExample else { continue }
        for statement in line.dropFirst(4).split(separator: ";") {
          let text = bare(statement)
          #expect(text.isEmpty || programs.contains(text), "\(path):\(index + 1): `\(statement)` is not compiled")
          count += 1
        }
      }
    }
    #expect(count > 0)
  }

  @Test func linksLeadSomewhere() throws {
    for path in try Project.pages() where !path.contains(".docc/") {
      let folder = path.split(separator: "/").dropLast()
      var isProgram = false
      for (index, line) in try Project.lines(path).enumerated() {
        if line.hasPrefix("```") { isProgram.toggle() }
        if isProgram { continue }
        for match in line.matches(of: #/\]\(([^)#\s]+)(#[^)]*)?\)/#) where !match.1.contains("://") {
          var target = folder
          for part in match.1.split(separator: "/") {
            if part == ".." { _ = target.popLast() } else if part != "." { target.append(part) }
          }
          #expect(Project.exists(target.joined(separator: "/")), "\(path):\(index + 1): no \(match.1)")
        }
      }
    }
  }
}
