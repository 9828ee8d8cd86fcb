/// Words at a place of the plot, and perhaps an arrow from them to another.
struct TextMark: Mark {
  var string: String
  var x: Double
  var y: Double
  /// What the arrow points at; nil without an arrow.
  var target: (x: Double, y: Double)?
  var size: Double
  var color: Color
  var horizontal: Text.Horizontal
  var vertical: Text.Vertical
  var rotation: Double

  var layer: Layer { .text }

  func extent(x xScale: Scale, y yScale: Scale) -> DataExtent {
    DataExtent(
      x: Interval(of: [x] + (target.map { [$0.x] } ?? []), scale: xScale),
      y: Interval(of: [y] + (target.map { [$0.y] } ?? []), scale: yScale))
  }

  func draw(on canvas: Canvas) {
    let point = canvas.point(x, y)
    guard point.isFinite else { return }
    let text = text(at: point, canvas)
    if let target {
      let tip = canvas.point(target.x, target.y)
      let box = box(text, canvas).inset(by: -3)
      if tip.isFinite, !box.contains(tip) {
        let start = Polyline.clipped(tip, box.center, to: box)?.0 ?? box.center
        Arrow.draw(from: start, to: tip, color: canvas.resolve(color), width: 1, on: canvas)
      }
    }
    canvas.renderer.draw(text)
  }

  private func text(at point: Point, _ canvas: Canvas) -> Text {
    Text(
      string, size: size, color: canvas.resolve(color), at: point, horizontal, vertical, rotation: rotation)
  }

  private func box(_ text: Text, _ canvas: Canvas) -> Rect {
    let extent = canvas.renderer.extent(of: text)
    let left =
      switch horizontal {
      case .left: text.origin.x
      case .center: text.origin.x - extent.width / 2
      case .right: text.origin.x - extent.width
      }
    let top = text.origin.y + TextMetrics.top(lines: text.lines.count, vertical) * size
    return Rect(x: left, y: top, width: extent.width, height: extent.height)
  }

  func occupy(_ map: inout InkMap, on canvas: Canvas) {
    let point = canvas.point(x, y)
    guard point.isFinite else { return }
    map.add(box(text(at: point, canvas), canvas), weight: 4)
  }
}

/// A line with a head at its end.
struct ArrowMark: Mark {
  var from: (x: Double, y: Double)
  var to: (x: Double, y: Double)
  var color: Color
  var width: Double

  func extent(x xScale: Scale, y yScale: Scale) -> DataExtent {
    DataExtent(x: Interval(of: [from.x, to.x], scale: xScale), y: Interval(of: [from.y, to.y], scale: yScale))
  }

  func draw(on canvas: Canvas) {
    let (a, b) = (canvas.point(from.x, from.y), canvas.point(to.x, to.y))
    guard a.isFinite, b.isFinite, let (start, end) = Polyline.clipped(a, b, to: canvas.plot.inset(by: -30)) else {
      return
    }
    Arrow.draw(from: start, to: end, color: canvas.resolve(color), width: width, on: canvas)
  }

  func occupy(_ map: inout InkMap, on canvas: Canvas) {
    map.add(curve: [canvas.point(from.x, from.y), canvas.point(to.x, to.y)])
  }
}

enum Arrow {
  /// A shaft with a filled head whose tip is at the end.
  static func draw(from start: Point, to tip: Point, color: Color, width: Double, on canvas: Canvas) {
    let along = tip - start
    guard along.length > 1e-6 else { return }
    let unit = along * (1 / along.length)
    let head = min(4 + 3 * width, along.length)
    let base = tip - unit * head
    let across = Point(-unit.y, unit.x) * (head * 0.38)
    var stroke = Stroke(color, width)
    stroke.cap = .butt
    canvas.renderer.stroke(Path(from: start, to: base + unit * (head * 0.3)), stroke)
    canvas.renderer.fill(
      Path(polygon: [tip, base + across, base + unit * (head * 0.25), base - across]), color, rule: .nonZero)
  }
}
