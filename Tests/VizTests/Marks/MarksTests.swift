import Testing

@testable import Viz

@Suite struct MarksTests {
  /// numpy.histogram([0, 0.1, 0.5, 0.9, 1], bins=2) counts the upper end in.
  @Test func histogramCountsAsNumPyDoes() {
    let histogram = Histogram([0, 0.1, 0.5, 0.9, 1, .nan, .infinity], bins: 2, range: nil)
    #expect(histogram.edges == [0, 0.5, 1] && histogram.counts == [2, 3])
    #expect(histogram.heights(isDensity: true, isCumulative: false) == [0.8, 1.2])
    #expect(histogram.heights(isDensity: false, isCumulative: true) == [2, 5])
    #expect(Histogram([3, 3], bins: 4, range: nil).counts == [0, 0, 2, 0])
    #expect(Histogram([], bins: 4, range: nil).counts.isEmpty)
    #expect(Histogram([-1, 5, 11], bins: 10, range: 0...10).counts.reduce(0, +) == 1)
    let tenths = Histogram((0..<10).map { Double($0) / 10 }, bins: 10, range: 0...1)
    #expect(tenths.counts == Array(repeating: 1, count: 10))
  }

  @Test func boxesHaveTukeysWhiskers() throws {
    let summary = try #require(BoxPlotMark.Summary([1, 2, 3, 4, 5, 6, 7, 8, 9, 16, .nan]))
    #expect(summary.quartiles.0 == 3.25 && summary.quartiles.1 == 5.5 && summary.quartiles.2 == 7.75)
    #expect(summary.whiskers == (1, 9) && summary.outliers == [16])
    #expect(BoxPlotMark.Summary([.nan]) == nil)
  }

  @Test func errorBarsAppearInTheLegend() throws {
    let figure = Figure()
    figure.axes.errorBar([1, 2], [3, 4], yError: [0.5], "o", label: "both", capSize: 3)
    figure.axes.errorBar(
      [1, 2], [3, 4], yError: [0.5], xError: [0.1], label: "cross", lineStyle: LineStyle.none, capSize: 3)
    let entries = figure.axes.legendEntries
    #expect(entries.map(\.label) == ["both", "cross"])
    #expect(entries.map { $0.errorBars?.alongX } == [false, true])
    #expect(entries.map { $0.errorBars?.alongY } == [true, true])
    #expect(entries[0].marker != nil && entries[0].line == nil && entries[1].marker == nil && entries[1].line == nil)
    let renderer = RecordingRenderer()
    figure.draw(on: renderer)
    let word = try #require(renderer.texts.first { $0.string == "cross" })
    let bars = renderer.strokes.filter { stroke in
      stroke.path.elements.contains { element in
        if case .move(let point) = element {
          point.y > word.origin.y && point.y < word.origin.y + 10 && point.x > word.origin.x - 40
            && point.x < word.origin.x
        } else {
          false
        }
      }
    }
    // An upright and a level bar with two caps each.
    #expect(bars.contains { $0.path.elements.count == 12 })
  }

  /// matplotlib's `errorbar.capsize` is 0: a bar is one line, for bars with errors too.
  @Test func errorBarsHaveNoCapsUnlessAskedFor() throws {
    func lines(_ draw: (Axes) -> Void) throws -> Int {
      let figure = Figure()
      draw(figure.axes)
      let renderer = RecordingRenderer()
      figure.draw(on: renderer)
      return try #require(renderer.strokes.first { $0.stroke.width == 1.5 }).path.elements.count / 2
    }
    #expect(try lines { $0.errorBar([1, 2], [3, 4], yError: [0.5], lineStyle: LineStyle.none) } == 2)
    #expect(try lines { $0.errorBar([1, 2], [3, 4], yError: [0.5], lineStyle: LineStyle.none, capSize: 3) } == 6)
    #expect(try lines { $0.bar(["a", "b"], [3, 4], errors: [0.5, 0.5]) } == 2)
    #expect(try lines { $0.bar(["a", "b"], [3, 4], errors: [0.5, 0.5], capSize: 3) } == 6)
  }

  /// matplotlib: `D` is a square of that size on its corner; `*` has blunt tips.
  @Test(arguments: [(Marker.diamond, 142, 142), (.thinDiamond, 85, 142), (.star, 96, 91), (.square, 100, 100)])
  func markersHaveTheirSize(marker: Marker, width: Int, height: Int) throws {
    let figure = Figure(width: 4, height: 4)
    figure.axes.plot([0], [0], color: "#c80000", lineStyle: LineStyle.none, marker: marker, markerSize: 72)
    figure.axes.grid = false
    let buffer = try figure.pixels()
    let red = (0..<160_000).filter { buffer[$0 % 400, $0 / 400] == 0xc80000 }
    let (xs, ys) = (red.map { $0 % 400 }, red.map { $0 / 400 })
    // A line of 1 point lies on the outline.
    #expect(abs((xs.max() ?? 0) - (xs.min() ?? 0) - width) <= 4)
    #expect(abs((ys.max() ?? 0) - (ys.min() ?? 0) - height) <= 4)
  }

