/// The font that is part of the program: the same outlines, and so the same picture, on every machine.
struct OutlineFont: Sendable {
  struct Glyph: Sendable {
    /// In ems.
    var advance: Double
    fileprivate var start: Int
  }

  /// A contour's point, in 1/2048 em, y upwards; quadratic curves as TrueType writes them.
  struct OutlinePoint {
    var x: Int
    var y: Int
    var isOnCurve: Bool
  }

  static let standard = OutlineFont()
  static let unitsPerEm = 2048.0

  private let glyphs: [UInt32: Glyph]
  private let kerning: [Int: Double]

  private init() {
    var glyphs: [UInt32: Glyph] = [:]
    var reader = VLQReader(DejaVuSans.outlines)
    var character: UInt32 = 0
    while !reader.isAtEnd {
      character += UInt32(reader.next())
      glyphs[character] = Glyph(advance: Double(reader.next()) / Self.unitsPerEm, start: reader.position)
      for _ in 0..<reader.next() {
        for _ in 0..<reader.next() * 2 { reader.skip() }
      }
    }
    var kerning: [Int: Double] = [:]
    reader = VLQReader(DejaVuSans.kerning)
    var pair = 0
    while !reader.isAtEnd {
      pair += reader.next()
      kerning[pair] = Double(reader.next()) / Self.unitsPerEm
    }
    self.glyphs = glyphs
    self.kerning = kerning
  }

  func glyph(_ character: Unicode.Scalar) -> Glyph? { glyphs[character.value] }

  /// By how much two neighbours move together (negative) or apart, in ems.
  func kern(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Double {
    first.isASCII && second.isASCII ? kerning[Int(first.value) * 128 + Int(second.value)] ?? 0 : 0
  }

  func contours(of glyph: Glyph) -> [[OutlinePoint]] {
    var reader = VLQReader(DejaVuSans.outlines, at: glyph.start)
    var (x, y) = (0, 0)
    return (0..<reader.next()).map { _ in
      (0..<reader.next()).map { _ in
        let step = reader.next()
        x += step >> 1
        y += reader.next()
        return OutlinePoint(x: x, y: y, isOnCurve: step & 1 == 1)
      }
    }
  }

  /// The outline with its origin at (0, 0), y downwards, for a given size; `fit` moves heights to whole pixels.
  func path(of glyph: Glyph, size: Double, fit: HeightFit? = nil) -> Path {
    var path = Path()
    let unit = size / Self.unitsPerEm
    for contour in contours(of: glyph) where contour.count > 1 {
      let points = contour.map { point in
        let height = fit?(Double(point.y)) ?? Double(point.y) * unit
        return (place: Point(Double(point.x) * unit, -height), isOnCurve: point.isOnCurve)
      }
      append(contour: points, to: &path)
    }
    return path
  }

  /// Two control points in a row have a point of the curve halfway between them.
  private func append(contour: [(place: Point, isOnCurve: Bool)], to path: inout Path) {
    let first = contour.firstIndex(where: \.isOnCurve)
    let start = first.map { contour[$0].place } ?? (contour[0].place + contour[contour.count - 1].place) * 0.5
    path.move(to: start)
    var (here, control): (Point, Point?) = (start, nil)
    func bend(_ control: Point, to end: Point) {
      path.curve(to: end, here + (control - here) * (2.0 / 3), end + (control - end) * (2.0 / 3))
      here = end
    }
    let order = (0..<contour.count).map { contour[($0 + (first.map { $0 + 1 } ?? 0)) % contour.count] }
    for point in order {
      switch (point.isOnCurve, control) {
      case (true, nil):
        path.line(to: point.place)
        here = point.place
      case (true, let bent?):
        bend(bent, to: point.place)
        control = nil
      case (false, nil): control = point.place
      case (false, let bent?):
        bend(bent, to: (bent + point.place) * 0.5)
        control = point.place
      }
    }
    if let control { bend(control, to: start) }
    path.close()
  }
}

/// Reads base-64 VLQ numbers one after the other.
struct VLQReader {
  private let text: UnsafeBufferPointer<UInt8>
  private(set) var position: Int

  init(_ table: StaticString, at position: Int = 0) {
    text = UnsafeBufferPointer(start: table.utf8Start, count: table.utf8CodeUnitCount)
    self.position = position
  }

  var isAtEnd: Bool { position >= text.count }

  mutating func next() -> Int {
    var (value, shift) = (0, 0)
    while true {
      let digit = Self.value(of: text[position])
      position += 1
      value |= (digit & 31) << shift
      shift += 5
      if digit & 32 == 0 { break }
    }
    return value & 1 == 1 ? -(value >> 1) : value >> 1
  }

  mutating func skip() {
    while Self.value(of: text[position]) & 32 != 0 { position += 1 }
    position += 1
  }

  static func value(of character: UInt8) -> Int {
    switch character {
    case 65...90: Int(character) - 65
    case 97...122: Int(character) - 71
    case 48...57: Int(character) + 4
    case 43: 62
    default: 63
    }
  }
}
