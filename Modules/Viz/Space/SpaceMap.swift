/// A place or a direction in space; z points up.
struct Vector {
  var x: Double
  var y: Double
  var z: Double

  static func + (a: Vector, b: Vector) -> Vector { Vector(x: a.x + b.x, y: a.y + b.y, z: a.z + b.z) }
  static func - (a: Vector, b: Vector) -> Vector { Vector(x: a.x - b.x, y: a.y - b.y, z: a.z - b.z) }
  static func * (a: Vector, k: Double) -> Vector { Vector(x: a.x * k, y: a.y * k, z: a.z * k) }

  func dot(_ other: Vector) -> Double { x * other.x + y * other.y + z * other.z }

  func cross(_ other: Vector) -> Vector {
    Vector(x: y * other.z - z * other.y, y: z * other.x - x * other.z, z: x * other.y - y * other.x)
  }

  /// The same direction with length 1; zero stays zero.
  var unit: Vector {
    let length = dot(self).squareRoot()
    return length > 0 ? self * (1 / length) : self
  }
}

/// Maps values in three dimensions to the page: into a box around the origin, turned to the viewer, in perspective.
struct SpaceMap {
  let x: Interval
  let y: Interval
  let z: Interval
  /// The box's half edges; as in matplotlib its height is three quarters of its width.
  static let box = Vector(x: 0.5, y: 0.5, z: 0.375)
  private static let distance = 4.0

  /// From the origin toward the viewer.
  let viewer: Vector
  private let right: Vector
  private let up: Vector
  private var center = Point(0, 0)
  private var scale = 1.0

  /// Fits the projected box into a rectangle.
  init(_ x: Interval, _ y: Interval, _ z: Interval, _ view: ViewAngle, in rect: Rect) {
    (self.x, self.y, self.z) = (x, y, z)
    let (elevation, azimuth) = (view.elevation * .pi / 180, view.azimuth * .pi / 180)
    viewer = Vector(
      x: cosine(elevation) * cosine(azimuth), y: cosine(elevation) * sine(azimuth), z: sine(elevation))
    right = Vector(x: -sine(azimuth), y: cosine(azimuth), z: 0)
    up = viewer.cross(right)
    let corners = Self.corners.map { project($0).point }
    let (xs, ys) = (corners.map(\.x), corners.map(\.y))
    let (left, top) = (xs.min() ?? 0, ys.min() ?? 0)
    let (width, height) = ((xs.max() ?? 1) - left, (ys.max() ?? 1) - top)
    scale = max(1e-6, min(rect.width / width, rect.height / height))
    center = Point(rect.center.x - (left + width / 2) * scale, rect.center.y - (top + height / 2) * scale)
  }

  /// The eight corners of the box.
  static let corners: [Vector] = (0..<8).map { index in
    Vector(
      x: index & 1 == 0 ? -box.x : box.x, y: index & 2 == 0 ? -box.y : box.y, z: index & 4 == 0 ? -box.z : box.z)
  }

  /// Where values lie in the box.
  func place(_ x: Double, _ y: Double, _ z: Double) -> Vector {
    func share(_ value: Double, _ span: Interval) -> Double { (value / 2 - span.low / 2) / span.half * 2 - 1 }
    return Vector(
      x: share(x, self.x) * Self.box.x, y: share(y, self.y) * Self.box.y, z: share(z, self.z) * Self.box.z)
  }

  /// Where a place in the box lies on the page, and how near it is to the viewer.
  func project(_ place: Vector) -> (point: Point, depth: Double) {
    let depth = place.dot(viewer)
    let factor = Self.distance / (Self.distance - depth) * scale
    return (Point(center.x + place.dot(right) * factor, center.y - place.dot(up) * factor), depth)
  }
}
