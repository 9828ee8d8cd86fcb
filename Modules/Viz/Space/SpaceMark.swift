/// One thing drawn in space.
protocol SpaceMark {
  /// The values that the axes have to show.
  var extent: (x: Interval?, y: Interval?, z: Interval?) { get }
  func pieces(_ map: SpaceMap, _ theme: Theme) -> [SpacePiece]
  var legend: LegendEntry? { get }
  var colors: ColorMapping? { get }
}

extension SpaceMark {
  var legend: LegendEntry? { nil }
  var colors: ColorMapping? { nil }
}

/// A piece small enough to be either in front of or behind any other.
struct SpacePiece {
  enum Shape {
    /// A facet, and the line around it.
    case facet(Mesh.Facet, edge: Stroke?)
    case segment(Point, Point, Stroke)
    case marker(Point, Marker, size: Double, Color, edge: Color?)
  }

  var depth: Double
  var shape: Shape
}

extension Renderer {
  /// Draws pieces from the farthest to the nearest, neighbours of one kind together.
  func draw(_ pieces: [SpacePiece]) {
    // Pieces are large; their numbers are sorted instead of them.
    let depths = pieces.map(\.depth)
    let order = depths.indices.sorted { depths[$0] < depths[$1] }
    var index = 0
    while index < order.count {
      switch pieces[order[index]].shape {
      case .facet(_, let edge):
        var facets: [Mesh.Facet] = []
        while index < order.count, case .facet(let facet, let other) = pieces[order[index]].shape,
          (other == nil) == (edge == nil)
        {
          facets.append(facet)
          index += 1
        }
        draw(Mesh(facets: facets, edge: edge))
      case .segment(let a, let b, let stroke):
        self.stroke(runs: [[a, b]], stroke)
        index += 1
      case .marker(let point, let marker, let size, let color, let edge):
        draw(
          MarkerBatch(
            marker: marker, points: [point], sizes: .one(size), fills: .one(color), edge: edge,
            edgeWidth: marker.isStroke ? 1.5 : edge == nil ? 0 : 0.6))
        index += 1
      }
    }
  }
}
