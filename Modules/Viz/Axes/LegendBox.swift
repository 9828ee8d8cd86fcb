/// The legend of a plot: its entries, its size, its place.
struct LegendBox {
  private let entries: [LegendEntry]
  private let context: PlanContext
  private let lineHeight: Double
  let size: Size

  /// nil where no mark has a label or the axes have one hidden.
  init?(_ entries: [LegendEntry], _ context: PlanContext) {
    guard !entries.isEmpty else { return nil }
    self.entries = entries
    self.context = context
    let metrics = context.metrics
    let extents = entries.map { context.extent($0.label) }
    lineHeight = metrics.lineHeight + metrics.legendPadding * 0.75
    let heights = extents.reduce(0) { $0 + $1.height + metrics.legendPadding * 0.75 }
    size = Size(
      width: (extents.map(\.width).max() ?? 0) + metrics.legendHandle + 4 * metrics.legendPadding,
      height: heights + metrics.legendPadding * 1.25)
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
    let box = Rect(x: origin.x, y: origin.y, width: size.width, height: size.height)
    renderer.fill(Path(box, cornerRadius: 2.5), theme.paper.opacity(0.85), rule: .nonZero)
    if metrics.hasLegendFrame {
      renderer.stroke(Path(box, cornerRadius: 2.5), Stroke(theme.ink.mixed(with: theme.paper, 0.75), 0.8))
    }
    var top = origin.y + metrics.legendPadding
    for entry in entries {
      let height = context.extent(entry.label).height
      let firstLine = top + metrics.lineHeight / 2
      let (from, to) = (
        origin.x + metrics.legendPadding * 1.5, origin.x + metrics.legendPadding * 1.5 + metrics.legendHandle
      )
      drawHandle(entry, from: from, to: to, middle: firstLine, on: renderer)
      renderer.draw(
        context.text(entry.label, at: Point(to + metrics.legendPadding * 1.5, top), .left, .top))
      top += height + metrics.legendPadding * 0.75
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
    if var marker = entry.marker {
      marker.points = MarkerPlaces([Point((from + to) / 2, middle)])
      marker.fills = marker.fills.map(theme.resolve)
      marker.edge = marker.edge.map(theme.resolve)
      renderer.draw(marker)
    }
  }
}
