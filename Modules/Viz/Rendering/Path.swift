/// An outline of straight lines and cubic curves, in points.
struct Path {
  enum Element {
    case move(Point)
    case line(Point)
    case curve(Point, Point, Point)
    case close
  }

  private(set) var elements: [Element] = []

  var isEmpty: Bool { elements.isEmpty }

  mutating func move(to point: Point) { elements.append(.move(point)) }
  mutating func line(to point: Point) { elements.append(.line(point)) }
  mutating func curve(to end: Point, _ first: Point, _ second: Point) { elements.append(.curve(first, second, end)) }
  mutating func close() { elements.append(.close) }
  mutating func append(_ other: Path) { elements += other.elements }

  init() {}

  init(_ rect: Rect) { self.init(polygon: rect.corners) }

  init(polygon points: [Point]) {
    self.init(polyline: points)
    if !points.isEmpty { close() }
  }

  init(polyline points: some Sequence<Point>) {
    for point in points {
      if elements.isEmpty { move(to: point) } else { line(to: point) }
    }
  }

  init(from start: Point, to end: Point) { self.init(polyline: [start, end]) }

  /// The ellipse that fills a rectangle, from four cubic curves (error below 0.03 % of the radius).
  init(ellipseIn rect: Rect) {
    let (c, rx, ry) = (rect.center, rect.width / 2, rect.height / 2)
    let k = 0.5522847498
    move(to: Point(c.x + rx, c.y))
    for (sx, sy, turned) in [(1.0, 1.0, false), (-1, 1, true), (-1, -1, false), (1, -1, true)] {
      if turned {
        curve(
          to: Point(c.x + sx * rx, c.y), Point(c.x + sx * k * rx, c.y + sy * ry),
          Point(c.x + sx * rx, c.y + sy * k * ry))
      } else {
        curve(
          to: Point(c.x, c.y + sy * ry), Point(c.x + sx * rx, c.y + sy * k * ry),
          Point(c.x + sx * k * rx, c.y + sy * ry))
      }
    }
    close()
  }

  /// A rectangle whose corners are quarter circles.
  init(_ rect: Rect, cornerRadius: Double) {
    let r = min(cornerRadius, rect.width / 2, rect.height / 2)
    let k = r * (1 - 0.5522847498)
    move(to: Point(rect.minX + r, rect.minY))
    line(to: Point(rect.maxX - r, rect.minY))
    curve(to: Point(rect.maxX, rect.minY + r), Point(rect.maxX - k, rect.minY), Point(rect.maxX, rect.minY + k))
    line(to: Point(rect.maxX, rect.maxY - r))
    curve(to: Point(rect.maxX - r, rect.maxY), Point(rect.maxX, rect.maxY - k), Point(rect.maxX - k, rect.maxY))
    line(to: Point(rect.minX + r, rect.maxY))
    curve(to: Point(rect.minX, rect.maxY - r), Point(rect.minX + k, rect.maxY), Point(rect.minX, rect.maxY - k))
    line(to: Point(rect.minX, rect.minY + r))
    curve(to: Point(rect.minX + r, rect.minY), Point(rect.minX, rect.minY + k), Point(rect.minX + k, rect.minY))
    close()
  }

  /// The same path with every point changed by a function that keeps straight lines straight.
  func mapped(_ change: (Point) -> Point) -> Path {
    var path = Path()
    path.elements = elements.map { element in
      switch element {
      case .move(let p): .move(change(p))
      case .line(let p): .line(change(p))
      case .curve(let a, let b, let p): .curve(change(a), change(b), change(p))
      case .close: .close
      }
    }
    return path
  }
}
