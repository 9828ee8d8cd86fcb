/// The strip beside a plot that tells which colour stands for which value.
struct ColorBar {
  var label: String
}

extension Axes {
  /// Adds a strip that tells which colour stands for which value, for the last mark whose colours stand for values.
  @discardableResult
  public func colorBar(label: String = "") -> Axes {
    colorBar = ColorBar(label: label)
    return self
  }
}

/// A colour bar with its ticks, and the room it takes.
struct ColorBarPlan {
  private let mapping: ColorMapping
  private let context: PlanContext
  private let ticks: Ticks
  private let label: String
  private let thickness = 11.0
  private let labelWidth: Double
  let width: Double
  /// The strip beside a picture of few rows is higher than the picture, so that its numbers have room.
  private let shortest: Double

  /// The room above the strip for what its numbers have in common.
  var commonHeight: Double { ticks.common.isEmpty ? 0 : context.metrics.lineHeight + 3 }

  /// nil where no mark's colours stand for values.
  init?(_ bar: ColorBar, _ mapping: ColorMapping?, _ context: PlanContext, length: Double) {
    guard let mapping else { return nil }
    self.mapping = mapping
    self.context = context
    let metrics = context.metrics
    let scale: Scale = mapping.norm == .log ? .log : .linear
    let (low, high) = (mapping.low, mapping.high)
    let span = (low < high ? Interval(low, high) : Interval(low - 0.5, low + 0.5)).opened(scale)
    shortest = metrics.fontSize * 5
    let count = max(2, min(9, Int(max(length, shortest) / (metrics.fontSize * 2)) + 1))
    if let levels = mapping.levels, levels.count >= 2 {
      let every = max(1, Int((Double(levels.count) / Double(count)).rounded(.up)))
      let first = (levels.firstIndex(of: 0) ?? 0) % every
      let shown = stride(from: first, to: levels.count, by: every).map { levels[$0] }
      ticks = Ticks(values: shown, labels: TickLabels.together(shown))
    } else {
      ticks = .chosen(for: span, scale: scale, count: count)
    }
    label = context.words(bar.label, metrics.fontSize, width: max(length, shortest))
    labelWidth = ticks.labels.map { context.extent($0).width }.max() ?? 0
    var width = metrics.gap * 0.8 + thickness + metrics.tickLength + metrics.tickPadding + labelWidth
    if !label.isEmpty { width += metrics.labelPadding + context.extent(label, rotation: 90).width }
    self.width = width
  }

  func draw(beside plot: Rect, right: Double, on renderer: any Renderer) {
    let (metrics, theme) = (context.metrics, context.theme)
    let length = max(plot.height, shortest)
    let strip = Rect(
      x: plot.maxX + right + metrics.gap * 0.8, y: plot.center.y - length / 2, width: thickness, height: length)
    drawStrip(strip, on: renderer)
    let stroke = Stroke.hairline(theme.ink, metrics.frameWidth)
    renderer.stroke(Path(strip), stroke)
    func height(_ value: Double) -> Double? { place(value).map { strip.maxY - $0 * strip.height } }
    for value in ticks.minor {
      guard let y = height(value) else { continue }
      renderer.stroke(Path(from: Point(strip.maxX, y), to: Point(strip.maxX + metrics.minorTickLength, y)), stroke)
    }
    for (value, text) in zip(ticks.values, ticks.labels) {
      guard let y = height(value) else { continue }
      renderer.stroke(Path(from: Point(strip.maxX, y), to: Point(strip.maxX + metrics.tickLength, y)), stroke)
      renderer.draw(
        context.text(text, at: Point(strip.maxX + metrics.tickLength + metrics.tickPadding, y), .left, .middle))
    }
    if !ticks.common.isEmpty {
      renderer.draw(context.text(ticks.common, at: Point(strip.minX, strip.minY - 3), .left, .bottom))
    }
    if !label.isEmpty {
      let x = strip.maxX + metrics.tickLength + metrics.tickPadding + labelWidth + metrics.labelPadding
      renderer.draw(context.text(label, at: Point(x, strip.center.y), .center, .top, rotation: 90))
    }
  }

  /// How far up the strip a value lies, 0 … 1; nil beyond its ends.
  private func place(_ value: Double) -> Double? {
    if mapping.isBanded, let levels = mapping.levels, levels.count >= 2 {
      guard let index = levels.firstIndex(of: value) else { return nil }
      return Double(index) / Double(levels.count - 1)
    }
    guard mapping.high > mapping.low else { return value == mapping.low ? 0.5 : nil }
    let scale: Scale = mapping.norm == .log ? .log : .linear
    let share = AxisMap(scale, Interval(mapping.low, mapping.high), from: 0, to: 1)(value)
    return share >= -1e-9 && share <= 1 + 1e-9 ? share : nil
  }

  private func drawStrip(_ strip: Rect, on renderer: any Renderer) {
    let steps = mapping.isBanded ? max(1, (mapping.levels?.count ?? 2) - 1) : 256
    var pixels: [UInt8] = []
    for step in (0..<steps).reversed() {
      let color: Color?
      if mapping.isBanded, let levels = mapping.levels, levels.count >= 2 {
        color = mapping.color(mapping.middle(levels[step], levels[step + 1]))
      } else if mapping.high > mapping.low {
        let scale: Scale = mapping.norm == .log ? .log : .linear
        let map = AxisMap(scale, Interval(mapping.low, mapping.high), from: 0, to: 255)
        color = mapping.color(map.inverse(Double(step)))
      } else {
        color = mapping.map.color(0.5)
      }
      pixels += (color ?? Color(gray: 0.5)).bytes
    }
    renderer.draw(PixelImage(width: 1, height: steps, rgba: pixels, isSmooth: false), in: strip)
  }
}
