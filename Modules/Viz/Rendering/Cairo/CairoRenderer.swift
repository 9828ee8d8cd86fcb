import Cairo

/// Draws on a Cairo surface: pixels in memory, or an SVG or PDF document.
final class CairoRenderer: Renderer {
  let size: Size
  /// The pixels drawn on; nil on a surface that keeps shapes.
  let buffer: PixelBuffer?
  /// Pixels to the point; 1 on a surface that keeps shapes.
  let scale: Double
  let context: OpaquePointer
  let warn: (String) -> Void
  /// Stamps of markers that have been drawn.
  var stamps = StampCache()
  /// Fonts of the machine, looked for once a character is not in the program's own.
  lazy var systemFonts = SystemFonts(warn: warn)
  /// The font that puts text into documents as text.
  lazy var documentFont = DocumentFont()
  /// The part of the page that may be drawn on, in pixels: stamps bypass Cairo and keep to it themselves.
  private(set) var clip: (minX: Int, minY: Int, maxX: Int, maxY: Int)
  private let surface: OpaquePointer

  /// Draws on pixels.
  init(_ buffer: PixelBuffer, scale: Double, warn: @escaping (String) -> Void) {
    self.buffer = buffer
    self.scale = scale
    self.warn = warn
    size = Size(width: Double(buffer.width) / scale, height: Double(buffer.height) / scale)
    surface = UnsafeMutableRawPointer(buffer.pixels).withMemoryRebound(
      to: UInt8.self, capacity: buffer.width * buffer.height * 4
    ) {
      cairo_image_surface_create_for_data(
        $0, CAIRO_FORMAT_RGB24, Int32(buffer.width), Int32(buffer.height), Int32(buffer.width * 4))
    }
    context = cairo_create(surface)
    clip = (0, 0, buffer.width, buffer.height)
    cairo_scale(context, scale, scale)
  }

  /// Draws on a surface that keeps shapes; takes the surface over.
  init(document surface: OpaquePointer, size: Size, warn: @escaping (String) -> Void) {
    self.size = size
    self.surface = surface
    self.warn = warn
    buffer = nil
    scale = 1
    context = cairo_create(surface)
    clip = (0, 0, 0, 0)
  }

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(surface)
  }

  /// Completes what has been drawn.
  func finish() { if buffer != nil { cairo_surface_flush(surface) } else { cairo_surface_finish(surface) } }

  /// Lets the pixels be written without Cairo, which is told which of them may have changed.
  func withPixels(_ body: (PixelBuffer) -> Void) {
    guard let buffer else { return }
    cairo_surface_flush(surface)
    body(buffer)
    cairo_surface_mark_dirty(surface)
  }

  func fill(_ path: Path, _ color: Color, rule: FillRule) {
    set(color)
    cairo_set_fill_rule(context, rule == .evenOdd ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING)
    trace(path)
    cairo_fill(context)
  }

  func stroke(_ path: Path, _ stroke: Stroke) {
    var (stroke, path) = (stroke, path)
    if stroke.isSnapped, buffer != nil {
      let pixels = max(1, (stroke.width * scale).rounded())
      stroke.width = pixels / scale
      path = path.mapped { snapped($0, pixels: pixels) }
    }
    apply(stroke)
    trace(path)
    cairo_stroke(context)
  }

  func stroke(runs: [ArraySlice<Point>], _ stroke: Stroke) {
    if buffer != nil {
      // Cairo's time grows with the crossings of a curve with itself, of which a noisy one has many.
      let scaled = runs.map { run in run.map { $0 * scale } }
      withPixels { buffer in
        guard var raster = LineRaster(scaled, width: stroke.width * scale, clip: clip) else { return }
        for run in scaled { raster.draw(run, dashes: stroke.dashes.map { $0 * scale }) }
        raster.blend(
          stroke.color, onto: StampTarget(pixels: buffer.pixels, stride: buffer.width, clip: clip))
      }
      return
    }
    apply(stroke)
    for run in runs {
      guard let first = run.first else { continue }
      cairo_move_to(context, first.x, first.y)
      for point in run.dropFirst() { cairo_line_to(context, point.x, point.y) }
      cairo_stroke(context)
    }
  }

  func clipped(to rect: Rect, _ body: () -> Void) {
    let outer = clip
    cairo_save(context)
    if buffer != nil {
      let from = snapped(Point(rect.minX, rect.minY), pixels: 0), to = snapped(Point(rect.maxX, rect.maxY), pixels: 0)
      cairo_rectangle(context, from.x, from.y, to.x - from.x, to.y - from.y)
      clip = (
        max(outer.minX, Int((from.x * scale).rounded())), max(outer.minY, Int((from.y * scale).rounded())),
        min(outer.maxX, Int((to.x * scale).rounded())), min(outer.maxY, Int((to.y * scale).rounded()))
      )
    } else {
      cairo_rectangle(context, rect.x, rect.y, rect.width, rect.height)
    }
    cairo_clip(context)
    body()
    cairo_restore(context)
    clip = outer
  }

  /// The nearest place at which an upright or level line of so many pixels has sharp edges.
  func snapped(_ point: Point, pixels: Double) -> Point {
    let offset = pixels.truncatingRemainder(dividingBy: 2) == 1 ? 0.5 : 0
    return Point(
      ((point.x * scale - offset).rounded() + offset) / scale, ((point.y * scale - offset).rounded() + offset) / scale)
  }

  func set(_ color: Color) {
    cairo_set_source_rgba(context, Double(color.red), Double(color.green), Double(color.blue), Double(color.alpha))
  }

  private func apply(_ stroke: Stroke) {
    set(stroke.color)
    cairo_set_line_width(context, stroke.width)
    cairo_set_line_join(context, stroke.isSnapped ? CAIRO_LINE_JOIN_MITER : CAIRO_LINE_JOIN_ROUND)
    switch stroke.cap {
    case .round: cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND)
    case .butt: cairo_set_line_cap(context, CAIRO_LINE_CAP_BUTT)
    case .square: cairo_set_line_cap(context, CAIRO_LINE_CAP_SQUARE)
    }
    cairo_set_dash(context, stroke.dashes, Int32(stroke.dashes.count), 0)
  }

  func trace(_ path: Path) {
    cairo_new_path(context)
    for element in path.elements {
      switch element {
      case .move(let p): cairo_move_to(context, p.x, p.y)
      case .line(let p): cairo_line_to(context, p.x, p.y)
      case .curve(let a, let b, let p): cairo_curve_to(context, a.x, a.y, b.x, b.y, p.x, p.y)
      case .close: cairo_close_path(context)
      }
    }
  }
}
