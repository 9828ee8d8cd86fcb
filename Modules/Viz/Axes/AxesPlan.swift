/// What one plot needs of the page, and how it is drawn once it has a place.
protocol AxesPlan {
  /// The room around the plot for labels, ticks, title and colour bar.
  var insets: Insets { get }
  /// The plot's height for a width of 1; nil where it may have any.
  var aspect: Double? { get }
  func draw(in plot: Rect, on renderer: any Renderer)
}

/// What all plots of a figure are planned with.
struct PlanContext {
  let renderer: any Renderer
  let theme: Theme
  let metrics: Metrics
  /// The part of the page that belongs to one plot and all that stands around it.
  let cell: Size
  /// Axes whose limits are the same as those of the axes planned, themselves among them.
  var xPeers: [Axes] = []
  var yPeers: [Axes] = []
  var showsXTickLabels = true
  var showsYTickLabels = true

  func text(
    _ string: String, _ size: Double? = nil, at point: Point = Point(0, 0), _ horizontal: Text.Horizontal = .left,
    _ vertical: Text.Vertical = .baseline, rotation: Double = 0
  ) -> Text {
    Text(
      string, size: size ?? metrics.fontSize, color: theme.ink, at: point, horizontal, vertical, rotation: rotation)
  }

  func extent(_ string: String, _ size: Double? = nil, rotation: Double = 0) -> TextExtent {
    renderer.extent(of: text(string, size, rotation: rotation))
  }

  /// A title or the name of an axis, where those are written.
  func words(_ string: String, _ size: Double, width: Double, lines most: Int = 4) -> String {
    metrics.hasWords ? wrapped(string, size, width: width, lines: most) : ""
  }

  /// The legend of a plot of a size, where there is one.
  func legend(of axes: Axes, plot: Size) -> LegendBox? {
    metrics.hasWords && axes.legendPlace != .hidden ? LegendBox(axes.legendEntries, self, plot: plot) : nil
  }

  /// The text with lines broken at spaces so that none is wider than said, where that is possible; what is beyond a
  /// count of lines is left out, with dots in its place.
  func wrapped(_ string: String, _ size: Double, width: Double, lines most: Int = 4) -> String {
    guard !string.isEmpty, extent(string, size).width > width else { return string }
    let text = string.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var lines: [String] = []
      for word in line.split(separator: " ").flatMap({ pieces(of: $0, size, width: width) }) {
        if let last = lines.last, extent(last + " " + word, size).width <= width {
          lines[lines.count - 1] = last + " " + word
        } else {
          lines.append(String(word))
        }
      }
      return lines.joined(separator: "\n")
    }.joined(separator: "\n")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count > max(most, string.count { $0 == "\n" } + 1) else { return text }
    return (lines[..<(most - 1)] + [shortened(lines[most - 1] + " …", size, width: width)[...]]).joined(separator: "\n")
  }

  /// A line no wider than said, with dots where something is left out: at its end or, so that names of one beginning
  /// stay apart, in its middle.
  func shortened(_ string: some StringProtocol, _ size: Double, width: Double, inMiddle: Bool = false) -> String {
    let letters = Array(string)
    func kept(_ count: Int) -> String {
      let tail = inMiddle ? count / 2 : 0
      return letters[..<(count - tail)] + "…" + letters[(letters.count - tail)...]
    }
    guard extent(String(string), size).width > width else { return String(string) }
    var count = letters.count - 1
    while count > 0, extent(kept(count), size).width > width { count -= 1 }
    return kept(max(0, count))
  }
}

extension PlanContext {
  /// A word cut into pieces none of which is wider than said.
  private func pieces(of word: Substring, _ size: Double, width: Double) -> [Substring] {
    guard extent(String(word), size).width > width else { return [word] }
    var (pieces, rest) = ([Substring](), word)
    while !rest.isEmpty {
      var end = rest.index(after: rest.startIndex)
      while end < rest.endIndex, extent(String(rest[...end]), size).width <= width { end = rest.index(after: end) }
      pieces.append(rest[..<end])
      rest = rest[end...]
    }
    return pieces
  }
}

/// The plan of a plot in the plane.
struct FlatPlan: AxesPlan {
  let axes: Axes
  let context: PlanContext
  let x: AxisPlan
  let y: AxisPlan
  let twin: AxisPlan?
  let title: String
  let legend: LegendBox?
  let legendPlace: LegendPlace
  let aspect: Double?

  /// `size` is what the plot is expected to measure; it decides how many ticks there is room for.
  init(_ axes: Axes, _ context: PlanContext, size: Size) {
    self.axes = axes
    self.context = context
    require(
      (axes.xScale == .linear && axes.yScale == .linear) || !axes.marks.contains { $0 is ImageMark },
      "image: pixels of one size lie on linear scales alone")
    x = AxisPlan(.x, of: axes, peers: context.xPeers, context, length: size.width, shows: context.showsXTickLabels)
    y = AxisPlan(.y, of: axes, peers: context.yPeers, context, length: size.height, shows: context.showsYTickLabels)
    twin = axes.twin.map { AxisPlan(.y, of: $0, peers: [$0], context, length: size.height, shows: true) }
    // The title stands over the middle of the plot and may reach as far beyond it as the page does on either side.
    let spill =
      axes.isFrameVisible
      ? 2 * min(y.depth, x.overhang.end + context.metrics.padding - 4)
      : context.metrics.gap
    title = context.words(axes.title, context.metrics.titleSize, width: size.width + spill)
    legend = context.legend(of: axes, plot: size)
    let share = legend.map { $0.size.width * $0.size.height / max(1, size.width * size.height) } ?? 0
    // A legend that would hide most of the plot goes beside it.
    legendPlace = axes.legendPlace == .best && share > 0.5 ? .outside : axes.legendPlace
    let square = axes.isSquare || axes.marks.contains { $0.extent(x: axes.xScale, y: axes.yScale).isSquare }
    aspect = square && x.span.half > 0 ? y.span.half / x.span.half : nil
    barPlan = axes.colorBar.flatMap { ColorBarPlan($0, axes.mapping, context, length: size.height) }
  }

