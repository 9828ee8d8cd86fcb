import Foundation
import TestSupport
import Testing

@testable import Viz

@Suite struct LiveTests {
  private func folder() throws -> URL {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("viz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url
  }

  @Test func fileIsWholeAfterEveryStep() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("loss.png").path
    let live = LivePlot(to: path, xLabel: "epoch", interval: .zero)
    var last: [UInt8] = []
    for epoch in 1...3 {
      try live.append(["loss": 1 / Double(epoch), "acc": epoch == 2 ? .nan : 0.5])
      let bytes = try [UInt8](Foundation.Data(contentsOf: URL(fileURLWithPath: path)))
      #expect(PNGFile.decode(bytes) != nil && bytes != last)
      last = bytes
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["loss.png"])
  }

  @Test func terminalIsRedrawnInPlace() throws {
    var output = ""
    let live = LivePlot(
      interval: .zero, terminal: TerminalOptions(columns: 40, rows: 10, colors: .none), output: { output += $0 })
    try live.append(["loss": 2])
    #expect(!output.contains("\u{1b}["))
    output = ""
    try live.append(["loss": 1])
    #expect(output.hasPrefix("\u{1b}[10F"))
    output = ""
    try live.finish()
    #expect(output.isEmpty)
  }

  @Test func drawingWaitsForItsInterval() throws {
    var drawings = 0
    let live = LivePlot(
      interval: .seconds(1000), terminal: TerminalOptions(columns: 40, rows: 10), output: { _ in drawings += 1 })
    for step in 0..<50 { try live.append(["loss": Double(step)]) }
    #expect(drawings == 1)
    try live.finish()
    #expect(drawings == 2)
  }

  @Test func smoothingIsTheCorrectedAverage() {
    #expect(Smoothing.average([1, 1, 1], weight: 0.9).allSatisfy { abs($0 - 1) < 1e-12 })
    let smooth = Smoothing.average([0, .nan, 1], weight: 0.5)
    #expect(smooth[0] == 0 && smooth[1].isNaN && abs(smooth[2] - 2.0 / 3) < 1e-12)
  }

  private func animation(frames: Int) throws -> Animation {
    var animation = Animation(framesPerSecond: 20, repeats: 3)
    for step in 0..<frames {
      let figure = Figure(width: 2, height: 2)
      figure.axes.plot([0, 1, 2], [0, 1, Double(step)], color: "r")
      (figure.axes.xLimits, figure.axes.yLimits) = (0...2, 0...5)
      try animation.add(figure)
    }
    return animation
  }

  @Test func animationHasItsChunksInOrder() throws {
    let file = try animation(frames: 4).encoded()
    let chunks = PNGChunks.split(file)
    #expect(
      chunks.map(\.name).filter { $0 != "tEXt" && $0 != "pHYs" } == [
        "IHDR", "acTL", "fcTL", "IDAT", "fcTL", "fdAT", "fcTL", "fdAT", "fcTL", "fdAT", "IEND",
      ])
    #expect(Array(chunks.first { $0.name == "acTL" }?.content ?? []) == [0, 0, 0, 4, 0, 0, 0, 3])
    let numbers = chunks.filter { $0.name == "fcTL" || $0.name == "fdAT" }.map {
      Int($0.content.prefix(4).reduce(0) { $0 << 8 | Int($1) })
    }
    #expect(numbers == Array(0..<7))
    // A reader that does not know animations sees the first frame; later ones hold only what changes.
    let still = try #require(PNGFile.decode(file))
    #expect(still.width == 200 && still.height == 200)
    let controls = chunks.filter { $0.name == "fcTL" }
    #expect(controls[1].content.dropFirst(4).prefix(4) != controls[0].content.dropFirst(4).prefix(4))
  }

  @Test(.enabled("Pillow is not installed", { await Python.has("PIL") }))
  func pillowPlaysTheAnimation() async throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("a.png").path
    try animation(frames: 3).write(to: path)
    let text = try await Python.run(
      """
      import sys
      from PIL import Image
      image = Image.open(sys.argv[1])
      print(image.n_frames, image.info.get('loop'))
      for frame in range(image.n_frames):
        image.seek(frame)
        print(image.convert('RGB').getpixel((5, 5)), image.info['duration'])
      """, [path])
    #expect(text == "3 3\n(255, 255, 255) 50.0\n(255, 255, 255) 50.0\n(255, 255, 255) 1000.0\n")
  }

  @Test func checksumIsThatOfTheSpecification() {
    #expect(PNGChunks.checksum(Array("123456789".utf8)) == 0xcbf4_3926)
    #expect(PNGChunks.chunk("IEND", []) == [0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82])
  }
}
