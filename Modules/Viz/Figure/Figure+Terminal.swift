extension Figure {
  /// The figure as text for a terminal: characters and escape sequences, or a picture where the terminal shows them.
  ///
  /// It takes as many lines as the options have rows, and ends with a newline. Where characters would leave a plot less
  /// than three lines, titles, the names of axes and legends are left out; where it then has less than two, the text says
  /// that there is no room.
  public func text(for options: TerminalOptions) throws -> String {
    switch options.pixels {
    case .blocks: return blocks(options)
    case .sixel: return Sixel.encode(try fitted(options).pixels()) + "\n"
    case .kitty:
      let figure = fitted(options)
      return KittyPicture.encode(try figure.encoded(as: .png), rows: figure.lines) + "\n"
    }
  }

  /// How many lines of a terminal the figure takes as a picture.
  var lines: Int { max(1, Int((height * dpi / Self.cellPixels.height).rounded(.up))) }

  /// What a cell of a terminal commonly measures in pixels.
  private static let cellPixels = Size(width: 10, height: 20)

  /// The same plots on a page as large as the terminal, at most as large as the figure.
  func fitted(_ options: TerminalOptions) -> Figure {
    let (width, height) = (
      Double(options.columns) * Self.cellPixels.width, Double(max(1, options.rows - 1)) * Self.cellPixels.height
    )
    let scale = min(1, width / (self.width * dpi), height / (self.height * dpi))
    let figure = Figure(of: self)
    figure.dpi = dpi * scale
    return figure
  }

  private func blocks(_ options: TerminalOptions) -> String {
    func page() -> TerminalRenderer { TerminalRenderer(columns: options.columns, rows: options.rows, theme: theme) }
    let figure = Figure(of: self)
    figure.metrics = .terminal
    for (hasWords, lines) in [(true, 3.0), (false, 2)] {
      figure.metrics.hasWords = hasWords
      let renderer = page()
      let room = figure.draw(on: renderer)
      let cell = TerminalRenderer.cell
      if room.width >= 2 * cell.width, room.height >= lines * cell.height { return renderer.grid.text(options.colors) }
    }
    let renderer = page()
    let context = PlanContext(renderer: renderer, theme: theme, metrics: figure.metrics, cell: renderer.size)
    let note = "no room for a picture: \(options.columns) × \(options.rows) characters"
    let wrapped = context.wrapped(note, figure.metrics.fontSize, width: renderer.size.width)
    renderer.draw(context.text(wrapped, at: Point(0, 0), .left, .top))
    return renderer.grid.text(options.colors)
  }

  /// A page with the same plots.
  private convenience init(of other: Figure) {
    self.init(
      rows: other.rows, columns: other.columns, width: other.width, height: other.height, theme: other.theme,
      sharesX: other.sharesX, sharesY: other.sharesY, grid: other.grid)
    (dpi, title, metrics, onWarning) = (other.dpi, other.title, other.metrics, other.onWarning)
  }
}

extension Metrics {
  /// Whole cells of 6 × 12 points.
  static var terminal: Metrics {
    var metrics = Metrics()
    (metrics.titleSize, metrics.smallSize, metrics.padding, metrics.gap) = (10, 10, 0, 6)
    (metrics.tickLength, metrics.minorTickLength, metrics.tickPadding) = (3, 0, 3)
    (metrics.labelPadding, metrics.titlePadding, metrics.legendPadding, metrics.legendHandle) = (0, 0, 3, 12)
    (metrics.hasGrid, metrics.hasLegendFrame, metrics.leastCell) = (false, false, 0)
    metrics.cellHeight = TerminalRenderer.cell.height
    return metrics
  }
}
