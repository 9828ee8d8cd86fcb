import Cairo

extension CairoRenderer {
  func draw(_ image: PixelImage, in rect: Rect) {
    guard image.width > 0, image.height > 0, rect.width > 0, rect.height > 0 else { return }
    var (image, rect) = (image, rect)
    if buffer == nil {
      image = image.enlargedForPrint(in: rect)
    } else {
      let from = snapped(Point(rect.minX, rect.minY), pixels: 0), to = snapped(Point(rect.maxX, rect.maxY), pixels: 0)
      rect = Rect(x: from.x, y: from.y, width: max(to.x - from.x, 1 / scale), height: max(to.y - from.y, 1 / scale))
    }
    let surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(image.width), Int32(image.height))
    defer { cairo_surface_destroy(surface) }
    guard let data = cairo_image_surface_get_data(surface) else { return }
    let stride = Int(cairo_image_surface_get_stride(surface))
    image.rgba.withUnsafeBufferPointer { rgba in
      for y in 0..<image.height {
        let row = UnsafeMutableRawPointer(data + y * stride).assumingMemoryBound(to: UInt32.self)
        for x in 0..<image.width {
          let source = rgba.baseAddress! + (y * image.width + x) * 4
          let alpha = UInt32(source[3])
          func premultiplied(_ part: UInt8) -> UInt32 {
            alpha == 255 ? UInt32(part) : (UInt32(part) * alpha + 127) / 255
          }
          row[x] =
            alpha << 24 | premultiplied(source[0]) << 16 | premultiplied(source[1]) << 8 | premultiplied(source[2])
        }
      }
    }
    cairo_surface_mark_dirty(surface)
    cairo_save(context)
    cairo_translate(context, rect.x, rect.y)
    cairo_scale(context, rect.width / Double(image.width), rect.height / Double(image.height))
    cairo_set_source_surface(context, surface, 0, 0)
    let shrinks = rect.width * scale < Double(image.width) || rect.height * scale < Double(image.height)
    let pattern = cairo_get_source(context)
    cairo_pattern_set_filter(pattern, shrinks || image.isSmooth ? CAIRO_FILTER_GOOD : CAIRO_FILTER_NEAREST)
    // On pixels the rim must not be blended with what lies beyond the picture; documents have no such pixels, and some
    // programs that show them know plain pictures only.
    if buffer != nil {
      cairo_pattern_set_extend(pattern, CAIRO_EXTEND_PAD)
      cairo_rectangle(context, 0, 0, Double(image.width), Double(image.height))
      cairo_fill(context)
    } else {
      cairo_paint(context)
    }
    cairo_restore(context)
  }
}

extension PixelImage {
  /// Viewers of documents blur small pictures when they enlarge them; whole multiples of the pixels prevent it.
  fileprivate func enlargedForPrint(in rect: Rect) -> PixelImage {
    let wanted = max(rect.width / Double(width), rect.height / Double(height)) * 300 / 72
    let factor = min(Int(wanted.rounded()), 4096 / max(width, height))
    guard !isSmooth, factor > 1 else { return self }
    var enlarged = PixelImage(width: width * factor, height: height * factor, rgba: [])
    enlarged.rgba.reserveCapacity(rgba.count * factor * factor)
    for y in 0..<height {
      var row: [UInt8] = []
      row.reserveCapacity(width * factor * 4)
      for x in 0..<width {
        let pixel = rgba[(y * width + x) * 4..<(y * width + x + 1) * 4]
        for _ in 0..<factor { row += pixel }
      }
      for _ in 0..<factor { enlarged.rgba += row }
    }
    return enlarged
  }
}
