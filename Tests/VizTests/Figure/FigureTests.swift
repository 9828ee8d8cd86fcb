import Foundation
import Testing

@testable import Viz

@Suite struct FigureTests {
  /// The plot's rectangle in pixels, found from its frame.
  private func frame(_ buffer: PixelBuffer) -> (left: Int, top: Int, right: Int, bottom: Int) {
    func isInk(_ x: Int, _ y: Int) -> Bool { buffer[x, y] == 0x1a1a1a }
    let columns = (0..<buffer.width).filter { x in (0..<buffer.height).count { isInk(x, $0) } > buffer.height / 2 }
    let rows = (0..<buffer.height).filter { y in (0..<buffer.width).count { isInk($0, y) } > buffer.width / 2 }
    return (columns.first ?? -1, rows.first ?? -1, columns.last ?? -1, rows.last ?? -1)
  }

  @Test func frameIsOnePixelWideAndInsideThePage() throws {
    let figure = Figure()
    figure.axes.plot([0, 1], [0, 1], color: "C3")
    figure.axes.grid = false
    let buffer = try figure.pixels()
    let box = frame(buffer)
    #expect(buffer.width == 640 && buffer.height == 480)
    #expect(box.left > 5 && box.top > 5 && box.right < 635 && box.bottom < 475)
    #expect(buffer[box.left + 1, box.top + 40] == 0xffffff && buffer[box.left - 1, box.top + 40] == 0xffffff)
  }

  @Test func markerSitsOnItsPoint() throws {
    let figure = Figure()
    figure.axes.grid = false
    figure.axes.scatter([0.5], [0.5], color: "#ff0000")
    (figure.axes.xLimits, figure.axes.yLimits) = (0...1, 0...1)
    let buffer = try figure.pixels()
    let box = frame(buffer)
    let (x, y) = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
    #expect(buffer[x, y] == 0xff0000)
    let red = (0..<buffer.width * buffer.height).filter { buffer.pixels[$0] & 0xffffff == 0xff0000 }
    // A disc of 6 points and an outline of 1.5 points: 7.5 points wide, 85 square pixels at 100 dpi.
    #expect(red.count > 65 && red.count < 90)
    let centerX = Double(red.reduce(0) { $0 + $1 % buffer.width }) / Double(red.count)
    let centerY = Double(red.reduce(0) { $0 + $1 / buffer.width }) / Double(red.count)
    #expect(abs(centerX - Double(box.left + box.right) / 2) < 0.7)
    #expect(abs(centerY - Double(box.top + box.bottom) / 2) < 0.7)
  }

  @Test func lineHasItsColorAndWidth() throws {
    let figure = Figure()
    figure.axes.grid = false
    figure.axes.plot([0, 1], [0.5, 0.5], color: "#0000ff")
    (figure.axes.xLimits, figure.axes.yLimits) = (0...1, 0...1)
    let buffer = try figure.pixels()
    let box = frame(buffer)
    let x = (box.left + box.right) / 2
    let column = (box.top + 1..<box.bottom).map { 255 - Int(buffer[x, $0] >> 16) }
    let width = Double(column.reduce(0, +)) / 255
    let expected = 1.5 * 100 / 72
    #expect(abs(width - expected) < 0.1)
  }

  @Test func legendTakesTheEmptyCorner() throws {
    let figure = Figure()
    figure.axes.grid = false
    figure.axes.plot([0, 1], [1, 0], label: "falling", color: "C0")
    figure.axes.plot([0, 1], [0.9, 0.0], color: "C0")
    let buffer = try figure.pixels()
    let box = frame(buffer)
    func ink(_ xs: Range<Int>, _ ys: Range<Int>) -> Int {
      ys.reduce(0) { sum, y in sum + xs.count { buffer[$0, y] == 0x1a1a1a } }
    }
    let (midX, midY) = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
    #expect(ink(midX..<box.right - 2, box.top + 2..<midY) > 20)
    #expect(ink(box.left + 2..<midX, box.top + 2..<midY) == 0)
    #expect(ink(box.left + 2..<midX, midY..<box.bottom - 2) == 0)
  }

