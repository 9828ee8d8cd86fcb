import Cairo

extension CairoRenderer {
  func extent(of text: Text) -> TextExtent {
    let lines = text.lines
    let width = lines.map { TextRun.width(TextRun.runs($0, systemFonts: { systemFonts }), size: text.size) }.max() ?? 0
    return TextExtent(width: width, height: TextMetrics.height(lines: lines.count) * text.size).turned(
      by: text.rotation)
  }

  func draw(_ text: Text) {
    guard text.origin.isFinite, !text.string.isEmpty else { return }
    let lines = text.lines
    cairo_save(context)
    var origin = text.origin
    // A level line of text stands on a row of pixels, so that its feet are sharp.
    let isLevel = text.rotation == 0
    var baseline = TextMetrics.firstBaseline(lines: lines.count, text.vertical) * text.size
    if isLevel, buffer != nil {
      origin.y = ((origin.y + baseline) * scale).rounded() / scale - baseline
    }
    cairo_translate(context, origin.x, origin.y)
    if !isLevel { cairo_rotate(context, -text.rotation * .pi / 180) }
    set(text.color)
    let fit = buffer != nil && isLevel ? HeightFit(size: text.size, pixel: 1 / scale) : nil
    for line in lines {
      let runs = TextRun.runs(line, systemFonts: { systemFonts })
      let width = TextRun.width(runs, size: text.size)
      var x = 0.0
      switch text.horizontal {
      case .left: break
      case .center: x = -width / 2
      case .right: x = -width
      }
      for run in runs {
        draw(run, at: Point(x, baseline), size: text.size, fit: fit)
        x += run.advance * text.size
      }
      baseline += TextMetrics.lineSpacing * text.size
      if isLevel, buffer != nil { baseline = ((origin.y + baseline) * scale).rounded() / scale - origin.y }
    }
    cairo_restore(context)
  }

  private func draw(_ run: TextRun, at origin: Point, size: Double, fit: HeightFit?) {
    switch run.font {
    case .own where buffer == nil: documentFont.draw(run, at: origin, size: size, on: context)
    case .own:
      cairo_new_path(context)
      let isShifted = run.scale != 1
      let fit = isShifted && fit != nil ? HeightFit(size: size * run.scale, pixel: 1 / scale) : fit
      let rise = isShifted && fit != nil ? (run.rise * size * scale).rounded() / scale : run.rise * size
      for glyph in run.glyphs {
        let path = OutlineFont.standard.path(of: glyph.glyph, size: size * run.scale, fit: fit)
        append(path, at: Point(origin.x + glyph.x * size, origin.y - rise))
      }
      cairo_set_fill_rule(context, CAIRO_FILL_RULE_WINDING)
      cairo_fill(context)
    case .system(let face):
      cairo_set_font_face(context, face.pointer)
      cairo_set_font_size(context, size)
      cairo_move_to(context, origin.x, origin.y)
      cairo_show_text(context, run.string)
    case .missing:
      var x = origin.x
      for _ in run.string.unicodeScalars {
        let box = Rect(x: x + 0.1 * size, y: origin.y - 0.7 * size, width: 0.4 * size, height: 0.7 * size)
        trace(Path(box))
        cairo_set_line_width(context, size * 0.06)
        cairo_set_dash(context, nil, 0, 0)
        cairo_stroke(context)
        x += TextRun.missingAdvance * size
      }
    }
  }

  private func append(_ path: Path, at origin: Point) {
    let (x, y) = (origin.x, origin.y)
    for element in path.elements {
      switch element {
      case .move(let p): cairo_move_to(context, x + p.x, y + p.y)
      case .line(let p): cairo_line_to(context, x + p.x, y + p.y)
      case .curve(let a, let b, let p): cairo_curve_to(context, x + a.x, y + a.y, x + b.x, y + b.y, x + p.x, y + p.y)
      case .close: cairo_close_path(context)
      }
    }
  }
}
