/// The colours of a figure: page, ink, grid and palette.
public struct Theme: Sendable {
  /// The page.
  public var paper: Color
  /// Text, axes and ticks.
  public var ink: Color
  /// The lines of the grid.
  public var grid: Color
  /// The colours that series take in turn.
  public var palette: [Color]

  /// Dark ink on white. The palette is M. A. Petroff's sequence of ten colours that readers with any of the common
  /// colour deficiencies can tell apart (arXiv:2107.02270; `petroff10` in matplotlib).
  public static let light = Theme(
    paper: Color(gray: 1), ink: Color(hex: 0x1a1a1a), grid: Color(hex: 0xe4e4e7),
    palette: [
      0x3f90da, 0xffa90e, 0xbd1f01, 0x94a4a2, 0x832db6, 0xa96b59, 0xe76300, 0xb9ac70, 0x717581, 0x92dadd,
    ].map { Color(hex: $0) })

  /// Light ink on nearly black, with the light theme's hues made lighter where they would sink into the page.
  public static let dark = Theme(
    paper: Color(hex: 0x16181d), ink: Color(hex: 0xe6e6e6), grid: Color(hex: 0x32353d),
    palette: [
      0x5aa9f0, 0xffb52e, 0xf0563a, 0xb4c2c0, 0xb780e8, 0xc98d7b, 0xff8a3c, 0xd3c78e, 0x9aa0ad, 0xa5e6e9,
    ].map { Color(hex: $0) })

  /// What a colour is on this theme's page.
  func resolve(_ color: Color) -> Color {
    func withAlpha(_ base: Color) -> Color { base.opacity(Double(base.alpha * color.alpha)) }
    switch color.kind {
    case .fixed: return color
    case .palette(let index): return palette.isEmpty ? withAlpha(ink) : withAlpha(palette[index % palette.count])
    case .ink: return withAlpha(ink)
    case .paper: return withAlpha(paper)
    }
  }
}

/// Sizes and distances of a figure, in points. A page of paper and a page of terminal cells have different ones.
struct Metrics {
  var fontSize = 10.0
  var titleSize = 12.0
  var smallSize = 9.0
  var padding = 7.0
  var gap = 14.0
  var tickLength = 3.5
  var minorTickLength = 2.0
  var tickPadding = 3.5
  var labelPadding = 4.0
  var titlePadding = 6.0
  var legendPadding = 4.0
  var legendHandle = 20.0
  var frameWidth = 0.8
  /// Whether grids are drawn where axes do not say.
  var hasGrid = true
  /// Whether titles, the names of axes and legends are written.
  var hasWords = true
  /// Whether a line is drawn around the legend.
  var hasLegendFrame = true
  /// The side of a plot with all around it, below which everything becomes smaller with it.
  var leastCell = 90.0
  /// The height of a cell where text stands in cells; nil where it may stand at any height.
  var cellHeight: Double?
  var lineHeight: Double { cellHeight ?? TextMetrics.height(lines: 1) * fontSize }
  /// What lies between two entries of a legend.
  var legendGap: Double { cellHeight == nil ? legendPadding * 0.75 : 0 }

  /// The upper edge of the cells that a text whose upper edge is at a height will stand in.
  func onLine(_ y: Double) -> Double { cellHeight.map { (y / $0).rounded() * $0 } ?? y }

  /// The sizes for plots of a size: on a page as small as a stamp, text of the usual size would leave no plot.
  func fitted(to cell: Size) -> Metrics {
    let scale = max(0.25, min(cell.width, cell.height) / max(leastCell, 1))
    guard scale < 1 else { return self }
    var metrics = self
    for length in [
      \Metrics.fontSize, \.titleSize, \.smallSize, \.padding, \.gap, \.tickLength, \.minorTickLength, \.tickPadding,
      \.labelPadding, \.titlePadding, \.legendPadding, \.legendHandle, \.frameWidth,
    ] {
      metrics[keyPath: length] *= scale
    }
    return metrics
  }

  static let page = Metrics()
}
