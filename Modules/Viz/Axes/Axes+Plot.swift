extension Axes {
  /// Draws a curve through points, markers at them, or both.
  ///
  /// `format` is matplotlib's short form: `"ro"` red discs, `"k.-"` dots joined by a black line. Values that are
  /// missing, infinite, or not positive on a log scale leave a gap. Where y has several columns, each is a curve.
  /// Widths and sizes are in points. Traps where x and y differ in length.
  @discardableResult
  public func plot(
    _ x: any PlotData, _ y: any PlotData, _ format: LineFormat? = nil, label: String? = nil, color: Color? = nil,
    lineWidth: Double = 1.5, lineStyle: LineStyle? = nil, marker: Marker? = nil, markerSize: Double = 6,
    alpha: Double = 1
  ) -> Axes {
    let series = Series.columns(x, y, of: "plot")
    for (index, (xs, ys)) in series.enumerated() {
      let marker = marker ?? format?.marker
      add(
        LineMark(
          x: Values(xs), y: Values(ys), color: (color ?? format?.color ?? nextColor()).opacity(alpha), width: lineWidth,
          style: lineStyle ?? format?.style ?? .solid, marker: marker, markerSize: markerSize,
          label: index == 0 ? label : nil))
    }
    return self
  }

  /// Draws a curve over 0, 1, 2 …
  @discardableResult
  public func plot(
    _ y: any PlotData, _ format: LineFormat? = nil, label: String? = nil, color: Color? = nil,
    lineWidth: Double = 1.5, lineStyle: LineStyle? = nil, marker: Marker? = nil, markerSize: Double = 6,
    alpha: Double = 1
  ) -> Axes {
    plot(
      0..<(y.plotShape.first ?? 1), y, format, label: label, color: color, lineWidth: lineWidth, lineStyle: lineStyle,
      marker: marker, markerSize: markerSize, alpha: alpha)
  }

  /// Draws a marker at every point.
  ///
  /// `size` is an area in points², as matplotlib's `s`: 36 is a disc 6 points wide. The outline adds its width.
  /// Points with a missing or infinite coordinate are left out. Traps where x and y differ in length.
  @discardableResult
  public func scatter(
    _ x: any PlotData, _ y: any PlotData, size: Double = 36, color: Color? = nil, marker: Marker = .circle,
    alpha: Double = 1, lineWidth: Double = 1.5, edgeColor: Color? = nil, label: String? = nil
  ) -> Axes {
    let (xs, ys) = Series.pair(x, y, of: "scatter")
    return add(
      ScatterMark(
        x: Values(xs), y: Values(ys), areas: .one(size), color: (color ?? nextColor()).opacity(alpha), marker: marker,
        edge: edgeColor?.opacity(alpha), edgeWidth: lineWidth, label: label))
  }

  /// Draws a marker at every point, its colour looked up in a colour map by a value, its area (points²) given or common.
  ///
  /// `limits` are the values at the ends of the map; without them the finite values decide. A point whose value is
  /// missing is left out. Traps where x, y, values and sizes differ in length.
  @discardableResult
  public func scatter(
    _ x: any PlotData, _ y: any PlotData, values: any PlotData, colorMap: ColorMap = .viridis, norm: Norm = .linear,
    limits: ClosedRange<Double>? = nil, sizes: (any PlotData)? = nil, size: Double = 36, marker: Marker = .circle,
    alpha: Double = 1, lineWidth: Double = 1.5, edgeColor: Color? = nil, label: String? = nil
  ) -> Axes {
    let (xs, ys) = Series.pair(x, y, of: "scatter")
    let values = values.plotValues
    require(values.count == xs.count, "scatter: \(xs.count) points, \(values.count) values")
    let areas = sizes?.plotValues
    require(areas == nil || areas?.count == xs.count, "scatter: \(xs.count) points, \(areas?.count ?? 0) sizes")
    var mark = ScatterMark(
      x: Values(xs), y: Values(ys), areas: areas.map { .many($0) } ?? .one(size), color: Color.ink.opacity(alpha),
      marker: marker,
      edge: edgeColor?.opacity(alpha), edgeWidth: lineWidth, label: label)
    mark.values = values
    mark.colors = ColorMapping(colorMap, norm, limits: limits, values: values)
    return add(mark)
  }

  /// Draws a marker at every point, each with an area of its own (points²). Traps where the lengths differ.
  @discardableResult
  public func scatter(
    _ x: any PlotData, _ y: any PlotData, sizes: any PlotData, color: Color? = nil, marker: Marker = .circle,
    alpha: Double = 1, lineWidth: Double = 1.5, edgeColor: Color? = nil, label: String? = nil
  ) -> Axes {
    let (xs, ys) = Series.pair(x, y, of: "scatter")
    let areas = sizes.plotValues
    require(areas.count == xs.count, "scatter: \(xs.count) points, \(areas.count) sizes")
    return add(
      ScatterMark(
        x: Values(xs), y: Values(ys), areas: .many(areas), color: (color ?? nextColor()).opacity(alpha), marker: marker,
        edge: edgeColor?.opacity(alpha), edgeWidth: lineWidth, label: label))
  }
}
