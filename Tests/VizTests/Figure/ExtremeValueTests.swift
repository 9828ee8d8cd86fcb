import Foundation
import Tensor
import Testing

@testable import Viz

/// Values at the edge of what a Double holds: each chart draws what it can, and none stops the program.
@Suite struct ExtremeValueTests {
  static let values: [[Double]] = [
    [], [.nan], [.infinity], [-.infinity, .infinity], [1e308, -1e308], [.leastNonzeroMagnitude],
    [0, .leastNonzeroMagnitude], [.nan, 1, .infinity],
    [1e308], [.greatestFiniteMagnitude, -.greatestFiniteMagnitude], [-1, 0], [1, 1 + 1e-16], [1e15, 1e15 + 0.125],
    [0.0, -0.0],
  ]

  @Test(arguments: values) func everyChartIsDrawn(values: [Double]) throws {
    try draw { $0.plot(values, values) }
    try draw {
      ($0.xScale, $0.yScale) = (.log, .log)
      $0.plot(values, values)
    }
    try draw { $0.scatter(values, values, values: values) }
    try draw { $0.scatter(values, values, sizes: values) }
    try draw { $0.histogram(values) }
    try draw { $0.bar(values.map { "\($0)" }, values) }
    try draw { $0.boxPlot([values]) }
    try draw { $0.fillBetween(values, values, values) }
    try draw { $0.errorBar(values, values, yError: values) }
    try draw { $0.curve(values, values, smoothing: 0.5) }
    try draw {
      $0.hlines(values)
      $0.vlines(values)
    }
    for value in values {
      try draw {
        $0.text(value, value, "t")
        $0.annotate("a", pointingAt: (value, value), from: (value, 1))
      }
    }
    guard values.count == 2 else { return }
    let places = [0.0, 1.0], heights = Tensor<Double>([values, values])
    try draw { $0.heatmap(heights) }
    try draw { $0.contour(places, places, heights) }
    try draw { $0.contourf(places, places, heights) }
    guard values[0] <= values[1] else { return }
    try draw {
      $0.plot(places, places)
      $0.xLimits = values[0]...values[1]
      $0.yLimits = values[0]...values[1]
    }
  }

  private func draw(_ marks: (Axes) -> Void) throws {
    let figure = Figure(width: 2, height: 2)
    figure.onWarning = { _ in }
    marks(figure.axes)
    #expect(try figure.encoded(as: .png).count > 500)
    #expect(try figure.encoded(as: .svg).count > 500)
    #expect(try !figure.text(for: TerminalOptions()).isEmpty)
  }

  @Test func valuesThatCannotBeToldApartShareABin() {
    // The step of ten bins between 0 and the smallest number there is would be no number.
    #expect(
      Histogram([0, .leastNonzeroMagnitude, .leastNonzeroMagnitude], bins: 10, range: nil).counts.reduce(0, +) == 3)
    #expect(Histogram([1e308, 1e308], bins: 10, range: nil).counts.reduce(0, +) == 2)
  }

  @Test func sizesThatAreNone() async {
    await #expect(processExitsWith: .failure) { Figure().dpi = 0 }
    await #expect(processExitsWith: .failure) { Figure().dpi = .nan }
    await #expect(processExitsWith: .failure) { Figure().width = -1 }
    await #expect(processExitsWith: .failure) { Figure().height = .infinity }
    await #expect(processExitsWith: .failure) { _ = Figure(rows: .max, columns: 2) }
  }
}
