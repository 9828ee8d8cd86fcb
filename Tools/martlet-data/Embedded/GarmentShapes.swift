/// The outlines of the ten classes, upright, the right half mirrored from the left where they are symmetric.
enum GarmentShapes {
  /// Polygons that are filled, then lines that are drawn over them in another shade.
  struct Drawing {
    var filled: [[Point]] = []
    var dark: [[Point]] = []
    /// Whether what is drawn over is a gap, which shows the background.
    var isOpen = false
  }

  static func draw(_ label: Int, _ dice: inout Dice) -> Drawing {
    switch label {
    case 0: top(sleeve: dice.uniform(0.12...0.42), length: dice.uniform(0.5...0.78), opening: 0, &dice)
    case 1: trouser(&dice)
    case 2: top(sleeve: dice.uniform(0.9...1.2), length: dice.uniform(0.48...0.68), opening: 0, &dice)
    case 3: dress(&dice)
    case 4: top(sleeve: dice.uniform(0.95...1.3), length: dice.uniform(0.7...0.94), opening: 2, &dice)
    case 5: sandal(&dice)
    case 6:
      top(
        sleeve: dice.chance(0.3) ? dice.uniform(0.2...0.42) : dice.uniform(0.8...1.2),
        length: dice.uniform(0.55...0.78), opening: 1, &dice)
    case 7: shoe(height: dice.uniform(0.34...0.52), &dice)
    case 8: bag(&dice)
    default: shoe(height: dice.uniform(0.62...1.2), &dice)
    }
  }

  private static func mirrored(_ half: [Point]) -> [Point] {
    half + half.reversed().map { Point(-$0.x, $0.y) }
  }

  private static func line(_ from: Point, _ to: Point, width: Double) -> [Point] {
    let (dx, dy) = (to.x - from.x, to.y - from.y)
    let length = max((dx * dx + dy * dy).squareRoot(), 1e-6)
    let (nx, ny) = (-dy / length * width / 2, dx / length * width / 2)
    return [
      Point(from.x + nx, from.y + ny), Point(to.x + nx, to.y + ny), Point(to.x - nx, to.y - ny),
      Point(from.x - nx, from.y - ny),
    ]
  }

  /// T-shirt, pullover, shirt, coat: a body with sleeves; an opening of 1 has buttons, one of 2 lapels as well.
  private static func top(sleeve: Double, length: Double, opening: Int, _ dice: inout Dice) -> Drawing {
    let shoulder = dice.uniform(0.4...0.54), waist = shoulder * dice.uniform(0.72...1.05)
    let hem = waist * dice.uniform(0.95...1.3), shoulderHeight = dice.uniform(-0.74 ... -0.6)
    let neck = dice.uniform(0.12...0.24), neckDepth = dice.uniform(0.02...0.2)
    let cuff = dice.uniform(0.09...0.15), spread = dice.uniform(0.1...0.42)
    let armpit = shoulderHeight + dice.uniform(0.26...0.36)
    // The sleeve runs along (spread, 1), shorter where it spreads.
    let slant = (1 + spread * spread).squareRoot()
    let end = Point(shoulder + 0.12 + spread * sleeve / slant, shoulderHeight + 0.12 + sleeve / slant)
    var drawing = Drawing()
    drawing.filled.append(
      mirrored([
        Point(0, shoulderHeight + neckDepth - 0.06), Point(neck, shoulderHeight - 0.06),
        Point(shoulder, shoulderHeight),
        Point(end.x + cuff, end.y), Point(end.x - cuff, end.y + cuff * spread), Point(shoulder * 0.92, armpit),
        Point(waist, 0.1), Point(hem, length), Point(0, length + 0.02),
      ]))
    if opening > 0 {
      let width = opening == 2 ? dice.uniform(0.12...0.24) : dice.uniform(0.09...0.15)
      drawing.dark.append(
        line(Point(0, shoulderHeight + neckDepth), Point(dice.uniform(-0.04...0.04), length), width: width))
    }
    if opening == 1, dice.chance(0.85) {
      for side in [-1.0, 1.0] {
        drawing.dark.append(
          line(Point(0, shoulderHeight + neckDepth + 0.05), Point(side * neck, shoulderHeight - 0.02), width: 0.06))
      }
    }
    if opening == 2, dice.chance(0.75) {
      for side in [-1.0, 1.0] {
        drawing.dark.append([
          Point(0, shoulderHeight + 0.55), Point(side * neck, shoulderHeight - 0.04),
          Point(side * neck * 0.4, shoulderHeight),
        ])
      }
    }
    drawing.isOpen = opening == 2
    return drawing
  }

  private static func trouser(_ dice: inout Dice) -> Drawing {
    let waist = dice.uniform(0.24...0.36), hip = waist * dice.uniform(1.05...1.25)
    let crotch = dice.uniform(-0.4 ... -0.1), ankle = dice.uniform(0.09...0.2), bottom = dice.uniform(0.7...0.92)
    let stance = dice.uniform(0.06...0.2), gap = dice.uniform(0.01...0.05)
    return Drawing(filled: [
      mirrored([
        Point(0, -0.88), Point(waist, -0.88), Point(hip, crotch), Point(stance + 2 * ankle, bottom),
        Point(stance, bottom), Point(gap, crotch + 0.08), Point(0, crotch),
      ])
    ])
  }

