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

  func add(to pieces: inout [SpacePiece], _ map: SpaceMap, _ theme: Theme) {
    guard grid.rows > 1, grid.columns > 1 else { return }
    // Facets of a coarse grid are divided, so that colour and light change evenly over them; a net keeps its meshes.
    let parts = edge == nil ? max(1, min(8, 200 / max(grid.rows, grid.columns))) : 1
    let grid = grid.divided(into: parts)
    let places = grid.z.indices.map { map.place(grid.x[$0], grid.y[$0], grid.z[$0]) }
    let projected = places.map(map.project)
    let edge = edge.map { Mesh.Edge(color: theme.resolve($0.color), width: $0.width) }
    let palette = colors?.map.colors.map { $0.opacity(alpha) } ?? []
    let plain = theme.resolve(color ?? .palette(0)).opacity(alpha)
    // From the upper left in front of the page, as drawings are lit.
    let light = (map.viewer + Vector(x: -0.3, y: -0.2, z: 0.9)).unit
    let normals = isLit && !isNet ? grid.normals(places) : []
    pieces.reserveCapacity(pieces.count + (grid.rows - 1) * (grid.columns - 1))
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
        if !normals.isEmpty {
          let normal = (normals[a] + normals[b] + normals[c] + normals[d]).unit
          shade = shade.shaded(by: 0.72 + 0.28 * abs(normal.dot(light)))
        }
        let corners = (projected[a].point, projected[b].point, projected[c].point, projected[d].point)
        let depth = (projected[a].depth + projected[b].depth + projected[c].depth + projected[d].depth) / 4
        pieces.append(
          SpacePiece(depth: depth, shape: .facet(Mesh.Facet(corners: corners, color: shade), edge: edge)))
      }
    }
  }

  var note: String? { grid.rows < 2 || grid.columns < 2 ? grid.note(of: "surface") : nil }

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

extension GridData {
  /// The grid with points between its points, so that each cell becomes `parts` × `parts` cells of the same surface.
  func divided(into parts: Int) -> GridData {
    guard parts > 1 else { return self }
    let (height, width) = ((rows - 1) * parts + 1, (columns - 1) * parts + 1)
    func divide(_ values: [Double]) -> [Double] {
      var result: [Double] = []
      result.reserveCapacity(height * width)
      for row in 0..<height {
        let top = min(row / parts, rows - 2)
        let down = Double(row - top * parts) / Double(parts)
        for column in 0..<width {
          let left = min(column / parts, columns - 2)
          let along = Double(column - left * parts) / Double(parts)
          let first = top * columns + left
          // A share of nothing is nothing, even of a missing value: the rim of a hole stays where it is.
          func mix(_ a: Double, _ b: Double, _ share: Double) -> Double {
            share == 0 ? a : share == 1 ? b : a + (b - a) * share
          }
          let upper = mix(values[first], values[first + 1], along)
          result.append(
            down == 0 ? upper : mix(upper, mix(values[first + columns], values[first + columns + 1], along), down))
        }
      }
      return result
    }
    return GridData(rows: height, columns: width, x: divide(x), y: divide(y), z: divide(z))
  }

  /// The direction in which the surface faces at each point, from its neighbours.
  func normals(_ places: [Vector]) -> [Vector] {
    places.indices.map { index in
      let (row, column) = (index / columns, index % columns)
      func along(_ before: Int, _ after: Int) -> Vector {
        let (a, b) = (places[before], places[after])
        if b.z.isFinite && a.z.isFinite { return b - a }
        return b.z.isFinite ? b - places[index] : places[index] - a
      }
      let across = along(index - (column > 0 ? 1 : 0), index + (column < columns - 1 ? 1 : 0))
      let down = along(index - (row > 0 ? columns : 0), index + (row < rows - 1 ? columns : 0))
      let normal = across.cross(down).unit
      return normal.z.isFinite ? (normal.z < 0 ? normal * -1 : normal) : Vector(x: 0, y: 0, z: 1)
    }
  }
}
