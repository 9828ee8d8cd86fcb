/// One thing drawn on a pair of axes: a curve, a cloud of points, an image.
protocol Mark {
  /// The values that the axes have to show, for the scales that they have.
  func extent(x: Scale, y: Scale) -> DataExtent
  func draw(on canvas: Canvas)
  /// Tells where the mark is, so that the legend can go elsewhere.
  func occupy(_ map: inout InkMap, on canvas: Canvas)
  var legend: LegendEntry? { get }
  /// What values its colours stand for; nil where colours stand for none.
  var colors: ColorMapping? { get }
  var layer: Layer { get }
  /// Whether a grid would disturb: under images and filled maps.
  var coversGrid: Bool { get }
  /// Whether the mark crosses the whole plot in one direction, and so has values in the other alone.
  var isUnbounded: Bool { get }
  /// What to say where the mark has a place and shows nothing there, such as contours of a plain.
  var note: String? { get }
}

enum Layer: Int { case image, area, line, point, text }

extension Mark {
  var legend: LegendEntry? { nil }
  var colors: ColorMapping? { nil }
  var layer: Layer { .line }
  var coversGrid: Bool { false }
  var isUnbounded: Bool { false }
  var note: String? { nil }
  func occupy(_ map: inout InkMap, on canvas: Canvas) {}
}

/// The values that a mark covers, and the edges at which it ends, where no room is to be left beyond it.
struct DataExtent {
  var x: Interval?
  var y: Interval?
  var fixedX: [Double] = []
  var fixedY: [Double] = []
  /// Whether all values of x are whole numbers, between which there are no ticks.
  var isWholeX = false
  /// Whether all values of y are rows, between which there are no ticks.
  var isWholeY = false
  /// Whether a unit has to be as long in x as in y.
  var isSquare = false

  static let none = DataExtent(x: nil, y: nil)
}

/// A line of the legend.
struct LegendEntry {
  var label: String
  var line: Stroke?
  var marker: MarkerBatch?
  var area: Color?
  var errorBars: ErrorBars?

  /// Bars through a point, as in the plot.
  struct ErrorBars {
    var alongX: Bool
    var alongY: Bool
    var color: Color
    var width: Double
    var capSize: Double
  }
}

/// Where marks draw: the plot's rectangle, the scales of both axes, the theme, and what draws.
struct Canvas {
  let renderer: any Renderer
  let plot: Rect
  let x: AxisMap
  let y: AxisMap
  let theme: Theme
  let metrics: Metrics

  func point(_ x: Double, _ y: Double) -> Point { Point(self.x(x), self.y(y)) }
  func resolve(_ color: Color) -> Color { theme.resolve(color) }

  /// Places for pairs of values; not finite where a value is missing or cannot be shown.
  func points(_ xs: [Double], _ ys: [Double]) -> [Point] {
    let (mapX, mapY) = (x, y)
    return xs.withUnsafeBufferPointer { xs in
      ys.withUnsafeBufferPointer { ys in
        [Point](unsafeUninitializedCapacity: xs.count) { buffer, count in
          for index in 0..<xs.count {
            (buffer.baseAddress! + index).initialize(to: Point(mapX(xs[index]), mapY(ys[index])))
          }
          count = xs.count
        }
      }
    }
  }
}
