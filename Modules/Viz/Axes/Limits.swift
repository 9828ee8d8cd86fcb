/// Finds the values at the ends of an axis.
enum Limits {
  static func span(_ direction: AxisPlan.Direction, of axes: Axes, peers: [Axes]) -> Interval {
    let isX = direction == .x
    let scale = isX ? axes.xScale : axes.yScale
    var found: Interval?
    var fixed: [Double] = []
    for peer in peers {
      // A second y axis has the x axis in common with the first.
      let marks = isX ? peer.marks + (peer.twin?.marks ?? []) : peer.marks
      for mark in marks {
        let extent = mark.extent(x: axes.xScale, y: peer.yScale)
        guard let span = isX ? extent.x : extent.y else { continue }
        found = found?.union(span) ?? span
        fixed += isX ? extent.fixedX : extent.fixedY
      }
    }
    let automatic = padded(found, scale, fixed)
    guard let limits = peers.lazy.compactMap({ isX ? $0.xLimits : $0.yLimits }).first else { return automatic }
    let low = allowed(limits.lowerBound, scale) ? limits.lowerBound : automatic.low
    let high = allowed(limits.upperBound, scale) ? limits.upperBound : automatic.high
    return low < high ? Interval(low, high).opened(scale) : Interval(low, low).padded(scale: scale, by: 0.05)
  }

  /// Whether every mark has whole numbers along an axis.
  static func isWhole(_ peers: [Axes], _ direction: AxisPlan.Direction) -> Bool {
    let extents = peers.flatMap { $0.marks + ($0.twin?.marks ?? []) }.map { $0.extent(x: .linear, y: .linear) }
    return !extents.isEmpty
      && extents.allSatisfy { direction == .x ? $0.x == nil || $0.isWholeX : $0.y == nil || $0.isWholeY }
  }

  private static func allowed(_ value: Double, _ scale: Scale) -> Bool {
    value.isFinite && (scale == .linear || value > 0)
  }

  private static func padded(_ found: Interval?, _ scale: Scale, _ fixed: [Double]) -> Interval {
    guard let found else { return scale == .log ? Interval(0.1, 10) : Interval(0, 1) }
    let padded = found.padded(scale: scale, by: 0.05)
    guard found.low < found.high, !fixed.isEmpty else { return padded }
    return Interval(
      fixed.contains(found.low) ? found.low : padded.low, fixed.contains(found.high) ? found.high : padded.high)
  }
}
