extension FlatPlan {
  func drawGrid(_ canvas: Canvas) {
    let stroke = Stroke.hairline(canvas.theme.grid)
    for value in x.ticks.values {
      let place = canvas.x(value)
      canvas.renderer.stroke(
        Path(from: Point(place, canvas.plot.minY), to: Point(place, canvas.plot.maxY)), stroke)
    }
    for value in y.ticks.values {
      let place = canvas.y(value)
      canvas.renderer.stroke(
        Path(from: Point(canvas.plot.minX, place), to: Point(canvas.plot.maxX, place)), stroke)
    }
  }

  /// The box, the ticks and everything written beside them.
  func drawFrame(_ canvas: Canvas, _ other: Canvas?) {
    let stroke = Stroke.hairline(canvas.theme.ink, canvas.metrics.frameWidth)
    canvas.renderer.stroke(Path(canvas.plot), stroke)
    drawXAxis(canvas, stroke)
    drawYAxis(canvas, y, axes, stroke, side: -1)
    if let other, let twin, let twinAxes = axes.twin { drawYAxis(other, twin, twinAxes, stroke, side: 1) }
  }

  private func drawXAxis(_ canvas: Canvas, _ stroke: Stroke) {
    let (metrics, bottom) = (canvas.metrics, canvas.plot.maxY)
    func tick(_ value: Double, _ length: Double) -> Double {
      let place = canvas.x(value)
      if length > 0 {
        canvas.renderer.stroke(Path(from: Point(place, bottom), to: Point(place, bottom + length)), stroke)
      }
      return place
    }
    for value in x.ticks.minor { _ = tick(value, metrics.minorTickLength) }
    let top = bottom + metrics.tickLength + metrics.tickPadding
    for (value, label) in zip(x.ticks.values, x.ticks.labels) {
      let place = tick(value, metrics.tickLength)
      guard context.showsXTickLabels else { continue }
      if x.rotation == 0 {
        canvas.renderer.draw(context.text(label, at: Point(place, top), .center, .top))
      } else {
        canvas.renderer.draw(context.text(label, at: Point(place + 3, top), .right, .top, rotation: x.rotation))
      }
    }
    let below = top + x.labelDepth + metrics.labelPadding
    if context.showsXTickLabels, !x.ticks.common.isEmpty {
      canvas.renderer.draw(context.text(x.ticks.common, at: Point(canvas.plot.maxX, below), .right, .top))
    }
    if !x.label.isEmpty {
      canvas.renderer.draw(context.text(x.label, at: Point(canvas.plot.center.x, below), .center, .top))
    }
  }

  private func drawYAxis(_ canvas: Canvas, _ plan: AxisPlan, _ axes: Axes, _ stroke: Stroke, side: Double) {
    let metrics = canvas.metrics
    let edge = side < 0 ? canvas.plot.minX : canvas.plot.maxX
    let isLabelled = side > 0 || context.showsYTickLabels
    func tick(_ value: Double, _ length: Double) -> Double {
      let place = canvas.y(value)
      if length > 0 {
        canvas.renderer.stroke(Path(from: Point(edge, place), to: Point(edge + side * length, place)), stroke)
      }
      return place
    }
    for value in plan.ticks.minor { _ = tick(value, metrics.minorTickLength) }
    let start = edge + side * (metrics.tickLength + metrics.tickPadding)
    for (value, label) in zip(plan.ticks.values, plan.ticks.labels) {
      let place = tick(value, metrics.tickLength)
      guard isLabelled else { continue }
      canvas.renderer.draw(context.text(label, at: Point(start, place), side < 0 ? .right : .left, .middle))
    }
    if isLabelled, !plan.ticks.common.isEmpty {
      canvas.renderer.draw(
        context.text(
          plan.ticks.common, at: Point(edge, canvas.plot.minY - 2 - metrics.labelPadding / 2),
          side < 0 ? .left : .right, .bottom))
    }
    if !plan.label.isEmpty {
      let depth = plan.depth
      canvas.renderer.draw(
        context.text(
          plan.label, at: Point(edge + side * depth, canvas.plot.center.y), .center, side < 0 ? .top : .bottom,
          rotation: 90))
    }
  }
}
