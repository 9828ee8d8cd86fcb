/// A stretch of a line of text that one font draws.
struct TextRun {
  enum Font {
    /// The program's own outlines.
    case own
    case system(SystemFace)
    /// No font at hand has the characters: boxes stand for them.
    case missing
  }

  static let missingAdvance = 0.6

  var font: Font
  var string: String
  /// Glyphs of the own font and where they stand, in ems from the run's start.
  var glyphs: [(character: Unicode.Scalar, glyph: OutlineFont.Glyph, x: Double)] = []
  /// Bytes of the string for each glyph: a raised 2 is drawn as a 2, but stays a ² of two bytes in the text.
  var glyphBytes: [Int] = []
  /// In ems of the line.
  var advance = 0.0
  /// The size of raised and lowered figures against the line's.
  var scale = 1.0
  /// By how much the run stands above the line, in ems of the line.
  var rise = 0.0

  static func width(_ runs: [TextRun], size: Double) -> Double { runs.reduce(0) { $0 + $1.advance } * size }

  /// Splits a line by the font that has each character; fonts of the machine are asked for only where they are needed.
  static func runs(_ line: Substring, systemFonts: () -> SystemFonts) -> [TextRun] {
    let font = OutlineFont.standard
    var runs: [TextRun] = []
    var previous: Unicode.Scalar?
    for character in line.unicodeScalars {
      let shift = Shifted.characters[character]
      let drawn = shift?.base ?? character
      if let glyph = font.glyph(drawn) {
        let rise = shift?.rise ?? 0
        if case .own? = runs.last?.font, runs[runs.count - 1].rise == rise {
        } else {
          runs.append(TextRun(font: .own, string: "", scale: rise == 0 ? 1 : Shifted.scale, rise: rise))
          previous = nil
        }
        let last = runs.count - 1
        if let previous { runs[last].advance += font.kern(previous, drawn) * runs[last].scale }
        runs[last].glyphs.append((drawn, glyph, runs[last].advance))
        runs[last].string.unicodeScalars.append(character)
        runs[last].glyphBytes.append(UTF8.width(character))
        runs[last].advance += glyph.advance * runs[last].scale
        previous = drawn
      } else if !character.properties.isDefaultIgnorableCodePoint, !character.properties.isVariationSelector {
        append(character, to: &runs, systemFonts())
      }
    }
    for (index, run) in runs.enumerated() {
      if case .system(let face) = run.font { runs[index].advance = face.advance(of: run.string) }
    }
    return runs
  }

  private static func append(_ character: Unicode.Scalar, to runs: inout [TextRun], _ systemFonts: SystemFonts) {
    let face = systemFonts.face(for: character)
    switch (runs.last?.font, face) {
    case (.system(let last)?, let face?) where last === face: break
    case (.missing?, nil): break
    default: runs.append(TextRun(font: face.map { .system($0) } ?? .missing, string: ""))
    }
    runs[runs.count - 1].string.unicodeScalars.append(character)
    if face == nil { runs[runs.count - 1].advance += missingAdvance }
  }
}

/// Raised and lowered figures: drawn as smaller ordinary ones, which are easier to read than the font's own.
private enum Shifted {
  static let scale = 0.7

  static let characters: [Unicode.Scalar: (base: Unicode.Scalar, rise: Double)] = {
    let raised = zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ".unicodeScalars, "0123456789+−=()n".unicodeScalars)
    let lowered = zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎".unicodeScalars, "0123456789+−=()".unicodeScalars)
    var characters: [Unicode.Scalar: (base: Unicode.Scalar, rise: Double)] = [:]
    for (character, base) in raised { characters[character] = (base, 0.34) }
    for (character, base) in lowered { characters[character] = (base, -0.16) }
    return characters
  }()
}
