/// Points in space, joined by a line or not.
struct SpacePointsMark: SpaceMark {
  var x: [Double]
  var y: [Double]
  var z: [Double]
  var color: Color
  var marker: Marker?
  var markerSize: Double
  var lineWidth: Double
  var style: LineStyle
  var values: [Double]?
  var colors: ColorMapping?
  var label: String?

  var extent: (x: Interval?, y: Interval?, z: Interval?) { (Interval(of: x), Interval(of: y), Interval(of: z)) }

  func add(to pieces: inout [SpacePiece], _ map: SpaceMap, _ theme: Theme) {
    let projected = x.indices.map { map.project(map.place(x[$0], y[$0], z[$0])) }
    if style != .none {
      let stroke = Stroke(theme.resolve(color), lineWidth, style: style)
      for (a, b) in zip(projected, projected.dropFirst()) where a.point.isFinite && b.point.isFinite {
        // A line that lies on a surface is meant to be seen.
        pieces.append(SpacePiece(depth: max(a.depth, b.depth) + 0.01, shape: .segment(a.point, b.point, stroke)))
      }
    }
    guard let marker else { return }
    for (index, place) in projected.enumerated() where place.point.isFinite {
      var fill = theme.resolve(color)
      if let values, let colors {
        guard let mapped = colors.color(values[index]) else { continue }
        fill = mapped.opacity(Double(color.alpha))
      }
      pieces.append(
        SpacePiece(
          depth: place.depth + 0.01,
          shape: .marker(
            place.point, marker, size: markerSize, fill, edge: style == .none ? theme.paper.opacity(0.6) : nil)))
    }
  }

  var legend: LegendEntry? {
    guard let label else { return nil }
    let batch = marker.map {
      MarkerBatch(
        marker: $0, points: MarkerPlaces([]), sizes: .one(markerSize), fills: .one(color), edge: nil, edgeWidth: 0)
    }
    return LegendEntry(label: label, line: style == .none ? nil : Stroke(color, lineWidth, style: style), marker: batch)
  }
}
