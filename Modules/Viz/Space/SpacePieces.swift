extension Renderer {
  /// Draws pieces from the farthest to the nearest.
  ///
  /// Opaque facets are drawn at one time, for parts of a surface would show seams where they meet; each line and marker
  /// is then drawn over them, and what is nearer once more over it.
  func draw(_ pieces: [SpacePiece]) {
    // Pieces are large; their numbers are sorted instead of them.
    let depths = pieces.map(\.depth)
    let order = depths.indices.sorted { depths[$0] < depths[$1] }
    var (facets, edges, others) = ([Mesh.Facet](), [Mesh.Edge?](), [(piece: SpacePiece, nearer: Int)]())
    facets.reserveCapacity(order.count)
    edges.reserveCapacity(order.count)
    for index in order {
      if case .facet(let facet, let edge) = pieces[index].shape {
        facets.append(facet)
        edges.append(edge)
      } else {
        others.append((pieces[index], facets.count))
      }
    }
    let isOpaque = facets.allSatisfy { $0.color.alpha == 1 }
    guard others.isEmpty || isOpaque, edges.allSatisfy({ $0 == edges[0] }) else {
      return drawRuns(order.map { pieces[$0] })
    }
    if !facets.isEmpty { draw(Mesh(facets: facets, edge: edges[0])) }
    if others.isEmpty { return }
    let map = FacetMap(facets)
    for (piece, nearer) in others {
      draw(piece)
      let box = piece.box
      let cover = map.facets(in: box, from: nearer)
      if !cover.isEmpty {
        clipped(to: box) { draw(Mesh(facets: cover.map { facets[$0] }, edge: edges[0])) }
      }
    }
  }

  /// Neighbours in depth that are facets together, everything else one by one.
  private func drawRuns(_ pieces: [SpacePiece]) {
    var index = 0
    while index < pieces.count {
      guard case .facet(_, let edge) = pieces[index].shape else {
        draw(pieces[index])
        index += 1
        continue
      }
      var facets: [Mesh.Facet] = []
      while index < pieces.count, case .facet(let facet, let other) = pieces[index].shape,
        other == edge
      {
        facets.append(facet)
        index += 1
      }
      draw(Mesh(facets: facets, edge: edge))
    }
  }

  private func draw(_ piece: SpacePiece) {
    switch piece.shape {
    case .facet(let facet, let edge): draw(Mesh(facets: [facet], edge: edge))
    case .segment(let a, let b, let stroke): self.stroke(runs: [[a, b]], stroke)
    case .marker(let point, let marker, let size, let color, let edge):
      draw(
        MarkerBatch(
          marker: marker, points: MarkerPlaces([point]), sizes: .one(size), fills: .one(color), edge: edge,
          edgeWidth: marker.isStroke ? 1.5 : edge == nil ? 0 : 0.6))
    }
  }
}

extension SpacePiece {
  /// What a line or a marker can cover, and a little more.
  fileprivate var box: Rect {
    let (points, reach): ([Point], Double)
    switch shape {
    case .facet(let facet, _):
      (points, reach) = ([facet.corners.0, facet.corners.1, facet.corners.2, facet.corners.3], 1)
    case .segment(let a, let b, let stroke): (points, reach) = ([a, b], stroke.width / 2 + 1)
    case .marker(let point, _, let size, _, _): (points, reach) = ([point], size + 2)
    }
    let (minX, maxX) = (points.map(\.x).min()! - reach, points.map(\.x).max()! + reach)
    let (minY, maxY) = (points.map(\.y).min()! - reach, points.map(\.y).max()! + reach)
    return Rect(x: minX, y: minY, width: maxX - minX, height: maxY - minY)
  }
}

/// Facets by the cells of the page that they touch.
private struct FacetMap {
  private struct Cell: Hashable { var column, row: Int }

  private static let size = 12.0
  private var cells: [Cell: [Int]] = [:]

  init(_ facets: [Mesh.Facet]) {
    for (number, facet) in facets.enumerated() {
      let corners = [facet.corners.0, facet.corners.1, facet.corners.2, facet.corners.3]
      guard corners.allSatisfy(\.isFinite) else { continue }
      let (minX, maxX) = (corners.map(\.x).min()!, corners.map(\.x).max()!)
      let (minY, maxY) = (corners.map(\.y).min()!, corners.map(\.y).max()!)
      Self.cells(minX, maxX, minY, maxY) { cells[$0, default: []].append(number) }
    }
  }

  /// The facets that touch cells of a rectangle, from a number on, in order.
  func facets(in box: Rect, from first: Int) -> [Int] {
    var found = Set<Int>()
    Self.cells(box.minX, box.maxX, box.minY, box.maxY) { cell in
      // The numbers of a cell ascend.
      for number in (cells[cell] ?? []).reversed() {
        if number < first { break }
        found.insert(number)
      }
    }
    return found.sorted()
  }

  private static func cells(
    _ minX: Double, _ maxX: Double, _ minY: Double, _ maxY: Double, _ body: (Cell) -> Void
  ) {
    func place(_ value: Double) -> Int { Int((max(-1e5, min(1e5, value)) / size).rounded(.down)) }
    for column in place(minX)...place(maxX) {
      for row in place(minY)...place(maxY) { body(Cell(column: column, row: row)) }
    }
  }
}
