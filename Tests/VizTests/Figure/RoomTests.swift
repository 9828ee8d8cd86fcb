import Tensor
import Testing

@testable import Viz

@Suite struct RoomTests {
  /// What is written around a plot leaves it at least a third of a plain page.
  @Test func longTextsLeaveThePlotItsRoom() {
    let long = String(repeating: "a very long text ", count: 30)
    let names = (0..<8).map { "number \($0) has a name that goes on and on and on and on \($0)" }
    let figures: [(String, (Axes) -> Void)] = [
      ("names beside", { $0.bar(names, Array(1...8), isHorizontal: true) }),
      ("names below", { $0.bar(names, Array(1...8)) }),
      ("legend", { $0.plot([1, 2], [1, 2], label: long) }),
      (
        "labels",
        {
          $0.plot([1, 2], [1, 2])
          ($0.title, $0.xLabel, $0.yLabel) = (long, long, long)
        }
      ),
    ]
    for (name, make) in figures {
      let figure = Figure(width: 4, height: 3)
      make(figure.axes)
      let renderer = RecordingRenderer(width: 288, height: 216)
      figure.draw(on: renderer)
      let frame = renderer.strokes.filter { $0.stroke.isSnapped }.map { box($0.path) }.max { area($0) < area($1) }
      #expect(frame.map(area) ?? 0 > 288 * 216 / 5, "\(name): \(String(describing: frame))")
      for text in renderer.texts where text.rotation == 0 {
        let box = renderer.box(text)
        #expect(box.minX >= -0.5 && box.maxX <= 288.5, "\(name): '\(text.string)' leaves the page")
      }
    }
  }

  private func area(_ rect: Rect) -> Double { rect.width * rect.height }

  private func box(_ path: Path) -> Rect {
    let points = path.elements.compactMap { element -> Point? in
      switch element {
      case .move(let point), .line(let point): point
      case .curve, .close: nil
      }
    }
    let (xs, ys) = (points.map(\.x), points.map(\.y))
    let (left, top) = (xs.min() ?? 0, ys.min() ?? 0)
    return Rect(x: left, y: top, width: (xs.max() ?? 0) - left, height: (ys.max() ?? 0) - top)
  }

  @Test func countOfHiddenSeriesFitsTheLegend() throws {
    let figure = Figure(width: 4, height: 3)
    for index in 0..<1000 { figure.axes.plot([0, 1], [index, index], label: "\(index)") }
    let renderer = RecordingRenderer(width: 288, height: 216)
    figure.draw(on: renderer)
    let text = try #require(renderer.texts.first { $0.string.hasPrefix("… and") })
    #expect(renderer.box(text).maxX < 288)
  }

  @Test func pagesOfAStampHaveTextThatFits() {
    let figure = Figure(width: 0.5, height: 0.5)
    figure.axes.plot([0, 1], [0, 1])
    figure.axes.title = "T"
    let renderer = RecordingRenderer(width: 36, height: 36)
    figure.draw(on: renderer)
    #expect(renderer.texts.allSatisfy { $0.size <= 6 })
    let frame = renderer.strokes.filter { $0.stroke.isSnapped }.map { box($0.path) }.max { area($0) < area($1) }
    #expect(frame.map { $0.width > 12 && $0.height > 12 } == true)
  }

  @Test func rowsAndColumnsOfPicturesAreWholeNumbers() {
    let figure = Figure()
    figure.axes.image(Tensor<Float>([[1, 2], [3, 4]]))
    let renderer = RecordingRenderer()
    figure.draw(on: renderer)
    #expect(Set(renderer.texts.map(\.string)) == ["0", "1"])
  }
}
