/// Level or upright lines at given values, across the plot or between two values.
struct RuleMark: Mark {
  var places: Values
  var isHorizontal: Bool
  /// Where the lines begin and end along the other axis; nil for the plot's edge.
  var from: Double?
  var to: Double?
  var color: Color
  var width: Double
  var style: LineStyle
  var label: String?

  var isUnbounded: Bool { from == nil && to == nil }

  func extent(x xScale: Scale, y yScale: Scale) -> DataExtent {
    let along = Interval(of: [from, to].compactMap { $0 }, scale: isHorizontal ? xScale : yScale)
    let across = places.interval(isHorizontal ? yScale : xScale)
    return isHorizontal ? DataExtent(x: along, y: across) : DataExtent(x: across, y: along)
  }

  func draw(on canvas: Canvas) {
    var stroke = Stroke(canvas.resolve(color), width, style: style)
    stroke.cap = .butt
    stroke.isSnapped = true
    for line in lines(on: canvas) { canvas.renderer.stroke(Path(from: line.0, to: line.1), stroke) }
  }

  private func lines(on canvas: Canvas) -> [(Point, Point)] {
    let (plot, view) = (canvas.plot, canvas.plot.inset(by: -20))
    return places.all.compactMap { value in
      let line =
        isHorizontal
        ? (
          Point(from.map(canvas.x.callAsFunction) ?? plot.minX, canvas.y(value)),
          Point(to.map(canvas.x.callAsFunction) ?? plot.maxX, canvas.y(value))
        )
        : (
          Point(canvas.x(value), from.map(canvas.y.callAsFunction) ?? plot.maxY),
          Point(canvas.x(value), to.map(canvas.y.callAsFunction) ?? plot.minY)
        )
      return line.0.isFinite && line.1.isFinite ? Polyline.clipped(line.0, line.1, to: view) : nil
    }
  }

  func occupy(_ map: inout InkMap, on canvas: Canvas) {
    for line in lines(on: canvas) { map.add(curve: [line.0, line.1]) }
  }

  var legend: LegendEntry? {
    label.map { LegendEntry(label: $0, line: Stroke(color, width, style: style)) }
  }
}
