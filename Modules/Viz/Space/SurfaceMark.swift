/// A surface over a grid: coloured facets, or a net of lines that hides what is behind it.
struct SurfaceMark: SpaceMark {
  var grid: GridData
  var colors: ColorMapping?
  /// One colour instead of a map.
  var color: Color?
  var alpha: Double
  var isLit: Bool
  /// The net's lines; nil for none.
  var edge: (color: Color, width: Double)?
  /// Whether the facets are drawn; a net alone is filled with the page's colour.
  var isNet: Bool
  var label: String?

  var extent: (x: Interval?, y: Interval?, z: Interval?) {
    (Interval(of: grid.x), Interval(of: grid.y), Interval(of: grid.z))
  }

  func pieces(_ map: SpaceMap, _ theme: Theme) -> [SpacePiece] {
    guard grid.rows > 1, grid.columns > 1 else { return [] }
    let places = grid.z.indices.map { map.place(grid.x[$0], grid.y[$0], grid.z[$0]) }
    let projected = places.map(map.project)
    let stroke = edge.map { Stroke(theme.resolve($0.color), $0.width) }
    let palette = colors?.map.colors.map { $0.opacity(alpha) } ?? []
    let plain = theme.resolve(color ?? .palette(0)).opacity(alpha)
    // From the upper left in front of the page, as drawings are lit.
    let light = (map.viewer + Vector(x: -0.3, y: -0.2, z: 0.9)).unit
    var pieces: [SpacePiece] = []
    pieces.reserveCapacity((grid.rows - 1) * (grid.columns - 1))
    for row in 0..<grid.rows - 1 {
      for column in 0..<grid.columns - 1 {
        let first = row * grid.columns + column
        let (a, b, c, d) = (first, first + 1, first + grid.columns + 1, first + grid.columns)
        let z = (grid.z[a] / 4 + grid.z[b] / 4) + (grid.z[c] / 4 + grid.z[d] / 4)
        guard z.isFinite else { continue }
        var shade = isNet ? theme.paper : plain
        if !isNet, let colors {
          guard let number = colors.index(z) else { continue }
          shade = palette[Int(number)]
        }
        if isLit && !isNet {
          let normal = (places[c] - places[a]).cross(places[d] - places[b]).unit
          shade = shade.shaded(by: 0.72 + 0.28 * abs(normal.dot(light)))
        }
        let corners = (projected[a].point, projected[b].point, projected[c].point, projected[d].point)
        let depth = (projected[a].depth + projected[b].depth + projected[c].depth + projected[d].depth) / 4
        pieces.append(
          SpacePiece(depth: depth, shape: .facet(Mesh.Facet(corners: corners, color: shade), edge: stroke)))
      }
    }
    return pieces
  }

  var legend: LegendEntry? { label.map { LegendEntry(label: $0, area: color ?? colors?.map.color(0.5)) } }
}

extension Color {
  /// The colour under a light of a given strength.
  func shaded(by strength: Double) -> Color {
    let k = Float(strength)
    var color = self
    (color.red, color.green, color.blue) = (min(1, red * k), min(1, green * k), min(1, blue * k))
    return color
  }
}
