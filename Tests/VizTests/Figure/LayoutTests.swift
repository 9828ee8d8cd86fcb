import Tensor
import Testing

@testable import Viz

@Suite struct LayoutTests {
  private static let figures: [(String, @Sendable () -> Figure)] = [
    (
      "labels",
      {
        let figure = Figure()
        figure.axes.plot([1, 2, 3], [1e7, 2e7, 3e7], label: "a")
        (figure.axes.title, figure.axes.xLabel, figure.axes.yLabel) = ("A title", "the x axis", "the y axis")
        return figure
      }
    ),
    (
      "a long title and long numbers",
      {
        let figure = Figure(width: 3, height: 2.5)
        figure.axes.plot([0.00001, 0.00002], [123456.001, 123456.002])
        figure.axes.title = "A title that is much longer than the page is wide, and so has to be broken"
        return figure
      }
    ),
    (
      "a grid",
      {
        let figure = Figure(rows: 2, columns: 3)
        figure.title = "Above all"
        for row in 0..<2 {
          for column in 0..<3 {
            figure[row, column].plot([1, 10], [-1e-9, 1e-9])
            figure[row, column].title = "Plot \(row) \(column)"
            figure[row, column].xLabel = "x"
            figure[row, column].yLabel = "y"
          }
        }
        return figure
      }
    ),
    (
      "bars with long names",
      {
        let figure = Figure()
        figure.axes.bar((0..<12).map { "a rather long name \($0)" }, (1...12).map { $0 })
        return figure
      }
    ),
    (
      "twin axes and a colour bar",
      {
        let figure = Figure()
        figure.axes.scatter([1, 2], [3, 4], values: [1, 1000]).colorBar(label: "value")
        figure.axes.twinY().plot([1, 2], [1000, 2000])
        figure.axes.twinY().yLabel = "right"
        figure.axes.legend(.outside)
        return figure
      }
    ),
    (
      "logarithms",
      {
        let figure = Figure()
        figure.axes.plot([1e-200, 1e200], [1e-5, 1e5])
        (figure.axes.xScale, figure.axes.yScale) = (.log, .log)
        return figure
      }
    ),
  ]

  @Test(arguments: figures.indices)
  func nothingIsCutOffAndNoTextsOverlap(index: Int) {
    let (name, make) = Self.figures[index]
    let figure = make()
    let renderer = RecordingRenderer(width: figure.width * 72, height: figure.height * 72)
    figure.draw(on: renderer)
    let level = renderer.texts.filter { $0.rotation == 0 || $0.rotation == 90 }
    let boxes = level.map { renderer.box($0) }
    #expect(!boxes.isEmpty)
    for (text, box) in zip(level, boxes) {
      let isInside = box.minX >= -0.5 && box.minY >= -0.5 && box.maxX <= renderer.size.width + 0.5
      #expect(isInside && box.maxY <= renderer.size.height + 0.5, "\(name): '\(text.string)' leaves the page: \(box)")
    }
    for first in boxes.indices {
      for second in boxes.indices where second > first {
        #expect(
          !boxes[first].inset(by: 1).intersects(boxes[second].inset(by: 1)),
          "\(name): '\(level[first].string)' and '\(level[second].string)' overlap")
      }
    }
  }

  @Test func ticksOfSharedAxesAgreeAndInnerOnesAreBare() {
    let figure = Figure(rows: 2, columns: 1, sharesX: true)
    figure[0, 0].plot([0, 1], [0, 1])
    figure[1, 0].plot([0, 100], [0, 1])
    let renderer = RecordingRenderer()
    figure.draw(on: renderer)
    #expect(renderer.texts.count { $0.string == "100" } == 1)
    let ends = renderer.runs.compactMap { $0.last?.x }
    #expect(ends.count == 2 && ends[0] < ends[1] / 2)
  }

  @Test func epochsAreWholeNumbers() {
    let figure = Figure.curves(["loss": [3, 2, 1]], xLabel: "epoch")
    let renderer = RecordingRenderer()
    figure.draw(on: renderer)
    let level = renderer.texts.map(\.string)
    #expect(level.contains("1") && level.contains("2") && level.contains("3") && !level.contains("1.5"))
  }

  @Test func limitsAreKeptAndImpossibleOnesIgnored() {
    let axes = Axes()
    axes.plot([1, 2, 3], [1, 10, 100])
    axes.xLimits = 0...10
    (axes.yScale, axes.yLimits) = (.log, -5...1000)
    #expect(Limits.span(.x, of: axes, peers: [axes]) == Interval(0, 10))
    let y = Limits.span(.y, of: axes, peers: [axes])
    #expect(y.low > 0 && y.low < 1 && y.high == 1000)
  }

  @Test func logScaleWithoutPositiveValuesSaysSo() {
    let figure = Figure()
    figure.axes.plot([1, 2], [-1, -2])
    figure.axes.yScale = .log
    let renderer = RecordingRenderer()
    figure.draw(on: renderer)
    #expect(renderer.texts.contains { $0.string == "no positive values for the log scale" })
    let empty = Figure()
    empty.axes.scatter([Double](), [Double]())
    let blank = RecordingRenderer()
    empty.draw(on: blank)
    #expect(blank.texts.contains { $0.string == "no data" })
  }

  @Test func whatShowsNothingSaysWhy() {
    let cases: [(String, (Axes) -> Void)] = [
      ("no contour: z is 3 everywhere", { $0.contour([0, 1], [0, 1], Tensor<Float>.full([2, 2], 3)) }),
      ("no data", { $0.image(Tensor<Float>.full([2, 2], .nan)) }),
      ("no data", { $0.contourf([0, 1], [0, 1], Tensor<Float>.full([2, 2], .nan)) }),
      (
        "no surface: 1 × 2 points, at least 2 × 2 are needed", { $0.surface([0, 1], [0], Tensor<Float>.ones([1, 2])) }
      ),
    ]
    for (note, make) in cases {
      let figure = Figure()
      make(figure.axes)
      let renderer = RecordingRenderer()
      figure.draw(on: renderer)
      #expect(renderer.texts.map(\.string).contains(note))
    }
  }
}
