extension Figure {
  /// Measures and places every plot, then draws the page. Gives the room that is left for each plot between its labels;
  /// where that is below 0 there is none.
  @discardableResult
  func draw(on renderer: any Renderer) -> Size {
    let page = Rect(x: 0, y: 0, width: renderer.size.width, height: renderer.size.height)
    renderer.fill(Path(page), theme.paper, rule: .nonZero)
    let cell = Size(width: page.width / Double(columns), height: page.height / Double(rows))
    let metrics = metrics.fitted(to: cell)
    let context = PlanContext(renderer: renderer, theme: theme, metrics: metrics, cell: cell)
    let heading = context.words(title, metrics.titleSize * 1.1, width: page.width - 2 * metrics.padding)
    var body = page.inset(by: metrics.padding)
    if !heading.isEmpty {
      let height = context.extent(heading, metrics.titleSize * 1.1).height
      renderer.draw(
        context.text(heading, metrics.titleSize * 1.1, at: Point(page.center.x, body.minY), .center, .top))
      body = body.inset(by: Insets(top: height + metrics.titlePadding))
    }
    // Ticks depend on the size of a plot, and that on the room for tick labels: two rounds settle both.
    let guess = Size(
      width: max(20, body.width / Double(columns) - 50), height: max(20, body.height / Double(rows) - 40))
    var plans = self.plans(context, sizes: Array(repeating: guess, count: grid.count))
    var (places, room) = places(plans, in: body, gap: metrics.gap)
    for _ in 0..<2 {
      plans = self.plans(context, sizes: places.map { Size(width: $0.width, height: $0.height) })
      (places, room) = self.places(plans, in: body, gap: metrics.gap)
    }
    for (plan, place) in zip(plans, places) { plan.draw(in: place, on: renderer) }
    return room
  }

  private func plans(_ context: PlanContext, sizes: [Size]) -> [any AxesPlan] {
    grid.enumerated().map { index, axes in
      var context = context
      if sharesX {
        context.xPeers = grid
        context.showsXTickLabels = index / columns == rows - 1
      }
      if sharesY {
        context.yPeers = grid
        context.showsYTickLabels = index % columns == 0
      }
      return axes.spaceMarks.isEmpty
        ? FlatPlan(axes, context, size: sizes[index]) : SpacePlan(axes, context, size: sizes[index])
    }
  }

  /// Every row has the insets of its neediest plot, every column too; what is left is divided evenly.
  private func places(_ plans: [any AxesPlan], in body: Rect, gap: Double) -> (places: [Rect], room: Size) {
    let insets = plans.map(\.insets)
    func most(_ indices: [Int], _ side: KeyPath<Insets, Double>) -> Double {
      indices.map { insets[$0][keyPath: side] }.max() ?? 0
    }
    let columnIndices = (0..<columns).map { column in (0..<rows).map { $0 * columns + column } }
    let rowIndices = (0..<rows).map { row in (0..<columns).map { row * columns + $0 } }
    let left = columnIndices.map { most($0, \.left) }, right = columnIndices.map { most($0, \.right) }
    let top = rowIndices.map { most($0, \.top) }, bottom = rowIndices.map { most($0, \.bottom) }
    let room = Size(
      width: (body.width - (left + right).reduce(0, +) - gap * Double(columns - 1)) / Double(columns),
      height: (body.height - (top + bottom).reduce(0, +) - gap * Double(rows - 1)) / Double(rows))
    let width = max(4, room.width), height = max(4, room.height)
    var (rects, y) = ([Rect](), body.minY)
    for row in 0..<rows {
      var x = body.minX
      y += top[row]
      for column in 0..<columns {
        x += left[column]
        let cell = Rect(x: x, y: y, width: width, height: height)
        rects.append(Self.fitted(cell, aspect: plans[row * columns + column].aspect))
        x += width + right[column] + gap
      }
      y += height + bottom[row] + gap
    }
    return (rects, room)
  }

  /// The largest rectangle of a given height for a width of 1 in the middle of a cell.
  private static func fitted(_ cell: Rect, aspect: Double?) -> Rect {
    guard let aspect, aspect > 0, aspect.isFinite else { return cell }
    let width = max(4, min(cell.width, cell.height / aspect))
    let height = max(4, min(cell.height, cell.width * aspect))
    return Rect(x: cell.center.x - width / 2, y: cell.center.y - height / 2, width: width, height: height)
  }
}