  @Test func picturesOnALogScaleTrap() async {
    await #expect(processExitsWith: .failure) {
      let figure = Figure()
      figure.axes.heatmap(Matrix2D(values: [1, 2, 3, 4], rows: 2, columns: 2))
      figure.axes.xScale = .log
      _ = try figure.encoded(as: .png)
    }
  }

  /// Each of them covers a hundredth of a pixel.
  @Test func thousandsOfBarsKeepTheirColor() throws {
    let figure = Figure(width: 4, height: 4)
    figure.axes.bar((0..<40_000).map { $0 }, [Double](repeating: 1, count: 40_000), color: "#c80000", width: 1)
    let buffer = try figure.pixels()
    #expect(buffer[200, 200] == 0xc80000)
  }

  @Test func whatReachesBelowZeroReachesTheEdgeOfALogScale() throws {
    let figure = Figure(width: 4, height: 4)
    let axes = figure.axes
    axes.fillBetween([0, 1, 2], [-1, 0, -1], [100, 100, 100], color: "#c80000", alpha: 1)
    axes.errorBar([1], [10], yError: [20], color: "#0000c8", lineWidth: 3, lineStyle: LineStyle.none)
    (axes.yScale, axes.yLimits, axes.xLimits, axes.grid) = (.log, 0.01...1000, 0...2, false)
    let buffer = try figure.pixels()
    func column(_ color: UInt32) -> Int {
      (0..<400).map { x in (0..<400).count { buffer[x, $0] == color } }.max() ?? 0
    }
    // Four of five powers of ten; from 30 down, two thirds of it.
    let height = Double((0..<400).count { buffer[100, $0] != 0xffffff })
    #expect(Double(column(0xc80000)) > 0.75 * height && Double(column(0x0000c8)) > 0.6 * height)
  }

  @Test func barStandsOnItsBaseAndHasItsColor() throws {
    let figure = Figure(width: 4, height: 4)
    figure.axes.bar(["a", "b"], [1, 2], color: "#00ff00")
    let buffer = try figure.pixels()
    let green = (0..<400).map { x in (0..<400).count { buffer[x, $0] == 0x00ff00 } }
    let heights = Set(green.filter { $0 > 20 })
    #expect(heights.count == 2)
    let (low, high) = (heights.min() ?? 0, heights.max() ?? 0)
    #expect(abs(Double(high) / Double(low) - 2) < 0.02)
  }

  @Test func barsOnALogScaleReachTheBottom() throws {
    let figure = Figure(width: 4, height: 4)
    figure.axes.bar([1, 2, 3], [1, 100, 10_000], color: "#00ff00")
    figure.axes.yScale = .log
    let buffer = try figure.pixels()
    let feet = (0..<400).compactMap { x in (0..<400).last { buffer[x, $0] == 0x00ff00 } }
    #expect(feet.count > 150 && Set(feet).count == 1)
    #expect((feet.first ?? 0) > 350)
  }

  @Test func bandIsFilledBetweenItsCurvesAndCutAtGaps() {
    let figure = Figure()
    figure.axes.fillBetween([0, 1, 2, 3, 4, 5], [0, 0, 0, 0, 0, 0], [1, 1, 1, .nan, 1, 1], color: "#ff0000")
    let renderer = RecordingRenderer()
    figure.draw(on: renderer)
    #expect(renderer.fills.count { $0.color.red == 1 && $0.color.green == 0 } == 2)
  }

  @Test func cellNumbersAreReadableOnTheirCells() {
    let figure = Figure()
    figure.axes.heatmap(Matrix2D(values: [0, 1, 2, .nan], rows: 2, columns: 2), colorMap: .gray)
    let renderer = RecordingRenderer()
    figure.draw(on: renderer)
    let numbers = renderer.texts.filter { $0.horizontal == .center && $0.vertical == .middle }
    #expect(numbers.map(\.string) == ["0", "1", "2"])
    #expect(numbers[0].color.luminance > 0.9 && numbers[2].color.luminance < 0.1)
  }

  @Test func imageHasItsFirstRowOnTop() throws {
    let figure = Figure(width: 4, height: 4)
    figure.axes.image(Matrix2D(values: [0, 1, 0.5, 0.5], rows: 2, columns: 2), colorMap: .gray, limits: 0...1)
    figure.axes.isFrameVisible = false
    let buffer = try figure.pixels()
    #expect(buffer[100, 100] == 0x000000 && buffer[300, 100] == 0xffffff && buffer[200, 300] == 0x808080)
  }

  @Test func imageGridReadsEveryLayout() throws {
    struct Stack: PlotData {
      var plotShape: [Int]
      var plotValues: [Double]
    }
    let planar = (0..<12).map { Double($0 / 4 == 0 ? 1 : 0) }
    for (shape, values) in [
      ([1, 3, 2, 2], planar), ([1, 2, 2, 3], (0..<12).map { $0 % 3 == 0 ? 1 : 0 }),
    ] {
      let figure = Figure.images(Stack(plotShape: shape, plotValues: values), rows: 1, columns: 1)
      let buffer = try figure.pixels()
      #expect(buffer[buffer.width / 2, buffer.height / 2] == 0xff0000)
    }
    for shape in [[2, 2, 2], [2, 4], [2, 1, 2, 2]] {
      let figure = Figure.images(
        Stack(plotShape: shape, plotValues: [0, 0, 0, 1, 1, 0, 0, 0]), rows: 1, columns: 3, titles: ["a\nb"])
      let renderer = RecordingRenderer(width: figure.width * 72, height: figure.height * 72)
      figure.draw(on: renderer)
      #expect(renderer.images.count == 2)
      #expect(renderer.texts.map(\.string) == ["a\nb"])
    }
  }

  @Test func columnsOfAMatrixAreCurves() {
    let figure = Figure()
    figure.axes.plot([0, 1, 2], Matrix2D(values: [0, 1, 2, 3, 4, 5], rows: 3, columns: 2), label: "both")
    #expect(figure.axes.marks.count == 2 && figure.axes.legendEntries.map(\.label) == ["both"])
  }
}
