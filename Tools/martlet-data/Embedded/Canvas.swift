/// A point of a drawing: x to the right, y down, the middle at (0, 0), the edges of the picture at ±1.
struct Point {
  var x: Double
  var y: Double

  init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// A grey picture of 28 × 28 that polygons are filled into, with smooth edges.
struct Canvas {
  static let side = 28
  private static let rowsPerPixel = 4

  /// 0 black to 1 white.
  private(set) var pixels = [Double](repeating: 0, count: side * side)
  /// How much of each pixel has been drawn on.
  private(set) var cover = [Double](repeating: 0, count: side * side)

  /// Fills a polygon; `shade` gives the grey at a place of the drawing.
  mutating func fill(_ polygon: [Point], _ shade: (Double, Double) -> Double) {
    let side = Double(Canvas.side)
    let points = polygon.map { Point(($0.x + 1) / 2 * side, ($0.y + 1) / 2 * side) }
    var part = [Double](repeating: 0, count: Canvas.side * Canvas.side)
    for line in 0..<Canvas.side * Canvas.rowsPerPixel {
      let y = (Double(line) + 0.5) / Double(Canvas.rowsPerPixel)
      var crossings: [Double] = []
      for (from, to) in zip(points, points.dropFirst() + points.prefix(1)) where (from.y <= y) != (to.y <= y) {
        crossings.append(from.x + (y - from.y) / (to.y - from.y) * (to.x - from.x))
      }
      crossings.sort()
      for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
        addSpan(from: crossings[pair], to: crossings[pair + 1], row: line / Canvas.rowsPerPixel, to: &part)
      }
    }
    for index in part.indices where part[index] > 0 {
      let amount = min(part[index], 1)
      let x = (Double(index % Canvas.side) + 0.5) / side * 2 - 1
      let y = (Double(index / Canvas.side) + 0.5) / side * 2 - 1
      pixels[index] += (shade(x, y) - pixels[index]) * amount
      cover[index] = max(cover[index], amount)
    }
  }

  private func addSpan(from start: Double, to end: Double, row: Int, to part: inout [Double]) {
    let first = max(0, Int(start.rounded(.down))), last = min(Canvas.side - 1, Int(end.rounded(.down)))
    guard first <= last else { return }
    for column in first...last {
      let overlap = min(end, Double(column) + 1) - max(start, Double(column))
      if overlap > 0 { part[row * Canvas.side + column] += overlap / Double(Canvas.rowsPerPixel) }
    }
  }

  /// The picture as bytes: shades get noise where something is drawn, and fall on `steps` levels, so that the files
  /// stay small.
  func bytes(noise: Double, steps: Double, _ dice: inout Dice) -> [UInt8] {
    zip(pixels, cover).map { pixel, cover in
      guard cover > 0.05 else { return 0 }
      let noisy = min(max(pixel + noise * dice.normal() * cover, 0.02), 1)
      return UInt8(((noisy * steps).rounded() / steps * 255).rounded())
    }
  }
}
