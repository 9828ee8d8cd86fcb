extension Axes {
  /// Draws a bar for each named value; the names stand below the bars, or beside them where they lie.
  ///
  /// Further calls with as many values draw over the same places: `offset` and `width`, in steps from name to name, set
  /// them side by side. `errors` draws a line of ± that much at each end, `capSize` its caps, as for
  /// ``errorBar(_:_:yError:xError:_:label:color:lineWidth:lineStyle:marker:capSize:)``. Traps where names and values
  /// differ in length.
  @discardableResult
  public func bar(
    _ names: [String], _ heights: any PlotData, label: String? = nil, color: Color? = nil, width: Double = 0.8,
    offset: Double = 0, errors: (any PlotData)? = nil, capSize: Double = 0, isHorizontal: Bool = false,
    alpha: Double = 1
  ) -> Axes {
    let heights = heights.plotValues
    require(names.count == heights.count, "bar: \(names.count) names, \(heights.count) values")
    let places = (0..<names.count).map(Double.init)
    if isHorizontal {
      (yTicks, yTickLabels, isYFlipped) = (places, names, true)
    } else {
      (xTicks, xTickLabels) = (places, names)
    }
    return bar(
      places.map { $0 + offset }, heights, label: label, color: color, width: width, errors: errors,
      capSize: capSize, isHorizontal: isHorizontal, alpha: alpha)
  }

  /// Draws bars from `base` to given heights, their middles at x. A missing value leaves its place empty. Traps where
  /// the lengths differ.
  @discardableResult
  public func bar(
    _ x: any PlotData, _ heights: any PlotData, label: String? = nil, color: Color? = nil, width: Double = 0.8,
    base: Double = 0, errors: (any PlotData)? = nil, capSize: Double = 0, isHorizontal: Bool = false,
    alpha: Double = 1
  ) -> Axes {
    let (places, heights) = Series.pair(x, heights, of: "bar")
    let bars = zip(places, heights).map { place, height in
      let (across, along) = ((place - width / 2, place + width / 2), (base, base + height))
      return isHorizontal ? BarsMark.Bar(x: along, y: across) : BarsMark.Bar(x: across, y: along)
    }
    add(
      BarsMark(
        bars: bars, color: (color ?? nextColor()).opacity(alpha), isHorizontal: isHorizontal, label: label))
    if let errors {
      let ends = heights.map { base + $0 }
      if isHorizontal {
        errorBar(ends, places, xError: errors, "k", lineStyle: LineStyle.none, capSize: capSize)
      } else {
        errorBar(places, ends, yError: errors, "k", lineStyle: LineStyle.none, capSize: capSize)
      }
    }
    return self
  }

  /// Draws how many values fall into each of `bins` equal intervals, or the share of each as a density.
  ///
  /// The last interval includes its upper end; missing and infinite values are left out; `range` are the outer ends,
  /// by default the smallest and the greatest value, as NumPy's `histogram` has it.
  @discardableResult
  public func histogram(
    _ values: any PlotData, bins: Int = 10, range: ClosedRange<Double>? = nil, isDensity: Bool = false,
    isCumulative: Bool = false, label: String? = nil, color: Color? = nil, alpha: Double = 1
  ) -> Axes {
    require(bins > 0, "histogram: \(bins) bins: at least one is needed")
    let counted = Histogram(values.plotValues, bins: bins, range: range)
    let heights = counted.heights(isDensity: isDensity, isCumulative: isCumulative)
    let bars = heights.indices.map {
      BarsMark.Bar(x: (counted.edges[$0], counted.edges[$0 + 1]), y: (0, heights[$0]))
    }
    return add(
      BarsMark(
        bars: bars, color: (color ?? nextColor()).opacity(alpha), edge: .paper, edgeWidth: bins > 60 ? 0 : 0.8,
        label: label))
  }
}

/// Counts of values in equal intervals.
struct Histogram {
  let edges: [Double]
  let counts: [Int]

  init(_ values: [Double], bins: Int, range: ClosedRange<Double>?) {
    let finite = values.filter { $0.isFinite }
    guard let found = range.map({ Interval($0.lowerBound, $0.upperBound) }) ?? Interval(of: finite) else {
      (edges, counts) = ([], [])
      return
    }
    let span = (found.low < found.high ? found : Interval(found.low - 0.5, found.high + 0.5)).opened()
    func edge(_ index: Int) -> Double {
      let share = Double(index) / Double(bins)
      return span.low * (1 - share) + span.high * share
    }
    let edges = (0...bins).map(edge)
    var counts = [Int](repeating: 0, count: bins)
    for value in finite where value >= span.low && value <= span.high {
      var bin = min(bins - 1, max(0, Int((value / 2 - span.low / 2) / span.half * Double(bins))))
      // Rounding must not carry a value over an edge.
      if value < edges[bin], bin > 0 { bin -= 1 } else if bin + 1 < bins, value >= edges[bin + 1] { bin += 1 }
      counts[bin] += 1
    }
    (self.edges, self.counts) = (edges, counts)
  }

  func heights(isDensity: Bool, isCumulative: Bool) -> [Double] {
    let total = Double(max(1, counts.reduce(0, +)))
    var heights = counts.enumerated().map { index, count in
      isDensity ? Double(count) / total / (isCumulative ? 1 : edges[index + 1] - edges[index]) : Double(count)
    }
    if isCumulative { for index in heights.indices.dropFirst() { heights[index] += heights[index - 1] } }
    return heights
  }
}
