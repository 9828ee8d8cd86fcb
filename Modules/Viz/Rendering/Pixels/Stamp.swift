import Cairo

/// A marker turned into coverage once, for one place within a pixel, and then put wherever it is wanted.
struct Stamp {
  /// How far the picture's corner lies from the pixel that the marker's centre is in.
  let x: Int
  let y: Int
  let width: Int
  let height: Int
  /// 0 … 255 for each pixel, row by row.
  let inside: [UInt8]
  /// The outline where it has a colour of its own; empty where it has not.
  let outline: [UInt8]
  /// For each row the covered pixels, and among them those in the middle that are covered entirely.
  let rows: [(start: Int32, solidStart: Int32, solidEnd: Int32, end: Int32)]

  /// Draws a marker whose centre is at (dx, dy), 0 ..< 1, in the pixel. Lengths are in pixels.
  init(_ marker: Marker, size: Double, edgeWidth: Double, hasOwnEdge: Bool, dx: Double, dy: Double) {
    let stroke = marker.isStroke ? max(edgeWidth, 1) : edgeWidth
    let reach = size * marker.reach + stroke / 2 * marker.cornerReach
    // The same room for all places within the pixel, so that stamps of one marker have one size.
    let before = max(1, Int(reach.rounded(.up))), after = max(1, Int((reach + 0.9).rounded(.up)))
    (x, y, width, height) = (-before, -before, before + after, before + after)
    let center = Point(Double(before) + dx, Double(before) + dy)
    let path = marker.path(size: size).mapped { $0 + center }
    inside = Self.coverage(
      path, width, height, fills: !marker.isStroke, stroke: hasOwnEdge && !marker.isStroke ? 0 : stroke,
      cutsCorners: marker.cutsCorners)
    outline =
      hasOwnEdge && !marker.isStroke && stroke > 0
      ? Self.coverage(path, width, height, fills: false, stroke: stroke, cutsCorners: marker.cutsCorners) : []
    let (mask, width) = (inside, width)
    rows = (0..<height).map { row in
      let cells = mask[row * width..<(row + 1) * width]
      guard let first = cells.firstIndex(where: { $0 > 0 }), let last = cells.lastIndex(where: { $0 > 0 }) else {
        return (0, 0, 0, 0)
      }
      let base = row * width
      guard let solid = cells.firstIndex(of: 255) else {
        return (Int32(first - base), Int32(last + 1 - base), Int32(last + 1 - base), Int32(last + 1 - base))
      }
      let end = cells[solid...].firstIndex { $0 != 255 } ?? cells.endIndex
      return (Int32(first - base), Int32(solid - base), Int32(end - base), Int32(last + 1 - base))
    }
  }

  private static func coverage(
    _ path: Path, _ width: Int, _ height: Int, fills: Bool, stroke: Double, cutsCorners: Bool
  ) -> [UInt8] {
    let surface = cairo_image_surface_create(CAIRO_FORMAT_A8, Int32(width), Int32(height))
    let context = cairo_create(surface)
    defer {
      cairo_destroy(context)
      cairo_surface_destroy(surface)
    }
    for element in path.elements {
      switch element {
      case .move(let p): cairo_move_to(context, p.x, p.y)
      case .line(let p): cairo_line_to(context, p.x, p.y)
      case .curve(let a, let b, let p): cairo_curve_to(context, a.x, a.y, b.x, b.y, p.x, p.y)
      case .close: cairo_close_path(context)
      }
    }
    if fills { cairo_fill_preserve(context) }
    if stroke > 0 {
      cairo_set_line_width(context, stroke)
      cairo_set_line_join(context, cutsCorners ? CAIRO_LINE_JOIN_BEVEL : CAIRO_LINE_JOIN_MITER)
      cairo_stroke(context)
    }
    cairo_surface_flush(surface)
    let stride = Int(cairo_image_surface_get_stride(surface))
    guard let data = cairo_image_surface_get_data(surface) else { return [UInt8](repeating: 0, count: width * height) }
    return (0..<height).flatMap { row in UnsafeBufferPointer(start: data + row * stride, count: width) }
  }
}

/// Stamps by what they show; sixteen of each, for the quarters of a pixel that a centre may be in.
struct StampCache {
  private struct Key: Hashable {
    var marker: Marker
    /// In quarters of a pixel.
    var size: Int
    var edgeWidth: Int
    var hasOwnEdge: Bool
  }

  static let phases = 4
  private var stamps: [Key: [Stamp]] = [:]

  /// All sixteen; the one for (column, row) of the quarter is at row × 4 + column.
  mutating func stamps(for batch: MarkerBatch, size: Double, scale: Double) -> [Stamp] {
    // Of a marker of a single size the exact size counts; sizes in between are told apart by quarters of a pixel.
    let steps = if case .one = batch.sizes { 4096.0 } else { 4.0 }
    let pixels = (min(size * scale, 4000) * steps).rounded() / steps
    let key = Key(
      marker: batch.marker, size: Int(pixels * 4096), edgeWidth: Int(min(batch.edgeWidth * scale, 4000) * 4096),
      hasOwnEdge: batch.edge != nil)
    if let found = stamps[key] { return found }
    let count = Self.phases
    let made = (0..<count * count).map { phase in
      Stamp(
        batch.marker, size: pixels, edgeWidth: batch.edgeWidth * scale, hasOwnEdge: batch.edge != nil,
        dx: (Double(phase % count) + 0.5) / Double(count), dy: (Double(phase / count) + 0.5) / Double(count))
    }
    stamps[key] = made
    return made
  }
}
