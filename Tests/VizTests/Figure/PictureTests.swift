import Foundation
import TestSupport
import Testing

@testable import Viz

@Suite struct PictureTests {
  private func figure() -> Figure {
    let figure = Figure(width: 3, height: 2)
    figure.axes.plot([0, 1, 2], [0, 1, 4], "ro-", label: "squares")
    figure.axes.title = "Squares"
    return figure
  }

  /// The outlines of letters are the program's own, so that this holds on every machine with the same Cairo.
  @Test func everyMachineDrawsTheSame() throws {
    let first = try figure().encoded(as: .png), second = try figure().encoded(as: .png)
    #expect(first == second)
    let text = String(decoding: try figure().encoded(as: .svg), as: UTF8.self)
    // The S of the title, 12 points high: its outline begins where DejaVu Sans begins it.
    #expect(text.contains("<symbol overflow=\"visible\" id=\"m"))
    #expect(!text.contains("font-family"))
  }

  @Test(.enabled("python3 is not installed", { await Python.has("zlib", "struct") }))
  func pythonReadsTheSamePixels() async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("viz-\(UUID().uuidString).png").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try figure().write(to: path)
    let text = try await Python.run(
      """
      import struct, sys, zlib
      data = open(sys.argv[1], 'rb').read()
      place, chunks = 8, {}
      while place < len(data):
        size, = struct.unpack('>I', data[place:place + 4])
        name, body = data[place + 4:place + 8], data[place + 8:place + 8 + size]
        assert zlib.crc32(name + body) == struct.unpack('>I', data[place + 8 + size:place + 12 + size])[0]
        chunks[name] = chunks.get(name, b'') + body
        place += 12 + size
      width, height, depth, kind = struct.unpack('>IIBB', chunks[b'IHDR'][:10])
      rows, step = zlib.decompress(chunks[b'IDAT']), 3 if kind == 2 else 1
      sums = [0, 0, 0]
      for y in range(height):
        row = rows[y * (width * step + 1):(y + 1) * (width * step + 1)]
        assert row[0] == 0
        for x in range(width):
          color = row[1 + 3 * x:4 + 3 * x] if kind == 2 else chunks[b'PLTE'][3 * row[1 + x]:3 * row[1 + x] + 3]
          for part in range(3): sums[part] += color[part]
      print(width, height, depth, *sums)
      """, [path])
    let buffer = try figure().pixels()
    var sums = [0, 0, 0]
    for index in 0..<buffer.width * buffer.height {
      for (part, shift) in [(0, 16), (1, 8), (2, 0)] as [(Int, UInt32)] {
        sums[part] += Int(buffer.pixels[index] >> shift & 255)
      }
    }
    #expect(text == "300 200 8 \(sums[0]) \(sums[1]) \(sums[2])\n")
  }

  @Test func darkThemeDrawsInkOnItsPage() throws {
    let figure = Figure(width: 3, height: 2, theme: .dark)
    figure.axes.plot([0, 1], [0, 1], "k-")
    let buffer = try figure.pixels()
    #expect(buffer[1, 1] == 0x16181d)
    #expect((0..<buffer.width * buffer.height).contains { buffer.pixels[$0] & 0xffffff == 0xe6e6e6 })
  }

  /// The programs in Docs/Gallery are the bodies of the functions that draw its pictures.
  @Test func galleryProgramsAreThoseThatDraw() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    func lines(_ name: String) throws -> [String] {
      let text = try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)
      return text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
    let files = ["PlaneExamples", "FieldExamples", "AnimationExample", "OverviewExample"]
    let sources = try files.flatMap { try lines("Tools/martlet-plot/Gallery/\($0).swift") }
    let known = Set(sources)
    let programs = try FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent("Docs/Gallery").path)
      .filter { $0.hasSuffix(".swift") }
    var count = 0
    for line in try programs.flatMap({ try lines("Docs/Gallery/\($0)") }) {
      if line.hasPrefix("import ") { continue }
      if line.contains(".write(to: \"") {
        count += 1
        continue
      }
      let returned = line.replacingOccurrences(of: "let figure = Figure.", with: "return Figure.")
      #expect(known.contains(line) || known.contains(returned), "\(line)")
    }
    #expect(count == sources.count { $0.hasPrefix("static func") })
  }
}
