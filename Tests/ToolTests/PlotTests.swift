import Foundation
import TestSupport
import Testing

/// `martlet-plot` as a user runs it, on the data that the project brings along and on what `martlet-train` gives.
@Suite struct PlotTests {
  @Test(arguments: ["scatter", "line", "fit"]) func drawsColumns(chart: String) throws {
    let folder = try TemporaryFolder()
    for ending in ["png", "svg", "pdf"] {
      let file = folder.file("\(chart).\(ending)")
      let result = try plot([chart, "Data/line.csv", "--output", file.path])
      #expect(result.status == 0, "\(result.error)")
      let heads = ["png": "PNG", "svg": "?xml", "pdf": "PDF-"]
      let head = String(decoding: try Data(contentsOf: file).dropFirst().prefix(8), as: UTF8.self)
      #expect(head.hasPrefix(try #require(heads[ending])), "\(head)")
    }
  }

  @Test(
    arguments: [
      (["line", "Data/line.csv"], 64, "nowhere to draw: give --output FILE.png"),
      (["line", "Data/line.csv", "--output", "x.bmp"], 64, "--output x.bmp: end the name in .png, .svg or .pdf"),
      (["line", "/nowhere/x.csv", "--output", "/tmp/x.png"], 66, "/nowhere/x.csv: no such file"),
      (["line", "Data/line.csv", "--output", "/nowhere/x.png"], 73, "/nowhere/x.png: cannot be written: "),
      (["lien"], 64, "there is no 'lien': give one of "),
    ] as [([String], Int32, String)])
  func oneClearLineAndTheRightStatus(arguments: [String], status: Int32, message: String) throws {
    let result = try plot(arguments)
    #expect(result.status == status, "\(result)")
    #expect(result.error.hasPrefix("martlet-plot: \(message)"), "\(result.error)")
    #expect(result.error.split(separator: "\n").count == 1, "\(result.error)")
  }

  @Test func aBrokenTableSaysWhere() throws {
    let folder = try TemporaryFolder(), file = folder.file("t.csv")
    try "x,y\n1,2\n3\n".write(to: file, atomically: true, encoding: .utf8)
    let result = try plot(["line", file.path, "--output", folder.file("t.png").path])
    #expect(result.status == 65 && result.error.contains("t.csv:3: "), "\(result)")
    #expect(folder.names == ["t.csv"])
  }

  /// Paths under `Data` are those of the project.
  private func plot(_ arguments: [String]) throws -> BuiltTool.Outcome {
    try BuiltTool("martlet-plot").run(
      arguments.map { $0.hasPrefix("Data/") ? BuiltTool.root.appending(path: $0).path : $0 })
  }
}
