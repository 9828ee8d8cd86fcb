/// One thing drawn in space.
protocol SpaceMark {
  /// The values that the axes have to show.
  var extent: (x: Interval?, y: Interval?, z: Interval?) { get }
  func add(to pieces: inout [SpacePiece], _ map: SpaceMap, _ theme: Theme)
  var legend: LegendEntry? { get }
  var colors: ColorMapping? { get }
  /// What to say where the mark shows nothing although it has a place.
  var note: String? { get }
}

extension SpaceMark {
  var legend: LegendEntry? { nil }
  var colors: ColorMapping? { nil }
  var note: String? { nil }
}

/// A piece small enough to be either in front of or behind any other.
struct SpacePiece {
  enum Shape {
    /// A facet, and the line around it.
    case facet(Mesh.Facet, edge: Mesh.Edge?)
    case segment(Point, Point, Stroke)
    case marker(Point, Marker, size: Double, Color, edge: Color?)
  }

  var depth: Double
  var shape: Shape
}
