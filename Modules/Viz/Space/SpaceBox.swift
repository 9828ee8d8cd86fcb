/// The three far walls of the box with their grids, and the three edges that carry numbers.
struct SpaceBox {
  let plan: SpacePlan
  let map: SpaceMap
  /// Where numbers stand already: two axes end at each corner, and one of the numbers there has to give way.
  private var taken: [Rect] = []

  init(plan: SpacePlan, map: SpaceMap) {
    self.plan = plan
    self.map = map
  }

  private var half: Vector { SpaceMap.box }

  /// On which side of each axis the far wall stands: the one away from the viewer.
  private var far: Vector {
    Vector(x: map.viewer.x > 0 ? -1 : 1, y: map.viewer.y > 0 ? -1 : 1, z: map.viewer.z < 0 ? 1 : -1)
  }

  private func point(_ x: Double, _ y: Double, _ z: Double) -> Point {
    map.project(Vector(x: x * half.x, y: y * half.y, z: z * half.z)).point
  }

  /// How far what is written around the box reaches beyond it on the page.
  func overhang() -> Insets {
    var box = self
    box.drawAxes(on: nil)
    let corners = SpaceMap.corners.map { map.project($0).point }
    let all = corners + box.taken.flatMap(\.corners)
    func least(_ points: [Point], _ value: (Point) -> Double) -> Double { points.map(value).min() ?? 0 }
    func reach(_ value: (Point) -> Double) -> Double { least(corners, value) - least(all, value) }
    return Insets(left: reach(\.x), right: reach { -$0.x }, top: reach(\.y), bottom: reach { -$0.y })
  }

  /// Draws what is behind everything.
  func drawWalls(on renderer: any Renderer) {
    let theme = plan.context.theme
    let wall = theme.ink.mixed(with: theme.paper, 0.955), far = far
    let walls = [
      [(far.x, -1, -1), (far.x, 1, -1), (far.x, 1, 1), (far.x, -1, 1)],
      [(-1, far.y, -1), (1, far.y, -1), (1, far.y, 1), (-1, far.y, 1)],
      [(-1, -1, far.z), (1, -1, far.z), (1, 1, far.z), (-1, 1, far.z)],
    ]
    for corners in walls { renderer.fill(Path(polygon: corners.map(point)), wall, rule: .nonZero) }
    if plan.axes.grid ?? true { drawGrid(on: renderer) }
    let edge = Stroke(theme.ink.mixed(with: theme.paper, 0.7), 0.8)
    for corners in walls { renderer.stroke(Path(polygon: corners.map(point)), edge) }
  }

  /// Draws the edges with their numbers, which stand in front of or beside everything; without a renderer only finds
  /// where they are written.
  mutating func drawAxes(on renderer: (any Renderer)?) {
    let far = far
    drawAxis(plan.x, from: (-1, -far.y, far.z), to: (1, -far.y, far.z), on: renderer)
    drawAxis(plan.y, from: (-far.x, -1, far.z), to: (-far.x, 1, far.z), on: renderer)
    // Upright numbers stand at the edge that is outermost on the right.
    let uprights = [(far.x, -far.y), (-far.x, far.y)]
    let right = uprights.max { point($0.0, $0.1, 0).x < point($1.0, $1.1, 0).x } ?? uprights[0]
    drawAxis(plan.z, from: (right.0, right.1, -1), to: (right.0, right.1, 1), on: renderer)
  }

  private func drawGrid(on renderer: any Renderer) {
    let stroke = Stroke(plan.context.theme.grid.mixed(with: plan.context.theme.ink, 0.06), 0.7), far = far
    func lines(_ axis: SpaceAxis, _ corners: (Double) -> [(Double, Double, Double)]) {
      for value in axis.ticks.values {
        renderer.stroke(Path(polyline: corners(share(value, axis)).map(point)), stroke)
      }
    }
    lines(plan.x) { [($0, -far.y, far.z), ($0, far.y, far.z), ($0, far.y, -far.z)] }
    lines(plan.y) { [(-far.x, $0, far.z), (far.x, $0, far.z), (far.x, $0, -far.z)] }
    lines(plan.z) { [(-far.x, far.y, $0), (far.x, far.y, $0), (far.x, -far.y, $0)] }
  }

  /// -1 at the beginning of an axis, 1 at its end.
  private func share(_ value: Double, _ axis: SpaceAxis) -> Double {
    (value / 2 - axis.span.low / 2) / axis.span.half * 2 - 1
  }

  private mutating func drawAxis(
    _ axis: SpaceAxis, from start: (Double, Double, Double), to end: (Double, Double, Double),
    on renderer: (any Renderer)?
  ) {
    let (context, metrics) = (plan.context, plan.context.metrics)
    let (a, b) = (point(start.0, start.1, start.2), point(end.0, end.1, end.2))
    renderer?.stroke(Path(from: a, to: b), Stroke(context.theme.ink, metrics.frameWidth))
    // Outward: across the edge, away from the middle of the box.
    let along = b - a, middle = (a + b) * 0.5
    guard along.length > 1 else { return }
    var out = Point(-along.y, along.x) * (1 / along.length)
    let inward = point(0, 0, 0) - middle
    if out.x * inward.x + out.y * inward.y > 0 { out = out * -1 }
    func text(_ string: String, at place: Point, distance: Double, rotation: Double = 0) {
      let extent = context.extent(string, rotation: rotation)
      // The text's box touches the distance, whichever way it lies.
      let reach = abs(out.x) * extent.width / 2 + abs(out.y) * extent.height / 2
      let center = place + out * (distance + reach)
      let box = Rect(
        x: center.x - extent.width / 2, y: center.y - extent.height / 2, width: extent.width, height: extent.height)
      guard !taken.contains(where: { $0.intersects(box.inset(by: -2)) }) else { return }
      taken.append(box)
      renderer?.draw(context.text(string, at: center, .center, .middle, rotation: rotation))
    }
    var widest = 0.0
    // An axis that points to the viewer is too short for numbers.
    for (value, label) in zip(axis.ticks.values, axis.ticks.labels)
    where along.length > 3 * metrics.fontSize {
      let place = a + along * position(share(value, axis), start, end, a, along)
      renderer?.stroke(
        Path(from: place, to: place + out * metrics.tickLength), Stroke(context.theme.ink, metrics.frameWidth))
      text(label, at: place, distance: metrics.tickLength + 2)
      let extent = context.extent(label)
      widest = max(widest, abs(out.x) * extent.width + abs(out.y) * extent.height)
    }
    let words = [axis.label, axis.ticks.common].filter { !$0.isEmpty }.joined(separator: "  ")
    guard !words.isEmpty else { return }
    var angle = -arcTangent(along.y, along.x) * 180 / .pi
    if angle > 90 { angle -= 180 } else if angle <= -90 { angle += 180 }
    text(words, at: middle, distance: metrics.tickLength + 5 + widest, rotation: angle)
  }

  /// How far along an edge on the page a place on it in space lies; perspective makes the two differ.
  private func position(
    _ share: Double, _ start: (Double, Double, Double), _ end: (Double, Double, Double), _ a: Point, _ along: Point
  ) -> Double {
    let t = (share + 1) / 2
    func mix(_ from: Double, _ to: Double) -> Double { from + (to - from) * t }
    let offset = point(mix(start.0, end.0), mix(start.1, end.1), mix(start.2, end.2)) - a
    return (offset.x * along.x + offset.y * along.y) / (along.x * along.x + along.y * along.y)
  }
}
