import Cairo

extension CairoRenderer {
  func draw(_ mesh: Mesh) {
    if let buffer {
      withPixels { _ in
        var raster = MeshRaster(mesh, scale: scale, clip: clip)
        raster?.draw(mesh, onto: StampTarget(pixels: buffer.pixels, stride: buffer.width, clip: clip))
      }
      return
    }
    cairo_set_dash(context, nil, 0, 0)
    cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
    for facet in mesh.facets {
      let c = facet.corners
      trace(Path(polygon: [c.0, c.1, c.2, c.3]))
      set(facet.color)
      cairo_fill_preserve(context)
      // A thin line in its own colour closes the seam to the neighbour.
      if let edge = mesh.edge { set(edge.color) }
      cairo_set_line_width(context, mesh.edge?.width ?? 0.2)
      if facet.color.alpha == 1 || mesh.edge != nil { cairo_stroke(context) } else { cairo_new_path(context) }
    }
  }
}
