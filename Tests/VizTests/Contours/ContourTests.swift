import Testing

@testable import Viz

@Suite struct ContourTests {
  private func bowl(_ count: Int) -> GridData {
    let places = (0..<count).map { -2 + 4 * Double($0) / Double(count - 1) }
    return GridData(
      rows: count, columns: count, x: (0..<count * count).map { places[$0 % count] },
      y: (0..<count * count).map { places[$0 / count] },
      z: (0..<count * count).map { places[$0 % count] * places[$0 % count] + places[$0 / count] * places[$0 / count] })
  }

  @Test func aCircleIsOneClosedCurve() throws {
    var tracer = ContourTracer(bowl(81))
    let curves = tracer.curves(at: 1)
    #expect(curves.count == 1)
    let curve = try #require(curves.first)
    #expect(curve.first?.x == curve.last?.x && curve.first?.y == curve.last?.y)
    #expect(curve.allSatisfy { abs($0.x * $0.x + $0.y * $0.y - 1) < 2e-3 })
    #expect(tracer.curves(at: 100).isEmpty)
    #expect(tracer.curves(at: 1).count == 1)
  }

  @Test func cornersAreCutOffByFourOpenCurves() {
    var tracer = ContourTracer(bowl(41))
    let curves = tracer.curves(at: 6)
    #expect(curves.count == 4)
    for curve in curves { #expect(curve.first?.x != curve.last?.x) }
  }

  @Test func aSaddleJoinsWhatItsMiddleBelongsTo() {
    func curves(_ corner: Double) -> [[(x: Double, y: Double)]] {
      var tracer = ContourTracer(
        GridData(rows: 2, columns: 2, x: [0, 1, 0, 1], y: [0, 0, 1, 1], z: [corner, 0, 0, corner]))
      return tracer.curves(at: 1)
    }
    #expect(curves(3).count == 2 && curves(1.5).count == 2)
    // The high corners are joined where the middle is high: the curves then cut the low corners off.
    #expect(curves(3).allSatisfy { $0.map(\.x).max() ?? 0 > 0.9 || $0.map(\.y).max() ?? 0 > 0.9 })
    let cut = curves(1.5)[0].map { $0.x + $0.y }
    #expect((cut.max() ?? 0) < 0.5 || (cut.min() ?? 0) > 1.5)
  }

  @Test func missingCornersLeaveAGap() {
    var grid = bowl(41)
    grid.z[20 * 41 + 30] = .nan
    var tracer = ContourTracer(grid)
    let curves = tracer.curves(at: 1)
    #expect(curves.count == 1 && curves[0].first?.y != curves[0].last?.y)
  }

  @Test func levelsAreRoundAndNotTooMany() {
    #expect(ContourLevels.count(4).resolve(Interval(0, 10), norm: .linear, isFilled: false) == [2, 4, 6, 8])
    let filled = ContourLevels.count(5).resolve(Interval(0.3, 9.7), norm: .linear, isFilled: true)
    #expect((filled.first ?? 1) <= 0.3 && (filled.last ?? 0) >= 9.7)
    #expect(([3, 1, 2, .nan] as ContourLevels).resolve(nil, norm: .linear, isFilled: false) == [1, 2, 3])
    #expect(ContourLevels.count(3).resolve(Interval(5, 5), norm: .linear, isFilled: false).isEmpty)
    let log = ContourLevels.count(3).resolve(Interval(1, 1e4), norm: .log, isFilled: false)
    #expect(log == [10, 100, 1000])
    let wide = ContourLevels.count(8).resolve(Interval(3e-4, 3e3), norm: .log, isFilled: true)
    #expect(TickLabels.together(wide) == ["10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "10⁰", "10¹", "10²", "10³", "10⁴"])
    #expect(ContourLevels.count(4).resolve(Interval(1, 50), norm: .log, isFilled: true) == [1, 2, 5, 10, 20, 50])
    #expect(ContourLevels.count(5).resolve(Interval(1.1, 1.2), norm: .log, isFilled: true).count == 6)
  }

  @Test func bandsHaveTheirColorsInTheirPlaces() throws {
    let figure = Figure(width: 4, height: 4)
    let grid = bowl(41)
    let z = try #require(grid.z as [Double]?)
    let rows = Matrix2D(values: z, rows: 41, columns: 41)
    let places = (0..<41).map { -2 + 4 * Double($0) / 40 }
    figure.axes.contourf(places, places, rows, levels: [0, 1, 4, 8], colorMap: .gray)
    figure.axes.isFrameVisible = false
    let buffer = try figure.pixels()
    let (center, near) = (buffer[200, 200], buffer[200 + 140, 200])
    let mapping = ColorMapping(.gray, .linear, limits: 0...8, values: [])
    #expect(center == StampTarget.pixel(try #require(mapping.color(0.5))) & 0xffffff)
    #expect(near == StampTarget.pixel(try #require(mapping.color(2.5))) & 0xffffff)
  }

  @Test func linesOfOneColorAreDashedBelowZero() {
    func dashes(_ color: Color?) -> [Bool] {
      let figure = Figure()
      let slope = Matrix2D(values: [-2, -2, 2, 2], rows: 2, columns: 2)
      figure.axes.contour([0, 1], [0, 1], slope, levels: [-1, 0, 1], color: color)
      let renderer = RecordingRenderer()
      figure.draw(on: renderer)
      return renderer.runStrokes.map { !$0.dashes.isEmpty }
    }
    #expect(dashes(.ink) == [true, false, false])
    #expect(dashes(nil) == [false, false, false])
  }

  @Test func labelsLieOnTheirLineAndApart() {
    let figure = Figure()
    let places = (0..<41).map { -2 + 4 * Double($0) / 40 }
    figure.axes.contour(places, places, Matrix2D(values: bowl(41).z, rows: 41, columns: 41), levels: 6, labels: true)
    let renderer = RecordingRenderer()
    figure.draw(on: renderer)
    let labels = renderer.texts.filter { $0.size == 8 }
    #expect(labels.count >= 4)
    for (index, label) in labels.enumerated() {
      let nearest = renderer.runs.joined().map { ($0 - label.origin).length }.min() ?? 100
      #expect(nearest > 3 && nearest < 20)
      for other in labels[(index + 1)...] { #expect((label.origin - other.origin).length > 8) }
    }
  }

  @Test func degenerateGridsDraw() {
    for shape in [(1, 5), (5, 1), (2, 2)] {
      let count = shape.0 * shape.1
      let figure = Figure(width: 3, height: 2)
      let z = Matrix2D(values: (0..<count).map { _ in Double.nan }, rows: shape.0, columns: shape.1)
      figure.axes.contour(0..<shape.1, 0..<shape.0, z).contourf(0..<shape.1, 0..<shape.0, z)
      figure.draw(on: RecordingRenderer())
    }
  }

  @Test func shapesThatDoNotFitTrap() async {
    await #expect(processExitsWith: .failure) {
      Figure().axes.contour([1, 2, 3], [1, 2], Matrix2D(values: [1, 2, 3, 4], rows: 2, columns: 2))
    }
  }

  /// `names[k]` is class k's, whichever classes the grid has; none without names.
  @Test func classesOfRegionsHaveTheirNames() async {
    let classes = Matrix2D(values: [0, 0, 2, 2], rows: 2, columns: 2), figure = Figure(rows: 1, columns: 2)
    figure[0, 0].decisionRegions([1, 2], [1, 2], classes, names: ["a", "b", "c"])
    figure[0, 1].decisionRegions([1, 2], [1, 2], classes)
    #expect(figure[0, 0].legendEntries.map(\.label) == ["a", "c"])
    #expect(figure[0, 0].legendEntries.map { $0.area?.opacity(1) } == [.palette(0), .palette(2)])
    #expect(figure[0, 1].legendEntries.isEmpty)
    await #expect(processExitsWith: .failure) {
      let classes = Matrix2D(values: [1, 1, 3, 3], rows: 2, columns: 2)
      Figure().axes.decisionRegions([1, 2], [1, 2], classes, names: ["one", "two", "three"])
    }
  }
}

/// Rows and columns without a tensor.
struct Matrix2D: PlotData {
  var values: [Double]
  var rows: Int
  var columns: Int
  var plotShape: [Int] { [rows, columns] }
  var plotValues: [Double] { values }
}
