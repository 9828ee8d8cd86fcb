/// A curve through points, with or without markers.
struct LineMark: Mark {
  var x: Values
  var y: Values
  var color: Color
  var width: Double
  var style: LineStyle
  var marker: Marker?
  var markerSize: Double
  var label: String?

  func extent(x xScale: Scale, y yScale: Scale) -> DataExtent { .points(x, y, xScale, yScale) }

  func draw(on canvas: Canvas) {
    let points = canvas.points(x.all, y.all)
    if style != .none {
      let runs = Polyline.runs(points, inside: canvas.plot.inset(by: -width - 2))
      canvas.renderer.stroke(runs: runs, Stroke(canvas.resolve(color), width, style: style))
      if marker == nil { drawAlone(points, on: canvas) }
    }
    if marker != nil {
      let reach = canvas.plot.inset(by: -markerSize)
      canvas.renderer.draw(markers(at: points.filter { reach.contains($0) }, canvas.resolve(color)))
    }
  }

  /// A point with a gap on either side has no line; a dot shows it.
  private func drawAlone(_ points: [Point], on canvas: Canvas) {
    let alone = Polyline.split(points).filter { $0.count == 1 }.compactMap(\.first).filter { canvas.plot.contains($0) }
    guard !alone.isEmpty else { return }
    canvas.renderer.draw(
      MarkerBatch(
        marker: .circle, points: MarkerPlaces(alone), sizes: .one(max(4, 2.5 * width)),
        fills: .one(canvas.resolve(color)), edge: nil, edgeWidth: 0))
  }

  private func markers(at points: [Point], _ color: Color) -> MarkerBatch {
    MarkerBatch(
      marker: marker ?? .circle, points: MarkerPlaces(points), sizes: .one(markerSize), fills: .one(color),
      edge: nil, edgeWidth: 1)
  }

  func occupy(_ map: inout InkMap, on canvas: Canvas) {
    let points = canvas.points(x.all, y.all)
    if style == .none { map.add(points: points) } else { map.add(curve: points) }
  }

  var legend: LegendEntry? {
    guard let label else { return nil }
    return LegendEntry(
      label: label, line: style == .none ? nil : Stroke(color, width, style: style),
      marker: marker == nil ? nil : markers(at: [], color))
  }
}

extension DataExtent {
  /// The finite points that the scales can show.
  static func points(_ xs: Values, _ ys: Values, _ xScale: Scale, _ yScale: Scale) -> DataExtent {
    DataExtent(x: xs.interval(xScale), y: ys.interval(yScale), isWholeX: xs.isWhole)
  }
}
