import Foundation
import ToolSupport

/// The programs of the gallery as text: the bodies of the functions in this folder, read from the project's sources.
struct GalleryPrograms {
  private let sources: [[Substring]]

  /// Reads the sources from where this program was built.
  init() throws {
    let folder = (#filePath as NSString).deletingLastPathComponent
    sources = try ["PlaneExamples.swift", "FieldExamples.swift", "AnimationExample.swift", "OverviewExample.swift"].map
    { name in
      guard let text = try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) else {
        throw ToolError(
          .missingFile,
          "\(folder)/\(name): missing; the gallery's programs are read from the sources, so run it where it was built")
      }
      return text.split(separator: "\n", omittingEmptySubsequences: false)
    }
  }

  /// A program that writes the picture of a name, `scatter-3d` for the function `scatter3D`.
  func program(_ name: String) throws -> String {
    let function = name.split(separator: "-").joined()
    for lines in sources {
      let start = lines.firstIndex {
        $0.hasPrefix("  static func ") && $0.dropFirst(14).prefix { $0 != "(" }.lowercased() == function
      }
      guard let start, let end = lines[start...].firstIndex(of: "  }") else { continue }
      var body = lines[(start + 1)..<end].map { $0.hasPrefix("    ") ? String($0.dropFirst(4)) : String($0) }
      guard let last = body.lastIndex(where: { $0.hasPrefix("return ") }) else { continue }
      let value = body[last].dropFirst("return ".count)
      let variable = value.hasPrefix("animation") ? "animation" : "figure"
      if value == variable { body.remove(at: last) } else { body[last] = "let \(variable) = \(value)" }
      let parts = ["import Tensor", "import Viz", ""] + body + ["try \(variable).write(to: \"\(name).png\")", ""]
      return parts.joined(separator: "\n")
    }
    throw ToolError(.software, "no function draws '\(name)'")
  }
}
