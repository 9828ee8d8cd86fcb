/// The area between two curves over the same x.
struct AreaMark: Mark {
  var x: Values
  var lower: Values
  var upper: Values
  var color: Color
  var label: String?

  var layer: Layer { .area }

  func extent(x xScale: Scale, y yScale: Scale) -> DataExtent {
    let (low, high) = (lower.interval(yScale), upper.interval(yScale))
    return DataExtent(x: x.interval(xScale), y: low?.union(high) ?? high)
  }

  func draw(on canvas: Canvas) {
    func points(_ ys: Values) -> [Point] {
      zip(x.all, ys.all).map { Point(canvas.x($0), canvas.y.orBeyond($1)) }
    }
    let (low, high) = (points(lower), points(upper))
    let view = canvas.plot.inset(by: -50)
    var start = 0
    // A gap in either curve cuts the area.
    for index in 0...low.count where index == low.count || !low[index].isFinite || !high[index].isFinite {
      if index - start > 1 {
        let outline = high[start..<index] + low[start..<index].reversed()
        canvas.renderer.fill(
          Path(polygon: outline.map { view.nearest(to: $0) }), canvas.resolve(color), rule: .nonZero)
      }
      start = index + 1
    }
  }

  func occupy(_ map: inout InkMap, on canvas: Canvas) {
    map.add(curve: canvas.points(x.all, lower.all))
    map.add(curve: canvas.points(x.all, upper.all))
  }

  var legend: LegendEntry? { label.map { LegendEntry(label: $0, area: color) } }
}

extension Rect {
  func nearest(to point: Point) -> Point { Point(max(minX, min(maxX, point.x)), max(minY, min(maxY, point.y))) }
}
