extension Axes {
  /// Draws points with bars of ± an error each in y, in x, or both.
  ///
  /// An error alone holds for all points. `capSize` is half the length, in points, of the caps at the ends of the bars;
  /// 0, as in matplotlib, draws none. Traps where the lengths differ.
  @discardableResult
  public func errorBar(
    _ x: any PlotData, _ y: any PlotData, yError: (any PlotData)? = nil, xError: (any PlotData)? = nil,
    _ format: LineFormat? = nil, label: String? = nil, color: Color? = nil, lineWidth: Double = 1.5,
    lineStyle: LineStyle? = nil, marker: Marker? = nil, capSize: Double = 0
  ) -> Axes {
    let (xs, ys) = Series.pair(x, y, of: "errorBar")
    func ends(_ center: [Double], _ error: (any PlotData)?) -> (low: Values, high: Values)? {
      guard var error = error?.plotValues else { return nil }
      if error.count == 1 { error = Array(repeating: error[0], count: center.count) }
      require(error.count == center.count, "errorBar: \(center.count) points, \(error.count) errors")
      return (Values(zip(center, error).map { $0 - $1 }), Values(zip(center, error).map { $0 + $1 }))
    }
    let color = color ?? format?.color ?? nextColor()
    var points = LineMark(
      x: Values(xs), y: Values(ys), color: color, width: lineWidth, style: lineStyle ?? format?.style ?? .solid,
      marker: marker ?? format?.marker, markerSize: 6, label: label)
    add(
      ErrorBarMark(
        x: points.x, y: points.y, xEnds: ends(xs, xError), yEnds: ends(ys, yError), color: color, width: lineWidth,
        capSize: capSize, points: points))
    points.label = nil
    return points.style == .none && points.marker == nil ? self : add(points)
  }

  /// Fills the area between two curves over the same x, or between a curve and a level. Traps where the lengths differ.
  @discardableResult
  public func fillBetween(
    _ x: any PlotData, _ lower: any PlotData, _ upper: any PlotData, label: String? = nil, color: Color? = nil,
    alpha: Double = 0.3
  ) -> Axes {
    let xs = x.plotValues
    func curve(_ data: any PlotData) -> Values {
      let values = data.plotValues
      if data.plotShape.isEmpty { return Values(Array(repeating: values[0], count: xs.count)) }
      require(values.count == xs.count, "fillBetween: x has \(xs.count) values, a curve has \(values.count)")
      return Values(values)
    }
    return add(
      AreaMark(
        x: Values(xs), lower: curve(lower), upper: curve(upper), color: (color ?? nextColor()).opacity(alpha),
        label: label))
  }

  /// Draws level lines at given values of y, across the plot or from one x to another.
  @discardableResult
  public func hlines(
    _ y: any PlotData, from: Double? = nil, to: Double? = nil, label: String? = nil, color: Color = .ink,
    lineWidth: Double = 1, lineStyle: LineStyle = .solid
  ) -> Axes {
    add(
      RuleMark(
        places: Values(y.plotValues), isHorizontal: true, from: from, to: to, color: color, width: lineWidth,
        style: lineStyle, label: label))
  }

  /// Draws upright lines at given values of x, across the plot or from one y to another.
  @discardableResult
  public func vlines(
    _ x: any PlotData, from: Double? = nil, to: Double? = nil, label: String? = nil, color: Color = .ink,
    lineWidth: Double = 1, lineStyle: LineStyle = .solid
  ) -> Axes {
    add(
      RuleMark(
        places: Values(x.plotValues), isHorizontal: false, from: from, to: to, color: color, width: lineWidth,
        style: lineStyle, label: label))
  }

  /// Writes words at a point: their left end there, or their middle or right end.
  @discardableResult
  public func text(
    _ x: Double, _ y: Double, _ words: String, size: Double = 10, color: Color = .ink,
    align: TextAlignment = .left, rotation: Double = 0
  ) -> Axes {
    add(
      TextMark(
        string: words, x: x, y: y, size: size, color: color, horizontal: align.horizontal, vertical: .baseline,
        rotation: rotation))
  }

  /// Writes words at one point and draws an arrow from them to another.
  @discardableResult
  public func annotate(
    _ words: String, pointingAt target: (x: Double, y: Double), from place: (x: Double, y: Double), size: Double = 10,
    color: Color = .ink
  ) -> Axes {
    add(
      TextMark(
        string: words, x: place.x, y: place.y, target: target, size: size, color: color, horizontal: .center,
        vertical: .middle, rotation: 0))
  }

  /// Draws an arrow from one point to another.
  @discardableResult
  public func arrow(
    from start: (x: Double, y: Double), to end: (x: Double, y: Double), color: Color = .ink, lineWidth: Double = 1.5
  ) -> Axes {
    add(ArrowMark(from: start, to: end, color: color, width: lineWidth))
  }
}

/// Which part of a text stands at its point.
public enum TextAlignment: Sendable {
  /// The left end.
  case left
  /// The middle.
  case center
  /// The right end.
  case right

  var horizontal: Text.Horizontal {
    switch self {
    case .left: .left
    case .center: .center
    case .right: .right
    }
  }
}
