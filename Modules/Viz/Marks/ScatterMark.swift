/// A marker at every point.
struct ScatterMark: Mark {
  var x: Values
  var y: Values
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
    var batch = sample(canvas.resolve(color))
    batch.edge = edge.map(canvas.resolve)
    batch.points = MarkerPlaces(x.all, y.all, canvas.x, canvas.y)
    if values != nil || { if case .many = areas { true } else { false } }() {
      keepVisible(&batch, in: canvas.plot.inset(by: -largestSize - edgeWidth))
    }
    canvas.renderer.draw(batch)
  }

  /// Leaves points without a value or a size out, and those beyond the plot, so that colours and sizes stay in step.
  private func keepVisible(_ batch: inout MarkerBatch, in reach: Rect) {
    var points: [Point] = []
    var (numbers, sizes): ([UInt8], [Double]) = ([], [])
    points.reserveCapacity(batch.points.count)
    numbers.reserveCapacity(values == nil ? 0 : batch.points.count)
    for (index, point) in batch.points.enumerated() where reach.contains(point) {
      if case .many(let areas) = areas {
        guard areas[index] >= 0 else { continue }
        if let values, colors?.position(values[index]) == nil { continue }
        sizes.append(areas[index].squareRoot())
      }
      if let values, let colors {
        guard let number = colors.index(values[index]) else { continue }
        numbers.append(number)
      }
      points.append(point)
    }
    batch.points = MarkerPlaces(points)
    if let colors, values != nil {
      batch.fills = .chosen(numbers, from: colors.map.colors.map { $0.opacity(Double(color.alpha)) })
    }
    if case .many = areas { batch.sizes = .many(sizes) }
  }

  private var largestSize: Double {
    switch areas {
    case .one(let area): max(0, area).squareRoot()
    case .many(let areas): max(0, Interval(of: areas)?.high ?? 0).squareRoot()
    }
  }

  private func sample(_ color: Color) -> MarkerBatch {
    var size = 6.0
    if case .one(let area) = areas { size = max(0, area).squareRoot() }
    return MarkerBatch(
      marker: marker, points: MarkerPlaces([]), sizes: .one(size), fills: .one(color), edge: edge, edgeWidth: edgeWidth)
  }

  func occupy(_ map: inout InkMap, on canvas: Canvas) {
    map.add(points: canvas.points(x.sample(4000), y.sample(4000)))
  }

  var legend: LegendEntry? {
    guard let label else { return nil }
    let shown = values == nil ? color : colors?.map.color(0.5) ?? color
    var batch = sample(shown)
    // A dot of a point's size would hardly show its colour.
    if case .one(let size) = batch.sizes { batch.sizes = .one(min(10, max(4, size))) }
    return LegendEntry(label: label, marker: batch)
  }
}