  @Test func missingValuesLeaveAGap() throws {
    let figure = Figure()
    figure.axes.grid = false
    figure.axes.plot([0, 1, 2, 3, 4], [1, 1, .nan, 1, 1], color: "#ff0000")
    let buffer = try figure.pixels()
    let box = frame(buffer)
    let y = (box.top..<box.bottom).first { buffer[(box.left * 4 + box.right) / 5, $0] == 0xff0000 }
    let row = try #require(y)
    #expect(buffer[(box.left + box.right) / 2, row] == 0xffffff)
    #expect(buffer[(box.left + box.right * 4) / 5, row] == 0xff0000)
  }

  @Test(
    arguments: [
      ([], []), ([1], [1]), ([1, 2, 3], [5, 5, 5]), ([.nan], [.nan]), ([1, 2], [1e300, -1e300]),
      ([1e-300, 2e-300], [1, 2]),
      ([0, 1], [-.infinity, .infinity]), ([-1.7e308, 1.7e308], [-1.7e308, 1.7e308]),
      ([Double.leastNonzeroMagnitude, 0], [Double.leastNonzeroMagnitude, 1]),
      ([-1, 0, 1, 10], [-1, 1, 0, 10]),
    ] as [([Double], [Double])])
  func everyDataGivesAPicture(x: [Double], y: [Double]) throws {
    for scale in Scale.allCases {
      let figure = Figure(width: 3, height: 2)
      (figure.axes.xScale, figure.axes.yScale) = (scale, scale)
      figure.axes.plot(x, y, "-o", label: "a").scatter(x, y, label: "b")
      let buffer = try figure.pixels()
      #expect(Set((0..<buffer.width * buffer.height).map { buffer.pixels[$0] }).count > 5)
    }
  }

  @Test func differentLengthsTrap() async {
    await #expect(processExitsWith: .failure) { Figure().axes.plot([1, 2, 3], [1, 2]) }
  }

  @Test func filesAreWrittenByTheirEnding() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("viz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let figure = Figure()
    figure.axes.plot([1, 2], [3, 4], label: "line")
    figure.axes.title = "Title & more"
    for (name, magic) in [("a.png", "\u{89}PNG"), ("a.SVG", "<?xml"), ("a.pdf", "%PDF")] {
      let url = folder.appendingPathComponent(name)
      try figure.write(to: url)
      let bytes = try [UInt8](Foundation.Data(contentsOf: url))
      #expect(bytes.starts(with: magic.unicodeScalars.map { UInt8($0.value) }))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 3)
    #expect(throws: FigureError.unknownFormat(path: "a.jpg")) { try figure.write(to: "a.jpg") }
    #expect(throws: FigureError.cannotWrite(path: "/nowhere/a.png", reason: "No such file or directory")) {
      try figure.write(to: "/nowhere/a.png")
    }
    #expect(throws: FigureError.self) { try figure.write(to: folder.path + "/a.png/b.png") }
    figure.dpi = 1e9
    #expect(throws: FigureError.self) { try figure.encoded(as: .png) }
  }

  @Test func svgHoldsItsWords() throws {
    let figure = Figure()
    figure.axes.plot([1, 2], [3, 4], label: "a < b")
    figure.axes.title = "Loss & accuracy"
    let text = String(decoding: try figure.encoded(as: .svg), as: UTF8.self)
    #expect(text.contains("<title>Loss &amp; accuracy</title>"))
    #expect(text.contains("a &lt; b"))
    #expect(text.contains("width=\"460.8pt\"") && text.contains("</svg>"))
    let again = try figure.encoded(as: .svg)
    #expect(text == String(decoding: again, as: UTF8.self))
  }
}
