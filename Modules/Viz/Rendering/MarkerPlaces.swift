/// The places of markers: a list, or columns of values that are mapped to the page as they are asked for, so that a
/// million points need no second copy.
struct MarkerPlaces: RandomAccessCollection {
  private enum Source {
    case list([Point])
    case columns([Double], [Double], AxisMap, AxisMap)
  }

  private let source: Source
  let endIndex: Int

  init(_ points: [Point]) { (source, endIndex) = (.list(points), points.count) }

  /// Places of pairs of values; not finite where a value is missing or cannot be shown.
  init(_ xs: [Double], _ ys: [Double], _ x: AxisMap, _ y: AxisMap) {
    (source, endIndex) = (.columns(xs, ys, x, y), xs.count)
  }

  var startIndex: Int { 0 }

  subscript(index: Int) -> Point {
    switch source {
    case .list(let points): points[index]
    case .columns(let xs, let ys, let x, let y): Point(x(xs[index]), y(ys[index]))
    }
  }

  /// All places in order, some thousands at a time.
  func forEachChunk(_ body: (UnsafeBufferPointer<Point>) -> Void) {
    switch source {
    case .list(let points): points.withUnsafeBufferPointer(body)
    case .columns(let xs, let ys, let x, let y):
      let size = 2048
      withUnsafeTemporaryAllocation(of: Point.self, capacity: size) { chunk in
        xs.withUnsafeBufferPointer { xs in
          ys.withUnsafeBufferPointer { ys in
            for start in stride(from: 0, to: endIndex, by: size) {
              let count = Swift.min(size, endIndex - start)
              x.map(xs[start..<start + count]) { chunk[$0].x = $1 }
              y.map(ys[start..<start + count]) { chunk[$0].y = $1 }
              body(UnsafeBufferPointer(rebasing: UnsafeBufferPointer(chunk)[..<count]))
            }
          }
        }
      }
    }
  }
}
