/// Bars through points that show by how much each may be off.
struct ErrorBarMark: Mark {
  var x: Values
  var y: Values
  /// Lower and upper ends; nil where there are none.
  var xEnds: (low: Values, high: Values)?
  var yEnds: (low: Values, high: Values)?
  var color: Color
  var width: Double
  var capSize: Double
  /// The curve or the markers that go through the points; the two share a line of the legend.
  var points: LineMark?

  func extent(x xScale: Scale, y yScale: Scale) -> DataExtent {
    func union(_ center: Values, _ ends: (low: Values, high: Values)?, _ scale: Scale) -> Interval? {
      guard let own = center.interval(scale) else { return nil }
      return own.union(ends?.low.interval(scale)).union(ends?.high.interval(scale))
    }
    return DataExtent(x: union(x, xEnds, xScale), y: union(y, yEnds, yScale))
  }

  func draw(on canvas: Canvas) {
    var path = Path()
    let view = canvas.plot.inset(by: -50)
    // On a log scale a bar that reaches below 0 goes to the edge of the plot.
    func place(_ x: Double, _ y: Double) -> Point { Point(canvas.x.orBeyond(x), canvas.y.orBeyond(y)) }
    func bar(_ a: Point, _ b: Point, cap: Point) {
      guard a.isFinite, b.isFinite else { return }
      path.append(Path(from: view.nearest(to: a), to: view.nearest(to: b)))
      guard capSize > 0 else { return }
      for end in [a, b] where view.contains(end) { path.append(Path(from: end - cap, to: end + cap)) }
    }
    for index in 0..<x.count {
      if let ends = yEnds {
        bar(
          place(x.all[index], ends.low.all[index]), place(x.all[index], ends.high.all[index]),
          cap: Point(capSize, 0))
      }
      if let ends = xEnds {
        bar(
          place(ends.low.all[index], y.all[index]), place(ends.high.all[index], y.all[index]),
          cap: Point(0, capSize))
      }
    }
    if !path.isEmpty {
      var stroke = Stroke(canvas.resolve(color), width)
      stroke.cap = .butt
      canvas.renderer.stroke(path, stroke)
    }
  }

  var legend: LegendEntry? {
    guard var entry = points?.legend else { return nil }
    entry.errorBars = LegendEntry.ErrorBars(
      alongX: xEnds != nil, alongY: yEnds != nil, color: color, width: width, capSize: capSize)
    return entry
  }

  func occupy(_ map: inout InkMap, on canvas: Canvas) {
    guard let ends = yEnds else { return }
    for index in 0..<x.count {
      map.add(curve: [
        canvas.point(x.all[index], ends.low.all[index]), canvas.point(x.all[index], ends.high.all[index]),
      ])
    }
  }
}
