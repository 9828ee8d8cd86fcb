/// Checks that what is to be drawn together has the same length.
enum Series {
  /// All values of x with all values of y.
  static func pair(_ x: any PlotData, _ y: any PlotData, of operation: String) -> ([Double], [Double]) {
    let (xs, ys) = (x.plotValues, y.plotValues)
    require(xs.count == ys.count, "\(operation): x \(x.plotShape) and y \(y.plotShape) differ in length")
    return (xs, ys)
  }

  /// x with every column of y, each with its own column of x where x has columns too.
  static func columns(_ x: any PlotData, _ y: any PlotData, of operation: String) -> [([Double], [Double])] {
    let (xShape, yShape) = (x.plotShape, y.plotShape)
    guard yShape.count == 2, yShape[1] > 1 else { return [pair(x, y, of: operation)] }
    let (rows, columns) = (yShape[0], yShape[1])
    let (xs, ys) = (x.plotValues, y.plotValues)
    require(
      xs.count == rows || xs.count == ys.count, "\(operation): x \(xShape) and y \(yShape) differ in length")
    return (0..<columns).map { column in
      let own = xs.count == rows ? xs : (0..<rows).map { xs[$0 * columns + column] }
      return (own, (0..<rows).map { ys[$0 * columns + column] })
    }
  }
}
