import Tensor

/// A page with a grid of plots.
///
/// ```swift
/// let figure = Figure()
/// figure.axes.plot(x, y, "ro", label: "Original data")
/// figure.axes.xLabel = "x"
/// try figure.write(to: "fit.png")
/// ```
public final class Figure {
  /// How many rows of plots there are.
  public let rows: Int
  /// How many columns of plots there are.
  public let columns: Int
  /// The page's width in inches. Traps where it is not positive and finite.
  public var width: Double { didSet { Self.requireSize(width, height) } }
  /// The page's height in inches. Traps where it is not positive and finite.
  public var height: Double { didSet { Self.requireSize(width, height) } }
  /// Pixels to the inch of a PNG file. Traps where they are not positive and finite.
  public var dpi = 100.0 {
    didSet { require(dpi > 0 && dpi.isFinite, "Figure: \(dpi) pixels to the inch: a positive number is needed") }
  }
  /// The line above all plots.
  public var title = ""
  /// The colours of page, ink and series.
  public var theme: Theme
  /// Whether all plots have the same limits in x; only the lowest row then writes its tick labels.
  public var sharesX: Bool
  /// Whether all plots have the same limits in y; only the first column then writes its tick labels.
  public var sharesY: Bool
  /// Called with a warning, once for each thing to warn of. By default the warning goes to standard error.
  public var onWarning: (String) -> Void = { StandardStream.error.write("martlet: \($0.visibleLines)\n") }

  let grid: [Axes]
  var metrics = Metrics.page
  private var warned: Set<String> = []

  /// A page of `rows` × `columns` plots, in inches. One plot is 6.4 × 4.8 as in matplotlib; a grid has 4.8 × 3.7 for
  /// each. Traps where there would be no plot, more than 10,000 of them, or a page without area.
  public convenience init(
    rows: Int = 1, columns: Int = 1, width: Double? = nil, height: Double? = nil, theme: Theme = .light,
    sharesX: Bool = false, sharesY: Bool = false
  ) {
    require(rows > 0 && columns > 0, "Figure: \(rows) rows and \(columns) columns: at least one of each is needed")
    require(
      rows <= 10_000 / columns, "Figure: \(rows) rows and \(columns) columns: at most 10,000 plots are possible")
    let isSingle = rows * columns == 1
    let width = width ?? (isSingle ? 6.4 : min(4.8 * Double(columns), 16))
    let height = height ?? (isSingle ? 4.8 : 3.7 * Double(rows))
    Self.requireSize(width, height)
    self.init(
      rows: rows, columns: columns, width: width, height: height, theme: theme, sharesX: sharesX, sharesY: sharesY,
      grid: (0..<rows * columns).map { _ in Axes() })
  }

  init(
    rows: Int, columns: Int, width: Double, height: Double, theme: Theme, sharesX: Bool, sharesY: Bool, grid: [Axes]
  ) {
    (self.rows, self.columns, self.width, self.height) = (rows, columns, width, height)
    (self.theme, self.sharesX, self.sharesY, self.grid) = (theme, sharesX, sharesY, grid)
  }

  private static func requireSize(_ width: Double, _ height: Double) {
    require(
      width > 0 && height > 0 && width.isFinite && height.isFinite,
      "Figure: \(width) × \(height) inches is not a size")
  }

  /// The first plot; of most figures, the only one.
  public var axes: Axes { grid[0] }

  /// The plot in a row and a column, both counted from 0. Traps outside of the grid.
  public subscript(row: Int, column: Int) -> Axes {
    require(
      (0..<rows).contains(row) && (0..<columns).contains(column),
      "Figure: no plot at [\(row), \(column)] in \(rows) rows and \(columns) columns")
    return grid[row * columns + column]
  }

  /// Warns once of each thing.
  func warn(_ message: String) {
    if warned.insert(message).inserted { onWarning(message) }
  }
}
