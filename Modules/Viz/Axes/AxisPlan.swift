/// One axis of a plot in the plane: its limits, its ticks and the room that its labels take.
struct AxisPlan {
  enum Direction { case x, y }

  let direction: Direction
  let span: Interval
  let ticks: Ticks
  let label: String
  /// Degrees by which the tick labels are turned.
  let rotation: Double
  /// The longest tick label across the axis.
  let labelDepth: Double
  /// How far the first and last label reach beyond the ends.
  let overhang: (start: Double, end: Double)
  private let context: PlanContext
  private let showsLabels: Bool

  init(
    _ direction: Direction, of axes: Axes, peers: [Axes], _ context: PlanContext, length: Double, shows: Bool
  ) {
    self.direction = direction
    self.context = context
    showsLabels = shows
    let isX = direction == .x
    let scale = isX ? axes.xScale : axes.yScale
    let span = Limits.span(direction, of: axes, peers: peers.isEmpty ? [axes] : peers)
    self.span = span
    label = context.words(isX ? axes.xLabel : axes.yLabel, context.metrics.fontSize, width: max(length, 60), lines: 3)
    let own = isX ? axes.xTicks : axes.yTicks
    let names = isX ? axes.xTickLabels : axes.yTickLabels
    let map = AxisMap(scale, span, from: 0, to: length)
    var ticks: Ticks
    if let own {
      let shown = own.enumerated().filter { $0.element >= span.low && $0.element <= span.high }
      let labels = shown.map { entry in
        if let names { return entry.offset < names.count ? names[entry.offset] : "" }
        return TickLabels.plain(entry.element)
      }
      // Names beyond half of the plot's share of the page would leave the plot no room.
      let most = isX ? max(context.cell.width, context.cell.height) * 0.5 : context.cell.width * 0.45
      ticks = Ticks(
        values: shown.map(\.element),
        labels: labels.map { label in
          label.split(separator: "\n", omittingEmptySubsequences: false).map {
            context.shortened($0, context.metrics.fontSize, width: most, inMiddle: true)
          }.joined(separator: "\n")
        })
    } else {
      let isWhole = Limits.isWhole(peers.isEmpty ? [axes] : peers, direction)
      ticks = Self.chosen(span, scale, isX: isX, isWhole: isWhole, length: length, map, context)
    }
    let fits = !isX || Self.fits(ticks, map, context, gap: 4)
    rotation = fits ? 0 : 35
    if !fits { ticks.thinLabels(map, room: context.metrics.fontSize * 1.6) }
    if Double(ticks.minor.count) > length / 2 { ticks.minor = [] }
    self.ticks = ticks
    let extents = ticks.labels.map { context.extent($0, rotation: fits ? 0 : 35) }
    labelDepth = shows ? (extents.map { isX ? $0.height : $0.width }.max() ?? 0) : 0
    let half = extents.map { (isX ? $0.width : $0.height) / 2 }
    let ends = zip(ticks.values, half).map { value, half in
      let place = map(value)
      return fits ? (half - place, place + half - length) : (half * 2 - place, 0)
    }
    overhang = shows ? (max(0, ends.map(\.0).max() ?? 0), max(0, ends.map(\.1).max() ?? 0)) : (0, 0)
  }

  /// The finest ticks whose labels keep apart from each other.
  private static func chosen(
    _ span: Interval, _ scale: Scale, isX: Bool, isWhole: Bool, length: Double, _ map: AxisMap,
    _ context: PlanContext
  ) -> Ticks {
    let size = context.metrics.fontSize
    var count = isX ? 9 : max(2, min(9, Int(length / (size * 2)) + 1))
    while count > 2 {
      let ticks = Ticks.chosen(for: span, scale: scale, count: count, isWhole: isWhole)
      if isX ? fits(ticks, map, context, gap: size * 0.9) : ticks.keepApart(map, by: size * 1.1) { return ticks }
      count -= 1
    }
    return Ticks.chosen(for: span, scale: scale, count: count, isWhole: isWhole)
  }

  private static func fits(_ ticks: Ticks, _ map: AxisMap, _ context: PlanContext, gap: Double) -> Bool {
    let ends = zip(ticks.values, ticks.labels).map { value, label in
      let half = context.extent(label).width / 2
      return (map(value) - half, map(value) + half)
    }.sorted { $0.0 < $1.0 }
    return zip(ends, ends.dropFirst()).allSatisfy { $0.1 + gap <= $1.0 }
  }

  /// The room across the axis: ticks, tick labels and label.
  var depth: Double {
    let metrics = context.metrics
    var depth = metrics.tickLength
    if labelDepth > 0 { depth += metrics.tickPadding + labelDepth }
    if direction == .x, !ticks.common.isEmpty, label.isEmpty, showsLabels {
      depth += metrics.lineHeight
    }
    if !label.isEmpty {
      let extent = context.extent(label)
      depth += metrics.labelPadding + (direction == .x ? extent.height : context.extent(label, rotation: 90).width)
    }
    return depth
  }

  /// The room above a y axis for what its labels have in common.
  var commonHeight: Double {
    direction == .y && !ticks.common.isEmpty && showsLabels ? context.metrics.lineHeight + 2 : 0
  }
}
