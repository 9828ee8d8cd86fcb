/// The five numbers of a sample: a box from the first to the third quartile, whiskers, and what lies beyond them.
struct BoxPlotMark: Mark {
  struct Summary {
    var quartiles: (Double, Double, Double)
    var whiskers: (Double, Double)
    var outliers: [Double]

    /// Quartiles as NumPy's `percentile` interpolates them; whiskers reach to the last values within 1.5 times the
    /// height of the box (J. W. Tukey). nil for a sample without finite values.
    init?(_ sample: [Double]) {
      let sorted = sample.filter { $0.isFinite }.sorted()
      guard let first = sorted.first, let last = sorted.last else { return nil }
      func quantile(_ share: Double) -> Double {
        let place = share * Double(sorted.count - 1)
        let lower = Int(place)
        let upper = min(lower + 1, sorted.count - 1)
        return sorted[lower] + (sorted[upper] - sorted[lower]) * (place - Double(lower))
      }
      let (low, high) = (quantile(0.25), quantile(0.75))
      let reach = 1.5 * (high - low)
      quartiles = (low, quantile(0.5), high)
      whiskers = (
        min(low, sorted.first { $0 >= low - reach } ?? first), max(high, sorted.last { $0 <= high + reach } ?? last)
      )
      outliers = sorted.filter { $0 < low - reach || $0 > high + reach }
    }
  }

  var summaries: [Summary?]
  var width: Double
  var color: Color

  var layer: Layer { .area }

  func extent(x xScale: Scale, y yScale: Scale) -> DataExtent {
    let values = summaries.compactMap { $0 }.flatMap { [$0.whiskers.0, $0.whiskers.1] + $0.outliers }
    return DataExtent(
      x: values.isEmpty ? nil : Interval(0.5, Double(summaries.count) + 0.5), y: Interval(of: values, scale: yScale),
      fixedX: [0.5, Double(summaries.count) + 0.5])
  }

  func draw(on canvas: Canvas) {
    let (ink, line) = (canvas.theme.ink, canvas.resolve(color))
    var stroke = Stroke(ink, 1)
    stroke.cap = .butt
    for (index, summary) in summaries.enumerated() {
      guard let summary else { continue }
      let middle = Double(index + 1)
      func point(_ shift: Double, _ value: Double) -> Point { canvas.point(middle + shift * width / 2, value) }
      func draw(_ a: Point, _ b: Point, _ stroke: Stroke) {
        if a.isFinite && b.isFinite { canvas.renderer.stroke(Path(from: a, to: b), stroke) }
      }
      let (q1, q2, q3) = summary.quartiles
      let box = Path(polygon: [point(-1, q1), point(1, q1), point(1, q3), point(-1, q3)])
      if point(0, q1).isFinite {
        canvas.renderer.fill(box, line.opacity(0.25), rule: .nonZero)
        canvas.renderer.stroke(box, stroke)
      }
      draw(
        point(-1, q2), point(1, q2),
        {
          var s = Stroke(line, 2); s.cap = .butt; return s
        }())
      for (quartile, whisker) in [(q1, summary.whiskers.0), (q3, summary.whiskers.1)] {
        draw(point(0, quartile), point(0, whisker), stroke)
        draw(point(-0.5, whisker), point(0.5, whisker), stroke)
      }
      canvas.renderer.draw(
        MarkerBatch(
          marker: .circle, points: MarkerPlaces(summary.outliers.map { point(0, $0) }), sizes: .one(4),
          fills: .one(canvas.theme.paper), edge: ink, edgeWidth: 0.8))
    }
  }
}

extension Axes {
  /// Draws a box for each sample: its quartiles, whiskers to the last values within 1.5 box heights, and the values
  /// beyond them as dots. Missing values are left out. Traps where there are other than one name for each sample.
  @discardableResult
  public func boxPlot(_ samples: [any PlotData], names: [String]? = nil, color: Color = "C0") -> Axes {
    require(
      names == nil || names?.count == samples.count, "boxPlot: \(samples.count) samples, \(names?.count ?? 0) names")
    xTicks = (0..<samples.count).map { Double($0 + 1) }
    xTickLabels = names ?? (0..<samples.count).map { "\($0 + 1)" }
    return add(
      BoxPlotMark(summaries: samples.map { BoxPlotMark.Summary($0.plotValues) }, width: 0.5, color: color))
  }
}
