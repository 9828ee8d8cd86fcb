import Testing

@testable import Viz

@Suite struct TerminalTests {
  private func figure() -> Figure {
    let figure = Figure()
    figure.axes.plot([0, 1, 2, 3], [0, 1, 0, 1], label: "zigzag")
    (figure.axes.title, figure.axes.xLabel, figure.axes.yLabel) = ("损失 loss", "step", "y")
    return figure
  }

  @Test func charactersShowFrameLabelsAndCurve() throws {
    let text = try figure().text(for: TerminalOptions(columns: 60, rows: 16, colors: .none))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 17 && lines.last == "")
    #expect(lines.allSatisfy { TerminalText.width($0) <= 60 })
    for part in ["损失 loss", "step", "zigzag", "└", "│", "┤", "┬", "0.0", "1.0"] {
      #expect(text.contains(part), "\(part) is missing")
    }
    #expect(text.unicodeScalars.contains { (0x2801...0x28ff).contains($0.value) })
    #expect(!text.contains("\u{1b}"))
  }

  @Test func colorsAreThoseOfTheTerminal() throws {
    let full = try figure().text(for: TerminalOptions(columns: 60, rows: 16, colors: .full))
    #expect(full.contains("\u{1b}[38;2;63;144;218m"))
    let indexed = try figure().text(for: TerminalOptions(columns: 60, rows: 16, colors: .indexed))
    #expect(indexed.contains("\u{1b}[38;5;68m"))
    #expect(TerminalColor.index(128, 128, 128) == 244 && TerminalColor.index(255, 0, 0) == 196)
  }

  @Test func picturesUseHalfCells() throws {
    let figure = Figure()
    figure.axes.image(Matrix2D(values: [0, 1, 1, 0], rows: 2, columns: 2), colorMap: .gray)
    let text = try figure.text(for: TerminalOptions(columns: 40, rows: 12, colors: .full))
    #expect(text.contains("█") || text.contains("▀"))
    #expect(text.contains("\u{1b}[38;2;255;255;255m"))
  }

  @Test func sixelsAndKittysPicturesAreWellFormed() throws {
    let sixel = try figure().text(for: TerminalOptions(columns: 80, rows: 24, pixels: .sixel))
    #expect(sixel.hasPrefix("\u{1b}P0;1;0q\"1;1;") && sixel.hasSuffix("\u{1b}\\\n"))
    #expect(sixel.contains("#0;2;100;100;100"))
    let kitty = try figure().text(for: TerminalOptions(columns: 80, rows: 24, pixels: .kitty))
    #expect(kitty.hasPrefix("\u{1b}_Ga=T,f=100,q=2,") && kitty.contains("m=0;") && kitty.hasSuffix("\u{1b}\\\n"))
    // A PNG file's first bytes in base 64.
    #expect(kitty.contains("iVBORw0KGgo"))
  }

  @Test func sixelsSayWhatThePixelsAre() throws {
    let buffer = try PixelBuffer(width: 7, height: 7)
    for index in 0..<49 { buffer.pixels[index] = index % 7 == 3 ? 0xffff_0000 : 0xffff_ffff }
    let text = Sixel.encode(buffer)
    #expect(text.contains("\"1;1;7;7#0;2;100;100;100#1;2;100;0;0"))
    #expect(text.contains("#0~~~?~~~$#1???~-"))
  }

  @Test(arguments: [
    (["TERM": "xterm-kitty", "COLORTERM": "truecolor"], TerminalOptions.Colors.full, TerminalOptions.Pixels.kitty),
    (["TERM": "foot"], .indexed, .sixel), (["TERM": "xterm-256color"], .indexed, .blocks),
    (["TERM": "screen-256color", "KITTY_WINDOW_ID": "1"], .indexed, .blocks),
    (["TERM": "xterm", "NO_COLOR": "1"], .none, .blocks), ([:], .indexed, .blocks),
  ])
  func terminalsAreKnownByTheirVariables(
    variables: [String: String], colors: TerminalOptions.Colors, pixels: TerminalOptions.Pixels
  ) {
    let options = TerminalOptions.described { variables[$0] }
    #expect(options.colors == colors && options.pixels == pixels)
  }

  /// Each sign stands in the line of its name, whatever the page's height does to the places, and the frame is whole.
  @Test(arguments: 8...30) func legendsStandInLines(rows: Int) throws {
    for place in [LegendPlace.upperLeft, .lowerLeft, .center] {
      let figure = Figure()
      for (index, (name, format)) in [("disc", "o"), ("cross", "x"), ("star", "*")].enumerated() {
        figure.axes.plot([1, 2, 3], [index, index, index], LineFormat(format), label: name)
      }
      (figure.axes.yLimits, figure.axes.title) = (-10...10, rows % 2 == 0 ? "title" : "")
      figure.axes.legend(place)
      let text = try figure.text(for: TerminalOptions(columns: 60, rows: rows, colors: .none))
      for part in ["● disc", "× cross", "★ star"] {
        #expect(text.contains(part), "\(place), \(rows) rows: no \(part) in\n\(text)")
      }
      #expect(text.contains(#/[┌┬]─+┐/#) && text.contains(#/[└┴][─┬]+┘/#), "\(place), \(rows) rows:\n\(text)")
    }
  }

  /// A page of few lines is filled and not exceeded: without words where they leave no room, and where nothing is left
  /// a line says so.
  @Test func smallTerminalsAreNotExceeded() throws {
    func lines(_ columns: Int, _ rows: Int) throws -> [Substring] {
      let text = try figure().text(for: TerminalOptions(columns: columns, rows: rows, colors: .none))
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      #expect(lines.count == rows && lines.allSatisfy { TerminalText.width($0) <= columns })
      return Array(lines)
    }
    let large = try lines(60, 7).joined()
    #expect(large.contains("zigzag") && large.contains("step") && large.contains("损失 loss"))
    let small = try lines(60, 4).joined()
    #expect(small.contains("┐") && small.contains("┘") && small.contains("3") && !small.contains("step"))
    #expect(try lines(60, 2)[0] == "no room for a picture: 60 × 2 characters")
    #expect(try lines(12, 5)[0] == "1╶┬────────┐" && lines(4, 6)[0] == "no")
    #expect(try lines(1, 1).count == 1)
    var options = TerminalOptions(columns: 40, rows: 3, pixels: .kitty)
    #expect(try figure().text(for: options).contains("r=2,"))
    (options.rows, options.columns) = (0, -1)
    #expect(options.rows == 1 && options.columns == 1)
  }

  @Test func everyChartDrawsWithCharacters() throws {
    let figure = Figure(rows: 2, columns: 3)
    let z = Matrix2D(values: (0..<25).map { Double($0 % 7) }, rows: 5, columns: 5)
    figure[0, 0].surface(0..<5, 0..<5, z)
    figure[0, 1].contourf(0..<5, 0..<5, z).contour(0..<5, 0..<5, z, labels: true)
    figure[0, 2].bar(["a", "b"], [1, 2], errors: [0.1, 0.2])
    figure[1, 0].boxPlot([[1, 2, 3, 10]])
    figure[1, 1].heatmap(z)
    figure[1, 2].fit([1, 2, 3], [1, 2, 4])
    for size in [(20, 8), (80, 24), (200, 60)] {
      let text = try figure.text(for: TerminalOptions(columns: size.0, rows: size.1))
      #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count == size.1 + 1)
    }
  }
}
