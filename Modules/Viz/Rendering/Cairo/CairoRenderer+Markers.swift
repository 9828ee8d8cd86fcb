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
        if case .one(let color) = batch.fills, batch.edge == nil, batch.points.count > 4096 {
          let rest = Transmittance(clip: clip, reach: (stamps.first?.width ?? 0) + 1)
          rest.put(stamps, at: batch.points, scale: scale, alpha: color.alpha, isOnce: color.alpha == 1)
          rest.blend(color, onto: target)
        } else {
          let paints = Paints(batch.fills)
          for (index, point) in batch.points.enumerated() {
            put(stamps, at: point, paints[index], batch.edge, target)
          }
        }
      case .many(let sizes):
        let paints = Paints(batch.fills)
        for (index, point) in batch.points.enumerated() {
          let stamps = stamps.stamps(for: batch, size: sizes[index], scale: scale)
          put(stamps, at: point, paints[index], batch.edge, target)
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

  private func put(_ stamps: [Stamp], at point: Point, _ paint: Paints.Paint, _ edge: Color?, _ target: StampTarget) {
    let (x, y) = (point.x * scale, point.y * scale)
    guard abs(x) < 1e6, abs(y) < 1e6 else { return }
    let (column, row) = (x.rounded(.down), y.rounded(.down))
    let phases = StampCache.phases
    let phase = Int((y - row) * Double(phases)) * phases + Int((x - column) * Double(phases))
    stamps.withUnsafeBufferPointer { stamps in
      let stamp = stamps[phase]
      target.put(stamp, mask: stamp.inside, Int(column), Int(row), paint.pixel, alpha: paint.alpha)
      if let edge, !stamp.outline.isEmpty {
        let paint = Paints.Paint(edge)
        target.putBlended(stamp, outline: stamp.outline, Int(column), Int(row), paint.pixel, alpha: paint.alpha)
      }
    }
  }

  private func drawShapes(_ batch: MarkerBatch) {
    cairo_set_line_join(context, batch.marker.cutsCorners ? CAIRO_LINE_JOIN_BEVEL : CAIRO_LINE_JOIN_MITER)
    cairo_set_line_cap(context, CAIRO_LINE_CAP_BUTT)
    cairo_set_dash(context, nil, 0, 0)
    cairo_set_line_width(context, batch.edgeWidth)
    for (index, point) in batch.points.enumerated() where point.isFinite {
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

/// Colours as pixels and opacities 0 … 256, ready for stamping.
private struct Paints {
  struct Paint {
    var pixel: UInt32
    var alpha: UInt32

    init(_ color: Color) {
      pixel = StampTarget.pixel(color)
      alpha = UInt32(max(0, min(256, color.alpha * 256 + 0.5)))
    }
  }

  private let paints: [Paint]
  private let numbers: [UInt8]

  init(_ fills: Fills) {
    switch fills {
    case .one(let color): (paints, numbers) = ([Paint(color)], [])
    case .chosen(let numbers, let colors): (paints, self.numbers) = (colors.map(Paint.init), numbers)
    }
  }

  subscript(index: Int) -> Paint { numbers.isEmpty ? paints[0] : paints[Int(numbers[index])] }
}
