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

  /// An example in a comment is a run of lines of `CommentExamples.swift`, but for the margin.
  @Test func examplesInCommentsAreCompiled() throws {
    func unindented(_ lines: some Collection<String>) -> [String] {
      let margin = lines.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
      return lines.map { String($0.dropFirst(margin)) }
    }
    let programs = try Project.lines("Tests/DocsTests/Programs/CommentExamples.swift")
    var count = 0
    for path in try Project.sources() {
      let lines = try Project.lines(path).map { $0.drop { $0 == " " } }
      for start in lines.indices where lines[start].hasPrefix("/// ```swift") {
        let shown = lines[(start + 1)...].prefix { $0.hasPrefix("///") && !$0.hasPrefix("/// ```") }
          .map { String($0.dropFirst(4)) }
        let isThere = programs.indices.dropLast(shown.count).contains {
          unindented(programs[$0..<($0 + shown.count)]) == shown
        }
        #expect(isThere, "\(path):\(start + 1): this example is not in CommentExamples.swift")
        count += 1
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
