/// Letters in cells.
enum TerminalText {
  /// Whether a text is written downwards, as the name of an axis is where paper would have it turned.
  static func isUpright(_ text: Text) -> Bool { abs(text.rotation) > 60 }

  static func width(_ line: Substring) -> Int { line.reduce(0) { $0 + width(of: $1) } }

  /// Cells that a letter takes: two for those of East Asian scripts and for pictures, none for what cannot be seen.
  static func width(of letter: Character) -> Int {
    guard let scalar = letter.unicodeScalars.first else { return 0 }
    if scalar.value < 0x20 || scalar.properties.generalCategory == .nonspacingMark { return 0 }
    let wide: [ClosedRange<UInt32>] = [
      0x1100...0x115f, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0x9fff, 0xa000...0xa4cf,
      0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1f64f,
      0x1f900...0x1f9ff, 0x20000...0x3fffd,
    ]
    return wide.contains { $0.contains(scalar.value) } ? 2 : 1
  }

  /// The letter for a marker; nil where a dot will do.
  static func sign(_ marker: Marker) -> Character? {
    switch marker {
    case .circle: "●"
    case .point, .pixel: nil
    case .square: "■"
    case .triangleUp: "▲"
    case .triangleDown: "▼"
    case .triangleLeft: "◀"
    case .triangleRight: "▶"
    case .diamond, .thinDiamond: "◆"
    case .star: "★"
    case .plus, .filledPlus: "+"
    case .cross, .filledCross: "×"
    case .pentagon, .hexagon, .octagon: "●"
    case .verticalLine: "│"
    case .horizontalLine: "─"
    }
  }
}
