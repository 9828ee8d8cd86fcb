extension Axes {
  /// Draws z over a grid as a surface in space.
  ///
  /// Shapes: z [rows, columns]; x [columns] and y [rows], or both of z's shape, as `meshgrid` makes them. Colours come
  /// from the colour map by z, or are one `color`; light shades them by their slope. A missing value leaves a hole. At
  /// most about 250 × 250 facets are drawn: of a finer grid an even choice. Traps for other shapes.
  @discardableResult
  public func surface(
    _ x: any PlotData, _ y: any PlotData, _ z: any PlotData, colorMap: ColorMap = .viridis, norm: Norm = .linear,
    limits: ClosedRange<Double>? = nil, color: Color? = nil, alpha: Double = 1, isLit: Bool = true,
    edgeColor: Color? = nil, label: String? = nil
  ) -> Axes {
    let grid = GridData(x, y, z, of: "surface").thinned(to: 250)
    return add(
      SurfaceMark(
        grid: grid, colors: color == nil ? ColorMapping(colorMap, norm, limits: limits, values: grid.z) : nil,
        color: color, alpha: alpha, isLit: isLit, edge: edgeColor.map { ($0, 0.4) }, isNet: false, label: label))
  }

  /// Draws z over a grid as a net of lines in space that hides what is behind it; shapes as for a surface.
  ///
  /// At most about 60 × 60 meshes are drawn: of a finer grid an even choice.
  @discardableResult
  public func wireframe(
    _ x: any PlotData, _ y: any PlotData, _ z: any PlotData, color: Color? = nil, lineWidth: Double = 0.8,
    label: String? = nil
  ) -> Axes {
    let color = color ?? nextColor()
    return add(
      SurfaceMark(
        grid: GridData(x, y, z, of: "wireframe").thinned(to: 60), color: color, alpha: 1, isLit: false,
        edge: (color, lineWidth), isNet: true, label: label))
  }

  /// Draws points in space. `values` are looked up in the colour map. Traps where the lengths differ.
  @discardableResult
  public func scatter3D(
    _ x: any PlotData, _ y: any PlotData, _ z: any PlotData, values: (any PlotData)? = nil, size: Double = 20,
    color: Color? = nil, colorMap: ColorMap = .viridis, norm: Norm = .linear, marker: Marker = .circle,
    alpha: Double = 0.9, label: String? = nil
  ) -> Axes {
    let (xs, ys, zs) = triple(x, y, z, of: "scatter3D")
    let values = values?.plotValues
    require(values == nil || values?.count == xs.count, "scatter3D: \(xs.count) points, \(values?.count ?? 0) values")
    return add(
      SpacePointsMark(
        x: xs, y: ys, z: zs, color: (color ?? nextColor()).opacity(alpha), marker: marker,
        markerSize: max(0, size).squareRoot(), lineWidth: 0, style: .none, values: values,
        colors: values.map { ColorMapping(colorMap, norm, limits: nil, values: $0) }, label: label))
  }

  /// Draws a curve through points in space, such as a path of descent over a surface. Traps where the lengths differ.
  @discardableResult
  public func plot3D(
    _ x: any PlotData, _ y: any PlotData, _ z: any PlotData, _ format: LineFormat? = nil, label: String? = nil,
    color: Color? = nil, lineWidth: Double = 1.5, markerSize: Double = 5
  ) -> Axes {
    let (xs, ys, zs) = triple(x, y, z, of: "plot3D")
    return add(
      SpacePointsMark(
        x: xs, y: ys, z: zs, color: color ?? format?.color ?? nextColor(), marker: format?.marker,
        markerSize: markerSize, lineWidth: lineWidth, style: format?.style ?? .solid, label: label))
  }

  private func triple(
    _ x: any PlotData, _ y: any PlotData, _ z: any PlotData, of operation: String
  ) -> ([Double], [Double], [Double]) {
    let (xs, ys, zs) = (x.plotValues, y.plotValues, z.plotValues)
    require(
      xs.count == ys.count && ys.count == zs.count,
      "\(operation): x \(x.plotShape), y \(y.plotShape) and z \(z.plotShape) differ in length")
    return (xs, ys, zs)
  }
}

extension GridData {
  /// An even choice of rows and columns, the outermost among them, so that neither exceeds a count by far.
  func thinned(to most: Int) -> GridData {
    func choice(_ count: Int) -> [Int] {
      guard count > most + 1 else { return Array(0..<count) }
      return (0...most).map { Int((Double($0) * Double(count - 1) / Double(most)).rounded()) }
    }
    let (rowChoice, columnChoice) = (choice(rows), choice(columns))
    guard rowChoice.count < rows || columnChoice.count < columns else { return self }
    func pick(_ values: [Double]) -> [Double] {
      rowChoice.flatMap { row in columnChoice.map { values[row * columns + $0] } }
    }
    return GridData(rows: rowChoice.count, columns: columnChoice.count, x: pick(x), y: pick(y), z: pick(z))
  }
}
