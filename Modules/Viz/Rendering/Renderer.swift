/// What draws a figure. Charts speak to this and never know which backend answers.
///
/// Lengths and places are in points (1/72 inch) from the page's upper left corner. Colours have been resolved by the
/// theme before they come here.
protocol Renderer: AnyObject {
  /// The page.
  var size: Size { get }
  /// The room that a text takes, turned as it will be drawn.
  func extent(of text: Text) -> TextExtent
  func draw(_ text: Text)
  func fill(_ path: Path, _ color: Color, rule: FillRule)
  func stroke(_ path: Path, _ stroke: Stroke)
  /// Curves of many points, joined round; each run is drawn without a break.
  func stroke(runs: [ArraySlice<Point>], _ stroke: Stroke)
  func draw(_ markers: MarkerBatch)
  /// Facets in the order given, later ones over earlier ones, without seams between neighbours.
  func draw(_ mesh: Mesh)
  func draw(_ image: PixelImage, in rect: Rect)
  /// Draws with everything outside of a rectangle left alone.
  func clipped(to rect: Rect, _ body: () -> Void)
}

enum FillRule { case nonZero, evenOdd }

/// How a line is drawn.
struct Stroke {
  var color: Color
  /// In points.
  var width: Double
  /// Lengths of dashes and gaps, in points; empty for an unbroken line.
  var dashes: [Double] = []
  var cap = Cap.round
  /// Whether upright and level lines are moved to whole pixels, so that they come out sharp.
  var isSnapped = false

  enum Cap { case round, butt, square }

  init(_ color: Color, _ width: Double, style: LineStyle = .solid) {
    self.color = color
    self.width = width
    dashes = style.dashes.map { $0 * width }
    if style != .solid { cap = .butt }
  }

  /// A sharp line for axes, ticks and grids.
  static func hairline(_ color: Color, _ width: Double = 0.8) -> Stroke {
    var stroke = Stroke(color, width)
    stroke.cap = .square
    stroke.isSnapped = true
    return stroke
  }
}

/// One sign at many places.
struct MarkerBatch {
  var marker: Marker
  var points: MarkerPlaces
  /// Diameters in points: one for all, or one for each.
  var sizes: OneOrMany<Double>
  /// The colours of the insides: one for all, or one for each.
  var fills: Fills
  /// The colour of the outline; nil where it is the inside's.
  var edge: Color?
  /// The width of the outline, in points.
  var edgeWidth: Double
}

/// The colours of markers.
enum Fills {
  case one(Color)
  /// For each marker the number of its colour in a list.
  case chosen([UInt8], from: [Color])

  subscript(index: Int) -> Color {
    switch self {
    case .one(let color): color
    case .chosen(let numbers, let colors): colors[Int(numbers[index])]
    }
  }

  func map(_ change: (Color) -> Color) -> Fills {
    switch self {
    case .one(let color): .one(change(color))
    case .chosen(let numbers, let colors): .chosen(numbers, from: colors.map(change))
    }
  }
}

enum OneOrMany<Value> {
  case one(Value)
  case many([Value])

  subscript(index: Int) -> Value {
    switch self {
    case .one(let value): value
    case .many(let values): values[index]
    }
  }
}

/// Four-cornered (or, with two corners alike, three-cornered) flat pieces.
struct Mesh {
  struct Facet {
    var corners: (Point, Point, Point, Point)
    var color: Color
  }

  /// The line around a facet.
  struct Edge: Equatable {
    var color: Color
    /// In points.
    var width: Double
  }

  var facets: [Facet]
  /// The lines around each facet; nil where there are none.
  var edge: Edge?
}

/// Pixels, row by row from the top, red, green, blue, alpha, not premultiplied.
struct PixelImage {
  var width: Int
  var height: Int
  var rgba: [UInt8]
  /// Whether values between pixels are blended when the image is enlarged.
  var isSmooth = false
}
