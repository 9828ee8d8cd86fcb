/// A marker at every point.
struct ScatterMark: Mark {
  var x: [Double]
  var y: [Double]
  /// In points².
  var areas: OneOrMany<Double>
  var color: Color
  var marker: Marker
  var edge: Color?
  var edgeWidth: Double
  var label: String?
  var values: [Double]?
  var colors: ColorMapping?

  var layer: Layer { .point }

  func extent(x xScale: Scale, y yScale: Scale) -> DataExtent { .points(x, y, xScale, yScale) }

  func draw(on canvas: Canvas) {
    let all = canvas.points(x, y)
    let reach = canvas.plot.inset(by: -largestSize - edgeWidth)
    let palette = values == nil ? nil : colors?.map.colors.map { $0.opacity(Double(color.alpha)) }
    var points: [Point] = []
    var (fills, sizes): ([Color], [Double]) = ([], [])
    points.reserveCapacity(all.count)
    for (index, point) in all.enumerated() where reach.contains(point) {
      if let values, let colors, let palette {
        guard let position = colors.position(values[index]) else { continue }
        fills.append(palette[Int(position * 255 + 0.5)])
      }
      if case .many(let areas) = areas {
        guard areas[index] >= 0 else {
          if palette != nil { fills.removeLast() }
          continue
        }
        sizes.append(areas[index].squareRoot())
      }
      points.append(point)
    }
    var batch = sample(canvas.resolve(color))
    batch.edge = edge.map(canvas.resolve)
    batch.points = points
    if palette != nil { batch.fills = .many(fills) }
    if case .many = areas { batch.sizes = .many(sizes) }
    canvas.renderer.draw(batch)
  }

  private var largestSize: Double {
    switch areas {
    case .one(let area): area.squareRoot()
    case .many(let areas): (Interval(of: areas)?.high ?? 0).squareRoot()
    }
  }

  private func sample(_ color: Color) -> MarkerBatch {
    var size = 6.0
    if case .one(let area) = areas { size = max(0, area).squareRoot() }
    return MarkerBatch(
      marker: marker, points: [], sizes: .one(size), fills: .one(color), edge: edge, edgeWidth: edgeWidth)
  }

  func occupy(_ map: inout InkMap, on canvas: Canvas) { map.add(points: canvas.points(x, y)) }

  var legend: LegendEntry? {
    guard let label else { return nil }
    let shown = values == nil ? color : colors?.map.color(0.5) ?? color
    var batch = sample(shown)
    // A dot of a point's size would hardly show its colour.
    if case .one(let size) = batch.sizes { batch.sizes = .one(min(10, max(4, size))) }
    return LegendEntry(label: label, marker: batch)
  }
}
