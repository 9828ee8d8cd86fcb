import Data
import Tensor

/// Small pictures of clothing in the classes of Fashion-MNIST, drawn from outlines that vary.
enum Garments {
  static let trainCount = 3000
  static let testCount = 500

  /// Images [count, 28, 28] and their classes, as many of each class, in a random order.
  static func make(count: Int, seed: UInt64) -> (images: Tensor<UInt8>, labels: Tensor<UInt8>) {
    var dice = Dice(seed: seed)
    var labels = (0..<count).map { UInt8($0 % 10) }
    dice.shuffle(&labels)
    var pixels: [UInt8] = []
    for label in labels { pixels.append(contentsOf: image(Int(label), &dice)) }
    return (Tensor(scalars: pixels, shape: [count, Canvas.side, Canvas.side]), Tensor(labels))
  }

  private static func image(_ label: Int, _ dice: inout Dice) -> [UInt8] {
    let drawing = GarmentShapes.draw(label, &dice)
    let place = Placement(&dice)
    let cloth = Cloth(&dice)
    var canvas = Canvas()
    for polygon in drawing.filled { canvas.fill(polygon.map(place.apply)) { cloth.shade(place.undo(Point($0, $1))) } }
    let accent = drawing.isOpen ? 0.06 : cloth.accent
    for polygon in drawing.dark { canvas.fill(polygon.map(place.apply)) { _, _ in accent } }
    return canvas.bytes(noise: dice.uniform(0.01...0.09), steps: 40, &dice)
  }
}

/// Where and how large a garment lies in its picture: scaled, sheared, moved.
private struct Placement {
  private let scaleX: Double, scaleY: Double, shearX: Double, shearY: Double, moveX: Double, moveY: Double

  init(_ dice: inout Dice) {
    scaleX = dice.uniform(0.76...1.06)
    scaleY = dice.uniform(0.78...1.06)
    shearX = 0.05 * dice.normal()
    shearY = 0.05 * dice.normal()
    moveX = 0.06 * dice.normal()
    moveY = 0.06 * dice.normal()
  }

  func apply(_ point: Point) -> Point {
    Point(scaleX * point.x + shearX * point.y + moveX, shearY * point.x + scaleY * point.y + moveY)
  }

  func undo(_ point: Point) -> Point {
    let (x, y) = (point.x - moveX, point.y - moveY)
    let determinant = scaleX * scaleY - shearX * shearY
    return Point((scaleY * x - shearX * y) / determinant, (scaleX * y - shearY * x) / determinant)
  }
}

/// The shade of the cloth: plain, striped, checked, printed or fading.
private struct Cloth {
  private enum Pattern: CaseIterable { case plain, across, along, checks, print, fading }

  private let pattern: Pattern
  private let base: Double, other: Double, width: Double, phase: Double
  private let printed: Point

  init(_ dice: inout Dice) {
    pattern = dice.chance(0.45) ? .plain : dice.choice(Pattern.allCases)
    base = dice.uniform(0.16...1)
    let contrast = dice.uniform(0.1...0.4)
    other = base > 0.6 ? base - contrast : base + contrast
    width = dice.uniform(0.16...0.5)
    phase = dice.uniform()
    printed = Point(dice.uniform(-0.2...0.2), dice.uniform(-0.3...0.2))
  }

  /// The shade of seams, buttons and soles.
  var accent: Double { base > 0.5 ? base * 0.3 : min(base * 2.4, 1) }

  func shade(_ point: Point) -> Double {
    func isStripe(_ value: Double) -> Bool {
      let place = value / width + phase
      return place - place.rounded(.down) < 0.5
    }
    switch pattern {
    case .plain: return base
    case .across: return isStripe(point.y) ? base : other
    case .along: return isStripe(point.x) ? base : other
    case .checks: return isStripe(point.x) != isStripe(point.y) ? base : other
    case .print:
      let (dx, dy) = (point.x - printed.x, point.y - printed.y)
      return dx * dx + dy * dy < width * width * 0.4 ? other : base
    case .fading: return base + (other - base) * min(max((point.y + 0.9) / 1.8, 0), 1)
    }
  }
}
