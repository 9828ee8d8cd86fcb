import Foundation

/// The files of the project that the documentation is made of.
enum Project {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Every Markdown file, as a path from the root, in order.
  static func pages() throws -> [String] {
    let above = try FileManager.default.contentsOfDirectory(atPath: root.path)
    return (above + ["Docs", "Modules", "Tools", "Tests"].flatMap(files)).filter { $0.hasSuffix(".md") }.sorted()
  }

  /// Every Swift file of a folder, as a path from the root, in order.
  static func sources(_ folder: String) -> [String] { files(folder).filter { $0.hasSuffix(".swift") }.sorted() }

  private static func files(_ folder: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)
    return (names?.compactMap { $0 as? String } ?? []).map { "\(folder)/\($0)" }.filter { !$0.contains("/.build") }
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
  }

  static func lines(_ path: String) throws -> [String] {
    let text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  static func write(_ lines: [String], to path: String) throws {
    let text = lines.joined(separator: "\n")
    try text.write(to: root.appendingPathComponent(path), atomically: true, encoding: .utf8)
  }
}
