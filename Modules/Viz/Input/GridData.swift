/// Values over a grid of points, rows along y and columns along x unless the points say otherwise.
struct GridData {
  let rows: Int
  let columns: Int
  /// Row by row, one for each point.
  var x: [Double]
  var y: [Double]
  var z: [Double]

  /// z is [rows, columns]. x and y are either the columns' and the rows' places, or have z's shape, as `meshgrid` makes
  /// them with either order of its axes. Traps otherwise.
  init(_ x: any PlotData, _ y: any PlotData, _ z: any PlotData, of operation: String) {
    let (xShape, yShape, zShape) = (x.plotShape, y.plotShape, z.plotShape)
    require(zShape.count == 2, "\(operation): z has shape \(zShape), not [rows, columns]")
    (rows, columns) = (zShape[0], zShape[1])
    let (xs, ys) = (x.plotValues, y.plotValues)
    self.z = z.plotValues
    let count = rows * columns
    let (columns, rows) = (columns, rows)
    if xShape == zShape && yShape == zShape {
      (self.x, self.y) = (xs, ys)
    } else {
      require(
        xs.count == columns && ys.count == rows,
        "\(operation): x \(xShape) and y \(yShape) do not fit z \(zShape): want \(columns) and \(rows) values, or z's shape"
      )
      self.x = (0..<count).map { xs[$0 % columns] }
      self.y = (0..<count).map { ys[$0 / columns] }
    }
  }

  init(rows: Int, columns: Int, x: [Double], y: [Double], z: [Double]) {
    (self.rows, self.columns, self.x, self.y, self.z) = (rows, columns, x, y, z)
  }

  /// The extent of the points that have a place.
  func extent(_ xScale: Scale, _ yScale: Scale) -> DataExtent {
    let (across, up) = (Interval(of: x, scale: xScale), Interval(of: y, scale: yScale))
    return DataExtent(
      x: across, y: up, fixedX: across.map { [$0.low, $0.high] } ?? [], fixedY: up.map { [$0.low, $0.high] } ?? [])
  }
}
