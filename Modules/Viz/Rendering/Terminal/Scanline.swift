/// Filled outlines, line by line.
enum Scanline {
  /// The stretches of a level line that are inside of polygons.
  static func spans(_ polygons: [[Point]], at y: Double, _ rule: FillRule) -> [(Double, Double)] {
    var crossings: [(x: Double, direction: Int)] = []
    for polygon in polygons {
      guard var last = polygon.last else { continue }
      for point in polygon {
        if (last.y <= y) != (point.y <= y) {
          crossings.append((last.x + (y - last.y) / (point.y - last.y) * (point.x - last.x), last.y < point.y ? 1 : -1))
        }
        last = point
      }
    }
    crossings.sort { $0.x < $1.x }
    var (spans, winding) = ([(Double, Double)](), 0)
    for (here, next) in zip(crossings, crossings.dropFirst()) {
      winding += rule == .nonZero ? here.direction : 1
      if rule == .nonZero ? winding != 0 : winding % 2 == 1 { spans.append((here.x, next.x)) }
    }
    return spans
  }
}

extension Path {
  /// The path's parts as straight lines; a closed part ends where it began.
  func polygons() -> [[Point]] {
    var (parts, current) = ([[Point]](), [Point]())
    for element in elements {
      switch element {
      case .move(let point):
        if !current.isEmpty { parts.append(current) }
        current = [point]
      case .line(let point): current.append(point)
      case .curve(let a, let b, let end):
        guard let start = current.last else { continue }
        for step in 1...8 {
          let t = Double(step) / 8, s = 1 - t
          current.append(start * (s * s * s) + a * (3 * s * s * t) + b * (3 * s * t * t) + end * (t * t * t))
        }
      case .close:
        if let first = current.first { current.append(first) }
      }
    }
    if !current.isEmpty { parts.append(current) }
    return parts
  }
}