  private static func dress(_ dice: inout Dice) -> Drawing {
    let shoulder = dice.uniform(0.2...0.36), waist = dice.uniform(0.16...0.3), hem = dice.uniform(0.24...0.62)
    let waistHeight = dice.uniform(-0.3...0.0), bottom = dice.uniform(0.66...0.92), neck = shoulder * 0.5
    var drawing = Drawing(filled: [
      mirrored([
        Point(0, -0.74), Point(neck, -0.88), Point(shoulder, -0.84), Point(shoulder * 0.95, -0.52),
        Point(waist, waistHeight), Point(hem, bottom), Point(0, bottom + 0.03),
      ])
    ])
    if dice.chance(0.4) {
      let sleeve = dice.uniform(0.2...0.95)
      for side in [-1.0, 1.0] {
        drawing.filled.append(
          line(
            Point(side * shoulder * 0.85, -0.78), Point(side * (shoulder + 0.12 + sleeve * 0.2), -0.7 + sleeve),
            width: 0.2))
      }
    }
    if dice.chance(0.3) {
      drawing.dark.append(line(Point(-waist, waistHeight), Point(waist, waistHeight), width: 0.07))
    }
    return drawing
  }

  /// Sneaker and ankle boot, from the side, the toe to the left.
  private static func shoe(height: Double, _ dice: inout Dice) -> Drawing {
    let sole = dice.uniform(0.38...0.5), toe = dice.uniform(-0.9 ... -0.78), heel = dice.uniform(0.72...0.9)
    let instep = dice.uniform(-0.15...0.15), front = sole - dice.uniform(0.2...0.32), shaft = sole - height
    let thick = dice.uniform(0.05...0.13), lift = height > 0.6 && dice.chance(0.4) ? dice.uniform(0.05...0.2) : 0
    var drawing = Drawing(filled: [
      [
        Point(toe, sole), Point(toe + 0.03, front + 0.06), Point(toe + 0.25, front),
        Point(instep - 0.1, min(front - 0.04, shaft + 0.25)), Point(instep + 0.12, shaft + 0.02),
        Point(heel - 0.06, shaft - 0.02), Point(heel, sole - 0.25), Point(heel, sole),
      ],
      [
        Point(toe - 0.03, sole), Point(heel + 0.02, sole), Point(heel + 0.02, sole + thick + lift),
        Point(heel - 0.3, sole + thick + lift), Point(heel - 0.36, sole + thick), Point(toe, sole + thick),
      ],
    ])
    if dice.chance(0.7) {
      drawing.dark.append(line(Point(toe, sole), Point(heel, sole), width: 0.05))
    }
    if dice.chance(0.6) {
      for step in 0..<3 {
        let x = instep - 0.22 + 0.12 * Double(step)
        drawing.dark.append(line(Point(x, front - 0.02), Point(x + 0.16, front - 0.1), width: 0.05))
      }
    }
    return drawing
  }

  private static func sandal(_ dice: inout Dice) -> Drawing {
    let sole = dice.uniform(0.4...0.56), heel = dice.uniform(0.0...0.5), thick = dice.uniform(0.06...0.14)
    let back = Point(dice.uniform(0.66...0.86), sole - heel), front = Point(dice.uniform(-0.9 ... -0.76), sole)
    let arch = Point(dice.uniform(-0.1...0.2), sole - heel * 0.2)
    var drawing = Drawing(filled: [
      line(front, arch, width: thick), line(arch, back, width: thick),
    ])
    if heel > 0.22 { drawing.filled.append(line(back, Point(back.x + 0.02, sole + 0.04), width: 0.1)) }
    let straps = dice.integer(2...4)
    for step in 0..<straps {
      let along = (Double(step) + dice.uniform(0.1...0.6)) / Double(straps)
      let start = Point(front.x + (back.x - front.x) * along, sole - (along > 0.5 ? heel * (along - 0.3) : 0))
      let rise = dice.uniform(0.2...0.5) * (0.6 + along * 0.7)
      let end = Point(start.x + dice.uniform(0.05...0.3), start.y - rise)
      drawing.filled.append(line(start, end, width: dice.uniform(0.06...0.13)))
      drawing.filled.append(
        line(end, Point(min(end.x + dice.uniform(0.12...0.3), 0.92), start.y + 0.02), width: dice.uniform(0.06...0.12)))
    }
    return drawing
  }

  private static func bag(_ dice: inout Dice) -> Drawing {
    let width = dice.uniform(0.5...0.86), top = dice.uniform(-0.35...0.1), bottom = dice.uniform(0.5...0.82)
    let taper = dice.uniform(0.72...1.12), handle = dice.uniform(0.16...0.6), grip = width * dice.uniform(0.3...0.75)
    var drawing = Drawing(filled: [
      mirrored([Point(0, top), Point(width * taper, top), Point(width, bottom), Point(0, bottom)])
    ])
    if dice.chance(0.85) {
      let rise = top - handle, bar = dice.uniform(0.06...0.12)
      drawing.filled.append(line(Point(-grip, top + 0.02), Point(-grip * 0.6, rise), width: bar))
      drawing.filled.append(line(Point(-grip * 0.65, rise), Point(grip * 0.65, rise), width: bar))
      drawing.filled.append(line(Point(grip * 0.6, rise), Point(grip, top + 0.02), width: bar))
    }
    if dice.chance(0.5) {
      let flap = top + (bottom - top) * dice.uniform(0.25...0.5)
      drawing.dark.append(line(Point(-width, flap), Point(width, flap), width: 0.06))
    }
    return drawing
  }
}
