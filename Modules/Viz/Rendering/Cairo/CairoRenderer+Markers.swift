import Cairo

extension CairoRenderer {
  func draw(_ batch: MarkerBatch) {
    guard let buffer, !needsShapes(batch) else {
      drawShapes(batch)
      return
    }
    withPixels { _ in
      let target = StampTarget(pixels: buffer.pixels, stride: buffer.width, clip: clip)
      switch batch.sizes {
      case .one(let size):
        let stamps = stamps.stamps(for: batch, size: size, scale: scale)
        if case .one(let color) = batch.fills, batch.edge == nil, color.alpha == 1, batch.points.count > 4096 {
          stampOnce(batch.points, stamps, color, target)
        } else {
          for (index, point) in batch.points.enumerated() {
            put(stamps, at: point, batch.fills[index], batch.edge, target)
          }
        }
      case .many(let sizes):
        for (index, point) in batch.points.enumerated() {
          let stamps = stamps.stamps(for: batch, size: sizes[index], scale: scale)
          put(stamps, at: point, batch.fills[index], batch.edge, target)
        }
      }
    }
  }

  /// Very large markers are not worth a stamp.
  private func needsShapes(_ batch: MarkerBatch) -> Bool {
    switch batch.sizes {
    case .one(let size): size * scale > 200 || batch.edgeWidth * scale > 200
    case .many(let sizes): (sizes.max() ?? 0) * scale > 200 || batch.edgeWidth * scale > 200
    }
  }

  /// An opaque marker of one colour changes nothing where it has been put before: of points that share a quarter of a
  /// pixel one is enough.
  private func stampOnce(_ points: [Point], _ stamps: [Stamp], _ color: Color, _ target: StampTarget) {
    let (scale, clip, phases) = (scale, clip, StampCache.phases)
    let reach = (stamps.first?.width ?? 0) + 1
    let (left, top) = (clip.minX - reach, clip.minY - reach)
    let (columns, rows) = (clip.maxX + reach - left, clip.maxY + reach - top)
    var seen = [UInt16](repeating: 0, count: max(0, columns) * max(0, rows))
    let pixel = StampTarget.pixel(color)
    for point in points {
      let (x, y) = (point.x * scale, point.y * scale)
      let (column, row) = (x.rounded(.down), y.rounded(.down))
      let (i, j) = (Int(column) - left, Int(row) - top)
      guard i >= 0, j >= 0, i < columns, j < rows else { continue }
      let phase = Int((y - row) * Double(phases)) * phases + Int((x - column) * Double(phases))
      let bit: UInt16 = 1 << UInt16(phase)
      let cell = j * columns + i
      if seen[cell] & bit != 0 { continue }
      seen[cell] |= bit
      target.put(stamps[phase], mask: stamps[phase].inside, Int(column), Int(row), pixel, alpha: 256)
    }
  }

  private func put(_ stamps: [Stamp], at point: Point, _ fill: Color, _ edge: Color?, _ target: StampTarget) {
    let (x, y) = (point.x * scale, point.y * scale)
    let (column, row) = (x.rounded(.down), y.rounded(.down))
    guard abs(column) < 1e6, abs(row) < 1e6 else { return }
    let phases = StampCache.phases
    let stamp = stamps[Int((y - row) * Double(phases)) * phases + Int((x - column) * Double(phases))]
    func put(_ mask: [UInt8], _ color: Color) {
      let alpha = UInt32(max(0, min(256, color.alpha * 256 + 0.5)))
      target.put(stamp, mask: mask, Int(column), Int(row), StampTarget.pixel(color), alpha: alpha)
    }
    put(stamp.inside, fill)
    if let edge, !stamp.outline.isEmpty { put(stamp.outline, edge) }
  }

  private func drawShapes(_ batch: MarkerBatch) {
    cairo_set_line_join(context, CAIRO_LINE_JOIN_MITER)
    cairo_set_line_cap(context, CAIRO_LINE_CAP_BUTT)
    cairo_set_dash(context, nil, 0, 0)
    cairo_set_line_width(context, batch.edgeWidth)
    for (index, point) in batch.points.enumerated() {
      let fill = batch.fills[index]
      cairo_save(context)
      cairo_translate(context, point.x, point.y)
      trace(batch.marker.path(size: batch.sizes[index]))
      let hasStroke = batch.edgeWidth > 0 || batch.marker.isStroke
      // Inside and outline in one colour that shines through must not lie over each other.
      let asGroup = fill.alpha < 1 && batch.edge == nil && hasStroke && !batch.marker.isStroke
      if asGroup { cairo_push_group(context) }
      set(asGroup ? fill.opacity(1) : fill)
      if !batch.marker.isStroke { cairo_fill_preserve(context) }
      if hasStroke {
        if let edge = batch.edge, !batch.marker.isStroke { set(edge) }
        cairo_stroke(context)
      } else {
        cairo_new_path(context)
      }
      if asGroup {
        cairo_pop_group_to_source(context)
        cairo_paint_with_alpha(context, Double(fill.alpha))
      }
      cairo_restore(context)
    }
  }
}
