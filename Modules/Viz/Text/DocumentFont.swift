import Cairo

/// The program's own font as Cairo sees it, so that text in a document stays text: it can be searched and copied.
final class DocumentFont {
  private let face: OpaquePointer

  init() {
    face = cairo_user_font_face_create()
    // A glyph's index is its character.
    cairo_user_font_face_set_unicode_to_glyph_func(face) { _, character, glyph in
      glyph?.pointee = UInt(character)
      return CAIRO_STATUS_SUCCESS
    }
    cairo_user_font_face_set_render_glyph_func(face) { _, index, context, extents in
      let font = OutlineFont.standard
      guard let scalar = Unicode.Scalar(UInt32(index)), let glyph = font.glyph(scalar) else {
        return CAIRO_STATUS_SUCCESS
      }
      extents?.pointee.x_advance = glyph.advance
      for element in font.path(of: glyph, size: 1).elements {
        switch element {
        case .move(let p): cairo_move_to(context, p.x, p.y)
        case .line(let p): cairo_line_to(context, p.x, p.y)
        case .curve(let a, let b, let p): cairo_curve_to(context, a.x, a.y, b.x, b.y, p.x, p.y)
        case .close: cairo_close_path(context)
        }
      }
      cairo_fill(context)
      return CAIRO_STATUS_SUCCESS
    }
  }

  deinit { cairo_font_face_destroy(face) }

  func draw(_ run: TextRun, at origin: Point, size: Double, on context: OpaquePointer) {
    cairo_set_font_face(context, face)
    cairo_set_font_size(context, size * run.scale)
    let glyphs = run.glyphs.map {
      cairo_glyph_t(index: UInt($0.character.value), x: origin.x + $0.x * size, y: origin.y - run.rise * size)
    }
    let clusters = run.glyphBytes.map { cairo_text_cluster_t(num_bytes: Int32($0), num_glyphs: 1) }
    cairo_show_text_glyphs(
      context, run.string, Int32(run.string.utf8.count), glyphs, Int32(glyphs.count), clusters, Int32(clusters.count),
      cairo_text_cluster_flags_t(rawValue: 0))
  }
}
