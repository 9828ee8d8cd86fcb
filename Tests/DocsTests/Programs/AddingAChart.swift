@testable import Viz

/// An upright line from a level to each value.
struct StemMark: Mark {
  var x: Values
  var y: Values
  var base: Double
  var color: Color
  var width: Double
  var label: String?

  func extent(x xScale: Scale, y yScale: Scale) -> DataExtent {
    DataExtent(x: x.interval(xScale), y: Interval(of: y.all + [base], scale: yScale))
  }

  func draw(on canvas: Canvas) {
    let stroke = Stroke(canvas.resolve(color), width)
    for line in lines(on: canvas) { canvas.renderer.stroke(Path(from: line.0, to: line.1), stroke) }
  }

  private func lines(on canvas: Canvas) -> [(Point, Point)] {
    let view = canvas.plot.inset(by: -20)
    return zip(x.all, y.all).compactMap { x, y in
      let (foot, tip) = (canvas.point(x, base), canvas.point(x, y))
      return foot.isFinite && tip.isFinite ? Polyline.clipped(foot, tip, to: view) : nil
    }
  }

  func occupy(_ map: inout InkMap, on canvas: Canvas) {
    for line in lines(on: canvas) { map.add(curve: [line.0, line.1]) }
  }

  var legend: LegendEntry? { label.map { LegendEntry(label: $0, line: Stroke(color, width)) } }
}

extension Axes {
  /// Draws an upright line from a level to each value, and a marker on it. Traps where the lengths differ.
  @discardableResult
  func stem(
    _ x: any PlotData, _ y: any PlotData, base: Double = 0, label: String? = nil, color: Color? = nil,
    lineWidth: Double = 1.5
  ) -> Axes {
    let (xs, ys) = Series.pair(x, y, of: "stem")
    let color = color ?? nextColor()
    add(StemMark(x: Values(xs), y: Values(ys), base: base, color: color, width: lineWidth, label: label))
    return plot(xs, ys, color: color, lineStyle: LineStyle.none, marker: .circle)
  }
}

enum AddingAChart {
  /// How many columns of the picture show a line of a stem, for a test of the pixels.
  static func columnsWithStems() throws -> Int {
    let figure = Figure(width: 4, height: 4)
    figure.axes.stem([1, 2], [1, 2], color: "#00ff00", lineWidth: 3)
    let buffer = try figure.pixels()
    let green = (0..<400).map { x in (0..<400).count { buffer[x, $0] == 0x00ff00 } }
    return green.count { $0 > 100 }
  }
}
