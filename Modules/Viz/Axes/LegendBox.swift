/// The legend of a plot: its entries, its size, its place.
struct LegendBox {
  private struct Column {
    var entries: [LegendEntry] = []
    var width = 0.0
    var height = 0.0
  }

  private let columns: [Column]
  private let context: PlanContext
  let size: Size

  /// Entries below each other, in as many columns as a plot of a size leaves them room for; of those beyond, only the
  /// count is written. nil where no mark has a label.
  init?(_ entries: [LegendEntry], _ context: PlanContext, plot: Size) {
    guard !entries.isEmpty else { return nil }
    self.context = context
    let metrics = context.metrics
    var columns = [Column()]
    func width(_ label: String) -> Double {
      context.extent(label).width + metrics.legendHandle + 4 * metrics.legendPadding
    }
    for var entry in entries {
      entry.label = context.wrapped(entry.label, metrics.fontSize, width: max(60, context.cell.width * 0.5))
      let extent = context.extent(entry.label)
      let height = extent.height + metrics.legendGap
      if columns[columns.count - 1].height + height > max(plot.height, 40) - 4 * metrics.legendPadding,
        !columns[columns.count - 1].entries.isEmpty
      {
        columns.append(Column())
      }
      let last = columns.count - 1
      columns[last].entries.append(entry)
      columns[last].width = max(columns[last].width, width(entry.label))
      columns[last].height += height
    }
    while columns.count > 1, columns.reduce(0, { $0 + $1.width }) > plot.width * 0.6 { columns.removeLast() }
    let left = entries.count - columns.reduce(0) { $0 + $1.entries.count }
    if left > 0 {
      let last = columns.count - 1
      let rest = "… and \(left + 1) more"
      columns[last].entries[columns[last].entries.count - 1] = LegendEntry(label: rest)
      columns[last].width = max(columns[last].width, width(rest))
    }
    self.columns = columns
    size = Size(
      width: columns.reduce(0) { $0 + $1.width },
      height: (columns.map(\.height).max() ?? 0) - metrics.legendGap + 2 * metrics.legendPadding)
  }

  /// The upper left corner of the legend; `best` takes the corner, and if all are drawn on the side, with the least ink.
  func place(_ place: LegendPlace, in plot: Rect, _ ink: InkMap) -> Point {
    let margin = context.metrics.legendPadding * 1.25
    let (left, right) = (plot.minX + margin, plot.maxX - size.width - margin)
    let (top, bottom) = (plot.minY + margin, plot.maxY - size.height - margin)
    let (middleX, middleY) = ((left + right) / 2, (top + bottom) / 2)
    switch place {
    case .upperRight, .outside, .hidden: return Point(right, top)
    case .upperLeft: return Point(left, top)
    case .lowerLeft: return Point(left, bottom)
    case .lowerRight: return Point(right, bottom)
    case .upperCenter: return Point(middleX, top)
    case .lowerCenter: return Point(middleX, bottom)
    case .centerLeft: return Point(left, middleY)
    case .centerRight: return Point(right, middleY)
    case .center: return Point(middleX, middleY)
    case .best: break
    }
    let candidates = [
      Point(right, top), Point(left, top), Point(left, bottom), Point(right, bottom), Point(right, middleY),
      Point(left, middleY), Point(middleX, top), Point(middleX, bottom),
    ]
    var best = (place: candidates[0], weight: Double.infinity)
    for candidate in candidates {
      let weight = ink.weight(
        in: Rect(x: candidate.x, y: candidate.y, width: size.width, height: size.height).inset(by: -2))
      if weight < best.weight { best = (candidate, weight) }
    }
    return best.place
  }

  func draw(at origin: Point, on renderer: any Renderer) {
    let (metrics, theme) = (context.metrics, context.theme)
    // Signs and texts stand in the same cells, and what is cleared for them are those cells.
    let first = metrics.onLine(origin.y + metrics.legendPadding)
    let rim = metrics.cellHeight == nil ? metrics.legendPadding : 0
    let box = Rect(
      x: origin.x, y: first - rim, width: size.width, height: size.height - 2 * (metrics.legendPadding - rim))
    renderer.fill(Path(box, cornerRadius: 2.5), theme.paper.opacity(0.85), rule: .nonZero)
    if metrics.hasLegendFrame {
      renderer.stroke(Path(box, cornerRadius: 2.5), Stroke(theme.ink.mixed(with: theme.paper, 0.75), 0.8))
    }
    var left = origin.x + metrics.legendPadding * 1.5
    for column in columns {
      var top = first
      for entry in column.entries {
        let height = context.extent(entry.label).height
        let to = left + metrics.legendHandle
        drawHandle(entry, from: left, to: to, middle: top + metrics.lineHeight / 2, on: renderer)
        renderer.draw(
          context.text(entry.label, at: Point(to + metrics.legendPadding * 1.5, top), .left, .top))
        top += height + metrics.legendGap
      }
      left += column.width
    }
  }

  private func drawHandle(
    _ entry: LegendEntry, from: Double, to: Double, middle: Double, on renderer: any Renderer
  ) {
    let theme = context.theme
    if let area = entry.area {
      let height = context.metrics.fontSize * 0.7
      renderer.fill(
        Path(Rect(x: from, y: middle - height / 2, width: to - from, height: height)), theme.resolve(area),
        rule: .nonZero)
    }
    if var line = entry.line {
      line.color = theme.resolve(line.color)
      if line.cap == .round { line.cap = .butt }
      renderer.stroke(Path(from: Point(from, middle), to: Point(to, middle)), line)
    }
    if let bars = entry.errorBars {
      let (size, center) = (context.metrics.fontSize, Point((from + to) / 2, middle))
      var path = Path()
      if bars.alongY { path.append(errorBar(at: center, half: Point(0, size * 0.5), bars.capSize)) }
      if bars.alongX { path.append(errorBar(at: center, half: Point(size * 0.7, 0), bars.capSize)) }
      var stroke = Stroke(theme.resolve(bars.color), bars.width)
      stroke.cap = .butt
      renderer.stroke(path, stroke)
    }
    if var marker = entry.marker {
      marker.points = MarkerPlaces([Point((from + to) / 2, middle)])
      marker.fills = marker.fills.map(theme.resolve)
      marker.edge = marker.edge.map(theme.resolve)
      renderer.draw(marker)
    }
  }

  private func errorBar(at center: Point, half: Point, _ capSize: Double) -> Path {
    let cap = half.x == 0 ? Point(min(capSize, 3), 0) : Point(0, min(capSize, 3))
    var path = Path(from: center - half, to: center + half)
    for end in [center - half, center + half] where capSize > 0 { path.append(Path(from: end - cap, to: end + cap)) }
    return path
  }
}
