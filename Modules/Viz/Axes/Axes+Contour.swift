extension Axes {
  /// Draws lines of equal z over a grid, with their values on them where `labels` is true.
  ///
  /// Shapes: z [rows, columns]; x [columns] and y [rows], or both of z's shape, as `meshgrid` makes them. The colour of
  /// a line comes from the colour map unless one colour is given, in which lines below zero are dashed. Traps for other
  /// shapes.
  @discardableResult
  public func contour(
    _ x: any PlotData, _ y: any PlotData, _ z: any PlotData, levels: ContourLevels = 8, labels: Bool = false,
    colorMap: ColorMap = .viridis, norm: Norm = .linear, color: Color? = nil, lineWidth: Double = 1.5,
    labelSize: Double = 8
  ) -> Axes {
    let grid = GridData(x, y, z, of: "contour")
    let span = Interval(of: grid.z, scale: norm == .log ? .log : .linear)
    let values = levels.resolve(span, norm: norm, isFilled: false)
    var mapping = ColorMapping(colorMap, norm, limits: nil, values: values)
    mapping.levels = values
    return add(
      ContourMark(
        grid: grid, levels: values, mapping: mapping, color: color, width: lineWidth, hasLabels: labels,
        labelSize: labelSize))
  }

  /// Fills the areas between lines of equal z over a grid, each in one colour.
  ///
  /// Shapes as for ``contour(_:_:_:levels:labels:colorMap:norm:color:lineWidth:labelSize:)``. Where levels are given,
  /// values below the first and above the last stay unfilled.
  @discardableResult
  public func contourf(
    _ x: any PlotData, _ y: any PlotData, _ z: any PlotData, levels: ContourLevels = 8,
    colorMap: ColorMap = .viridis, norm: Norm = .linear, alpha: Double = 1
  ) -> Axes {
    let grid = GridData(x, y, z, of: "contourf")
    let span = Interval(of: grid.z, scale: norm == .log ? .log : .linear)
    let values = levels.resolve(span, norm: norm, isFilled: true)
    guard let first = values.first, let last = values.last, values.count > 1 else {
      return add(RegionMark(grid: grid, regions: []))
    }
    var mapping = ColorMapping(colorMap, norm, limits: first...last, values: values)
    (mapping.levels, mapping.isBanded) = (values, true)
    var tracer = ContourTracer(grid.rimmed())
    let outlines = values.map { tracer.curves(at: $0) }
    let regions = (0..<values.count - 1).map { band in
      // An opaque band also lies under the higher ones, so that no seam shows between two of them.
      let end = alpha < 1 ? band + 1 : values.count - 1
      let middle = mapping.middle(values[band], values[band + 1])
      return RegionMark.Region(
        outlines: outlines[band] + outlines[end], color: (mapping.color(middle) ?? .ink).opacity(alpha))
    }
    return add(RegionMark(grid: grid, regions: regions, colors: mapping))
  }

  /// Fills the regions that a classifier assigns to each class, from its answers over a grid.
  ///
  /// `classes` [rows, columns] are the numbers of the classes at the points of the grid, x and y as for a contour. Class
  /// k has the palette's k-th colour, thinned, so that points of the same class can be drawn over it, and `names[k]` in
  /// the legend; without names it has no line there. Traps where names are given but not for each class of the grid.
  @discardableResult
  public func decisionRegions(
    _ x: any PlotData, _ y: any PlotData, _ classes: any PlotData, names: [String] = [], alpha: Double = 0.3
  ) -> Axes {
    let grid = GridData(x, y, classes, of: "decisionRegions")
    let numbers = Set(grid.z.filter { $0.isFinite && abs($0) < 1e9 }.map { Int($0.rounded()) }).sorted()
    let regions = numbers.map { number in
      var own = grid
      own.z = grid.z.map { $0.isNaN ? .nan : $0.rounded() == Double(number) ? 1 : 0 }
      var tracer = ContourTracer(own.rimmed())
      return RegionMark.Region(
        outlines: tracer.curves(at: 0.5), color: Color.palette(max(0, number)).opacity(alpha))
    }
    add(RegionMark(grid: grid, regions: regions))
    for (number, region) in zip(numbers, regions) where !names.isEmpty {
      require(
        names.indices.contains(number),
        "decisionRegions: class \(number) has no name; \(names.count) are given, for classes from 0")
      add(LegendOnlyMark(entry: LegendEntry(label: names[number], area: region.color)))
    }
    return self
  }
}
