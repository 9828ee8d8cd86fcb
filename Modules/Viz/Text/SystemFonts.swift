import Cairo

/// A font of the machine.
final class SystemFace {
  let pointer: OpaquePointer
  private let scaled: OpaquePointer

  /// Takes the face over; nil where Cairo cannot use it.
  init?(_ pointer: OpaquePointer) {
    var size = cairo_matrix_t(), identity = cairo_matrix_t()
    cairo_matrix_init_scale(&size, 100, 100)
    cairo_matrix_init_identity(&identity)
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    defer { cairo_font_options_destroy(options) }
    guard let scaled = cairo_scaled_font_create(pointer, &size, &identity, options),
      cairo_scaled_font_status(scaled) == CAIRO_STATUS_SUCCESS
    else {
      cairo_font_face_destroy(pointer)
      return nil
    }
    self.pointer = pointer
    self.scaled = scaled
  }

  deinit {
    cairo_scaled_font_destroy(scaled)
    cairo_font_face_destroy(pointer)
  }

  /// In ems.
  func advance(of string: String) -> Double {
    var extents = cairo_text_extents_t()
    cairo_scaled_font_text_extents(scaled, string, &extents)
    return extents.x_advance / 100
  }

  func has(_ character: Unicode.Scalar) -> Bool {
    var glyphs: UnsafeMutablePointer<cairo_glyph_t>?
    var count: Int32 = 0
    let status = cairo_scaled_font_text_to_glyphs(
      scaled, 0, 0, String(character), -1, &glyphs, &count, nil, nil, nil)
    defer { cairo_glyph_free(glyphs) }
    guard status == CAIRO_STATUS_SUCCESS, count > 0, let glyphs else { return false }
    return (0..<Int(count)).allSatisfy { glyphs[$0].index != 0 }
  }
}

/// Finds fonts of the machine for characters that the program's own font lacks.
final class SystemFonts {
  private var faces: [SystemFace] = []
  private var known: [Unicode.Scalar: SystemFace?] = [:]
  private let warn: (String) -> Void

  init(warn: @escaping (String) -> Void) { self.warn = warn }

  /// A font that has a character; nil, with a warning, where none is installed.
  func face(for character: Unicode.Scalar) -> SystemFace? {
    if let face = known[character] { return face }
    let face = faces.first { $0.has(character) } ?? find(character)
    known[character] = .some(face)
    if face == nil { warn(Self.advice(for: character)) }
    return face
  }

  private func find(_ character: Unicode.Scalar) -> SystemFace? {
    #if os(Linux)
      let found = FontSearch.face(for: character).flatMap(SystemFace.init)
    #else
      let found = Self.families.lazy.compactMap { family in
        cairo_toy_font_face_create(family, CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL).flatMap(SystemFace.init)
      }.first { $0.has(character) }
    #endif
    guard let found, found.has(character) else { return nil }
    faces.append(found)
    return found
  }

  /// Families that come with the system, the wider ones last.
  private static let families = [
    "PingFang SC", "Hiragino Sans", "Apple SD Gothic Neo", "Heiti SC", "Noto Sans CJK SC", "Arial Unicode MS",
    "Apple Symbols", "Helvetica",
  ]

  /// What to install. Chinese, Japanese and Korean share a package.
  private static func advice(for character: Unicode.Scalar) -> String {
    let isEastAsian =
      (0x2e80...0x9fff).contains(character.value) || (0xac00...0xd7af).contains(character.value)
      || (0xf900...0xfaff).contains(character.value) || (0xff00...0xffef).contains(character.value)
      || (0x20000...0x3ffff).contains(character.value)
    let package = isEastAsian ? "fonts-noto-cjk" : "fonts-noto-core"
    return "no installed font has \(isEastAsian ? "Chinese, Japanese or Korean" : "some") characters of the text; "
      + "install one (on Debian and Ubuntu: apt install \(package))"
  }
}
