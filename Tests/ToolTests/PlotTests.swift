import Foundation
import TestSupport
import Testing

/// `martlet-plot` as a user runs it, on the data that the project brings along and on what `martlet-train` gives.
@Suite struct PlotTests {
  @Test(arguments: ["scatter", "line", "fit"]) func drawsColumns(chart: String) async throws {
    let folder = try TemporaryFolder()
    for ending in ["png", "svg", "pdf"] {
      let file = folder.file("\(chart).\(ending)")
      let result = try await plot([chart, "Data/line.csv", "--output", file.path])
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
      (
        ["line", "Data/line.csv", "--output", "x.png", "--size", "5"], 64,
        "The value '5' is invalid for '--size <size>': '5' is no size: give inches, 0.5 to 100, as WIDTHxHEIGHT"
      ),
      (
        ["heatmap", "Data/line.csv", "--output", "x.png", "--log-x"], 64,
        "--log-x: a heat map has linear scales alone; leave it out"
      ),
      (["lien"], 64, "there is no 'lien': give one of "),
    ] as [([String], Int32, String)])
  func oneClearLineAndTheRightStatus(arguments: [String], status: Int32, message: String) async throws {
    let result = try await plot(arguments)
    #expect(result.status == status, "\(result)")
    #expect(result.error.hasPrefix("martlet-plot: \(message)"), "\(result.error)")
    #expect(result.error.split(separator: "\n").count == 1, "\(result.error)")
  }

  @Test func aBrokenTableSaysWhere() async throws {
    let folder = try TemporaryFolder(), file = folder.file("t.csv")
    try "x,y\n1,2\n3\n".write(to: file, atomically: true, encoding: .utf8)
    let result = try await plot(["line", file.path, "--output", folder.file("t.png").path])
    #expect(result.status == 65 && result.error.contains("t.csv:3: "), "\(result)")
    #expect(folder.names == ["t.csv"])
  }

  /// A hill on a grid of 6 × 5 points, as columns x, y, z.
  private func hill(_ folder: TemporaryFolder) throws -> URL {
    let file = folder.file("hill.csv")
    var text = "x,y,z\n"
    for y in 0..<5 {
      for x in 0..<6 { text += "\(x),\(y),\(20 - (x - 3) * (x - 3) - (y - 2) * (y - 2))\n" }
    }
    try text.write(to: file, atomically: true, encoding: .utf8)
    return file
  }

  @Test(
    arguments: [
      ["contour"], ["contour", "--filled"], ["surface"], ["surface", "--wireframe"], ["heatmap"], ["points"],
      ["histogram", "--bins", "5"], ["box"], ["scatter", "--log-y"],
    ])
  func drawsEachChart(arguments: [String]) async throws {
    let folder = try TemporaryFolder(), picture = folder.file("p.png")
    let result = try await plot(
      arguments + [
        try hill(folder).path, "--output", picture.path, "--title", "A hill", "--size", "5x4", "--dpi", "50",
      ])
    #expect(result.status == 0 && result.error.isEmpty, "\(result)")
    // The width and the height stand in the header of the file.
    let header = [UInt8](try Data(contentsOf: picture).prefix(24))
    #expect(header.suffix(8) == [0, 0, 0, 250, 0, 0, 0, 200])
  }

  @Test func picturesLeaveNoEmptyColumns() async throws {
    let folder = try TemporaryFolder(), file = folder.file("p.csv"), picture = folder.file("p.png")
    // Three pictures of 2 × 2.
    try "a,b,c,d\n1,2,3,4\n4,3,2,1\n1,1,2,2\n".write(to: file, atomically: true, encoding: .utf8)
    #expect(try await plot(["images", file.path, "--output", picture.path]).status == 0)
    let header = [UInt8](try Data(contentsOf: picture).prefix(24))
    let (width, height) = (Int(header[18]) << 8 | Int(header[19]), Int(header[22]) << 8 | Int(header[23]))
    #expect(width < 400 && height < 160, "\(width) × \(height)")
  }

  @Test func drawsATrainingHistoryOnTheTerminal() async throws {
    let folder = try TemporaryFolder(), file = folder.file("history.json")
    try #"{"train loss": [0.9, 0.5, null, 0.3], "test acc": [0.5, 0.6, 0.7, 0.75]}"#.write(
      to: file, atomically: true, encoding: .utf8)
    let result = try await plot(["loss", file.path, "--terminal", "--x-label", "epoch"])
    #expect(result.status == 0, "\(result.error)")
    let rows = folder.file("rows.json")
    try #"[{"train loss": 0.9, "test acc": 0.5}, {"train loss": 0.5, "test acc": 0.6}, {"test acc": 0.7},"#
      .appending(#" {"train loss": 0.3, "test acc": 0.75}]"#).write(to: rows, atomically: true, encoding: .utf8)
    #expect(try await plot(["loss", rows.path, "--terminal", "--x-label", "epoch"]).output == result.output)
    for word in ["train loss", "test acc", "epoch", "┐", "┘"] { #expect(result.output.contains(word)) }
    // Into a pipe go characters alone.
    #expect(!result.output.contains("\u{1b}"))
  }

  @Test func themesDiffer() async throws {
    let folder = try TemporaryFolder()
    var pictures: [String] = []
    for theme in ["light", "dark"] {
      let file = folder.file("\(theme).svg")
      let result = try await plot(["line", "Data/line.csv", "--output", file.path, "--theme", theme])
      #expect(result.status == 0, "\(result.error)")
      pictures.append(try String(contentsOf: file, encoding: .utf8))
    }
    #expect(pictures[0] != pictures[1])
  }

  @Test func aFileInTheWayOfTheGalleryIsNamed() async throws {
    let folder = try TemporaryFolder(), file = folder.file("pictures").path
    try "".write(toFile: file, atomically: true, encoding: .utf8)
    let result = try await plot(["gallery", "--output", file])
    let reason = "--output \(file): the folder cannot be made: \(file) is a file, not a folder\n"
    #expect(result.status == 73 && result.error == "martlet-plot: " + reason, "\(result)")
  }

  @Test func drawsAPictureOfTheGalleryAndKnowsTheOthers() async throws {
    let folder = try TemporaryFolder(), file = folder.file("waves.svg")
    #expect(try await plot(["gallery", "line", "--output", file.path]).status == 0)
    #expect(try String(contentsOf: file, encoding: .utf8).contains("sin x"))
    let wrong = try await plot(["gallery", "nosuch", "--output", file.path])
    #expect(wrong.status == 64 && wrong.error.contains("there are overview, scatter, "), "\(wrong)")
  }

  /// Paths under `Data` are those of the project.
  private func plot(_ arguments: [String]) async throws -> Program.Outcome {
    try await Program.tool("martlet-plot").run(
      arguments.map { $0.hasPrefix("Data/") ? Program.root.appending(path: $0).path : $0 })
  }
}