  let barPlan: ColorBarPlan?

  var insets: Insets {
    let metrics = context.metrics
    var insets = Insets()
    if axes.isFrameVisible {
      insets.left = max(y.depth, x.overhang.start)
      insets.bottom = max(x.depth, y.overhang.start)
      insets.right = x.overhang.end
      insets.top = max(y.overhang.end, y.commonHeight)
      if let twin {
        insets.right = max(insets.right, twin.depth)
        insets.top = max(insets.top, twin.commonHeight)
      }
    }
    if !title.isEmpty {
      insets.top =
        max(insets.top, y.commonHeight) + metrics.titlePadding
        + context.extent(title, metrics.titleSize).height
    }
    if let barPlan { insets.right += barPlan.width }
    if let barPlan, barPlan.commonHeight > 0, title.isEmpty { insets.top = max(insets.top, barPlan.commonHeight) }
    if legendPlace == .outside, let legend { insets.right += legend.size.width + metrics.gap / 2 }
    return insets
  }

  func draw(in plot: Rect, on renderer: any Renderer) {
    let metrics = context.metrics
    let xMap = AxisMap(axes.xScale, x.span, from: plot.minX, to: plot.maxX)
    func canvas(_ axes: Axes, _ y: AxisPlan) -> Canvas {
      let (from, to) = axes.isYFlipped ? (plot.minY, plot.maxY) : (plot.maxY, plot.minY)
      return Canvas(
        renderer: renderer, plot: plot, x: xMap, y: AxisMap(axes.yScale, y.span, from: from, to: to),
        theme: context.theme, metrics: metrics)
    }
    let main = canvas(axes, y)
    let other = twin.flatMap { plan in axes.twin.map { (axes: $0, plan: plan, canvas: canvas($0, plan)) } }
    let layers =
      axes.marks.map { ($0, main) } + (other.map { other in other.axes.marks.map { ($0, other.canvas) } } ?? [])
    renderer.clipped(to: plot) {
      if axes.grid ?? (metrics.hasGrid && !axes.marks.contains(where: \.coversGrid)), axes.isFrameVisible {
        drawGrid(main)
      }
      for (mark, canvas) in layers.enumerated().sorted(by: {
        ($0.element.0.layer.rawValue, $0.offset) < ($1.element.0.layer.rawValue, $1.offset)
      }).map(\.element) {
        mark.draw(on: canvas)
      }
    }
    if let note = emptyNote {
      renderer.draw(
        context.text(
          context.wrapped(note, metrics.fontSize, width: plot.width), at: plot.center, .center, .middle))
    }
    if axes.isFrameVisible { drawFrame(main, other?.canvas) }
    if !title.isEmpty {
      let clearance = axes.isFrameVisible ? max(y.commonHeight, twin?.commonHeight ?? 0) : 0
      renderer.draw(
        context.text(
          title, metrics.titleSize, at: Point(plot.center.x, plot.minY - metrics.titlePadding - clearance), .center,
          .bottom))
    }
    barPlan?.draw(beside: plot, right: axes.isFrameVisible ? twin?.depth ?? 0 : 0, on: renderer)
    drawLegend(plot, layers, on: renderer)
  }

  /// What to say in a plot whose marks have nothing to show.
  private var emptyNote: String? {
    let all = axes.marks + (axes.twin?.marks ?? [])
    guard !all.isEmpty else { return nil }
    func isBlank(_ x: Scale, _ y: Scale) -> Bool {
      all.allSatisfy { mark in
        let extent = mark.extent(x: x, y: y)
        return mark.isUnbounded ? extent.x == nil && extent.y == nil : extent.x == nil || extent.y == nil
      }
    }
    guard isBlank(axes.xScale, axes.yScale) else {
      let notes = all.map(\.note)
      return notes.contains(nil) ? nil : notes[0]
    }
    return isBlank(.linear, .linear) ? "no data" : "no positive values for the log scale"
  }

  private func drawLegend(_ plot: Rect, _ layers: [(any Mark, Canvas)], on renderer: any Renderer) {
    guard let legend else { return }
    let origin: Point
    if legendPlace == .outside {
      let right = insets.right - legend.size.width
      origin = Point(plot.maxX + right, plot.minY)
    } else {
      var ink = InkMap(plot: plot)
      if legendPlace == .best {
        for (mark, canvas) in layers { mark.occupy(&ink, on: canvas) }
      }
      origin = legend.place(legendPlace, in: plot, ink)
    }
    legend.draw(at: origin, on: renderer)
  }
}
