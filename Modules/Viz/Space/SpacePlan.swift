/// The plan of a plot in space.
struct SpacePlan: AxesPlan {
  let axes: Axes
  let context: PlanContext
  let x: SpaceAxis
  let y: SpaceAxis
  let z: SpaceAxis
  private let title: String
  private let legend: LegendBox?
  private let bar: ColorBarPlan?
  let aspect: Double? = nil

  init(_ axes: Axes, _ context: PlanContext, size: Size) {
    self.axes = axes
    self.context = context
    require(
      axes.view.elevation.isFinite && axes.view.azimuth.isFinite,
      "view: an elevation of \(axes.view.elevation)° and an azimuth of \(axes.view.azimuth)° are no direction")
    let extents = axes.spaceMarks.map(\.extent)
    let length = min(size.width, size.height)
    func axis(_ found: [Interval?], _ limits: ClosedRange<Double>?, _ label: String, share: Double) -> SpaceAxis {
      let all = found.compactMap { $0 }
      var span = all.dropFirst().reduce(all.first ?? Interval(0, 1)) { $0.union($1) }.padded(scale: .linear, by: 0)
      if let limits, limits.lowerBound.isFinite, limits.upperBound.isFinite, limits.lowerBound < limits.upperBound {
        span = Interval(limits.lowerBound, limits.upperBound)
      }
      let count = max(2, min(7, Int(length * share / (context.metrics.fontSize * 3.2))))
      return SpaceAxis(
        span: span, ticks: .linear(span, count: count), label: context.metrics.hasWords ? label : "")
    }
    x = axis(extents.map(\.x), axes.xLimits, axes.xLabel, share: 0.7)
    y = axis(extents.map(\.y), axes.yLimits, axes.yLabel, share: 0.7)
    z = axis(extents.map(\.z), axes.zLimits, axes.zLabel, share: 0.6)
    title = context.words(axes.title, context.metrics.titleSize, width: size.width + 40)
    legend = context.legend(of: axes, plot: size)
    bar = axes.colorBar.flatMap { ColorBarPlan($0, axes.mapping, context, length: size.height * 0.7) }
  }

  var insets: Insets {
    var insets = Insets()
    if !title.isEmpty {
      insets.top = context.metrics.titlePadding + context.extent(title, context.metrics.titleSize).height
    }
    if let bar { insets.right = bar.width }
    return insets
  }

  func draw(in plot: Rect, on renderer: any Renderer) {
    // Numbers and names stand around the box. What they need beyond it hardly depends on its size, so that a few rounds
    // of measuring leave nothing outside and no room unused.
    var map = SpaceMap(x.span, y.span, z.span, axes.view, in: plot)
    for _ in 0..<3 {
      let frame = plot.inset(by: SpaceBox(plan: self, map: map).overhang())
      map = SpaceMap(x.span, y.span, z.span, axes.view, in: frame)
    }
    var box = SpaceBox(plan: self, map: map)
    box.drawWalls(on: renderer)
    var pieces: [SpacePiece] = []
    for mark in axes.spaceMarks { mark.add(to: &pieces, map, context.theme) }
    renderer.draw(pieces)
    box.drawAxes(on: renderer)
    if axes.spaceMarks.allSatisfy({ $0.extent.x == nil || $0.extent.y == nil || $0.extent.z == nil }) {
      renderer.draw(context.text("no data", at: plot.center, .center, .middle))
    } else if let note = axes.spaceMarks[0].note, axes.spaceMarks.allSatisfy({ $0.note != nil }) {
      renderer.draw(context.text(note, at: plot.center, .center, .middle))
    }
    if !title.isEmpty {
      renderer.draw(
        context.text(
          title, context.metrics.titleSize, at: Point(plot.center.x, plot.minY - context.metrics.titlePadding), .center,
          .bottom))
    }
    bar?.draw(
      beside: plot.inset(by: Insets(top: plot.height * 0.15, bottom: plot.height * 0.15)), right: 0, on: renderer)
    if let legend {
      let place = axes.legendPlace == .best ? LegendPlace.upperRight : axes.legendPlace
      legend.draw(at: legend.place(place, in: plot, InkMap(plot: plot)), on: renderer)
    }
  }
}

/// An axis in space.
struct SpaceAxis {
  var span: Interval
  var ticks: Ticks
  var label: String
}
