/// Rectangles in data units: the bars of a bar chart or a histogram.
struct BarsMark: Mark {
  struct Bar {
    var x: (Double, Double)
    var y: (Double, Double)
  }

  var bars: [Bar]
  var color: Color
  var edge: Color?
  var edgeWidth = 1.0
  var isHorizontal = false
  var label: String?

  var layer: Layer { .area }

  func extent(x xScale: Scale, y yScale: Scale) -> DataExtent {
    let shown = bars.filter { bar in
      bar.x.0.isFinite && bar.x.1.isFinite && bar.y.0.isFinite && bar.y.1.isFinite
    }
    // Bars stand on their base: no room is left below it.
    return DataExtent(
      x: Interval(of: shown.flatMap { [$0.x.0, $0.x.1] }, scale: xScale),
      y: Interval(of: shown.flatMap { [$0.y.0, $0.y.1] }, scale: yScale),
      fixedX: isHorizontal ? shown.map(\.x.0) : [], fixedY: isHorizontal ? [] : shown.map(\.y.0))
  }

  func draw(on canvas: Canvas) {
    let rects = bars.compactMap { rect($0, on: canvas) }
    // One area: thousands of bars narrower than a pixel, laid over each other one by one, would change its colour.
    var area = Path()
    for rect in rects { area.append(Path(rect)) }
    if !area.isEmpty { canvas.renderer.fill(area, canvas.resolve(color), rule: .nonZero) }
    guard let edge, edgeWidth > 0 else { return }
    for rect in rects { canvas.renderer.stroke(Path(rect), .hairline(canvas.resolve(edge), edgeWidth)) }
  }

  private func rect(_ bar: Bar, on canvas: Canvas) -> Rect? {
    guard bar.x.0.isFinite, bar.x.1.isFinite, bar.y.0.isFinite, bar.y.1.isFinite else { return nil }
    func place(_ map: AxisMap, _ value: Double, _ near: Double, _ far: Double) -> Double {
      max(near - 100, min(far + 100, map.orBeyond(value)))
    }
    let plot = canvas.plot
    let (x0, x1) = (place(canvas.x, bar.x.0, plot.minX, plot.maxX), place(canvas.x, bar.x.1, plot.minX, plot.maxX))
    let (y0, y1) = (place(canvas.y, bar.y.0, plot.minY, plot.maxY), place(canvas.y, bar.y.1, plot.minY, plot.maxY))
    return Rect(x: min(x0, x1), y: min(y0, y1), width: abs(x1 - x0), height: abs(y1 - y0))
  }

  func occupy(_ map: inout InkMap, on canvas: Canvas) {
    for bar in bars { if let rect = rect(bar, on: canvas) { map.add(rect) } }
  }

  var legend: LegendEntry? { label.map { LegendEntry(label: $0, area: color) } }
}
