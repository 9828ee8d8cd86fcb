extension Figure {
  /// Curves over the epochs of a training, each with its name in the legend.
  ///
  /// The k-th value of a curve stands at x = k, counted from 1, or at `x[k]`. Missing values leave gaps.
  /// `smoothing`, 0 ..< 1, draws the exponential moving average with that weight on the past (corrected at its start, as
  /// TensorBoard does) over the faint curve itself. `yScale: .log` suits losses.
  public static func curves(
    _ curves: [(name: String, values: [Double])], x: (any PlotData)? = nil, xLabel: String = "", yLabel: String = "",
    title: String = "", xScale: Scale = .linear, yScale: Scale = .linear, smoothing: Double = 0,
    width: Double? = nil, height: Double? = nil, theme: Theme = .light
  ) -> Figure {
    require((0..<1).contains(smoothing), "Figure.curves: smoothing \(smoothing) is not in 0 ..< 1")
    let figure = Figure(width: width, height: height, theme: theme)
    let axes = figure.axes
    (axes.xLabel, axes.yLabel, axes.title, axes.xScale, axes.yScale) = (xLabel, yLabel, title, xScale, yScale)
    let places = x?.plotValues
    for (name, values) in curves {
      let xs = places ?? (0..<values.count).map { Double($0 + 1) }
      require(xs.count >= values.count, "Figure.curves: \(values.count) values of \"\(name)\" at \(xs.count) places")
      axes.curve(Array(xs.prefix(values.count)), values, label: name, smoothing: smoothing)
    }
    return figure
  }

  /// Curves over the epochs of a training, written as a dictionary literal in the order of the legend.
  public static func curves(
    _ curves: KeyValuePairs<String, [Double]>, x: (any PlotData)? = nil, xLabel: String = "", yLabel: String = "",
    title: String = "", xScale: Scale = .linear, yScale: Scale = .linear, smoothing: Double = 0,
    width: Double? = nil, height: Double? = nil, theme: Theme = .light
  ) -> Figure {
    self.curves(
      curves.map { (name: $0.key, values: $0.value) }, x: x, xLabel: xLabel, yLabel: yLabel, title: title,
      xScale: xScale, yScale: yScale, smoothing: smoothing, width: width, height: height, theme: theme)
  }
}

extension Axes {
  /// Draws one curve of a training history; a value between two gaps, which no line could show, becomes a dot.
  ///
  /// `smoothing` is the weight on the past of an exponential moving average, 0 ..< 1, drawn over the faint curve itself.
  /// Traps where x and y differ in length.
  @discardableResult
  public func curve(_ x: any PlotData, _ y: any PlotData, label: String? = nil, smoothing: Double = 0) -> Axes {
    let (xs, values) = Series.pair(x, y, of: "curve")
    let color = nextColor()
    if smoothing > 0 {
      plot(xs, values, color: color, lineWidth: 1, alpha: 0.3)
      return plot(xs, Smoothing.average(values, weight: smoothing), label: label, color: color)
    }
    return plot(xs, values, label: label, color: color)
  }
}

enum Smoothing {
  /// The exponential moving average, divided by the weight that has been given so far; gaps stay gaps.
  static func average(_ values: [Double], weight: Double) -> [Double] {
    var (sum, total) = (0.0, 0.0)
    return values.map { value in
      guard value.isFinite else { return .nan }
      sum = weight * sum + (1 - weight) * value
      total = weight * total + (1 - weight)
      return sum / total
    }
  }
}
