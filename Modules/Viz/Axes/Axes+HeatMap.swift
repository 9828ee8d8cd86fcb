extension Axes {
  /// Shows a matrix as coloured cells with its numbers written on them, row 0 on top, and a colour bar.
  ///
  /// Shape [rows, columns]. `decimals` are how many are written; nil writes three significant digits. A confusion
  /// matrix or a table of correlations is shown this way. Traps for another shape, or names of another count.
  @discardableResult
  public func heatmap(
    _ matrix: any PlotData, rowNames: [String]? = nil, columnNames: [String]? = nil, showsNumbers: Bool = true,
    decimals: Int? = nil, colorMap: ColorMap = .viridis, norm: Norm = .linear, limits: ClosedRange<Double>? = nil,
    showsColorBar: Bool = true
  ) -> Axes {
    let (shape, values) = (matrix.plotShape, matrix.plotValues)
    require(shape.count == 2, "heatmap: shape \(shape) is not [rows, columns]")
    require(rowNames == nil || rowNames?.count == shape[0], "heatmap: \(shape[0]) rows, \(rowNames?.count ?? 0) names")
    require(
      columnNames == nil || columnNames?.count == shape[1],
      "heatmap: \(shape[1]) columns, \(columnNames?.count ?? 0) names")
    image(matrix, colorMap: colorMap, norm: norm, limits: limits)
    if showsNumbers {
      let mapping = ColorMapping(colorMap, norm, limits: limits, values: values)
      add(CellNumbersMark(values: values, columns: shape[1], decimals: decimals, mapping: mapping))
    }
    if let rowNames { (yTicks, yTickLabels) = (rowNames.indices.map(Double.init), rowNames) }
    if let columnNames { (xTicks, xTickLabels) = (columnNames.indices.map(Double.init), columnNames) }
    return showsColorBar ? colorBar() : self
  }
}
