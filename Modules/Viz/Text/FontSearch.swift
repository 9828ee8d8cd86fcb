#if os(Linux)
  import Cairo
  import Fontconfig

  /// Asks fontconfig, which takes about a tenth of a second the first time; so it is asked only when a character is missing.
  enum FontSearch {
    /// A face that has a character, for the caller to destroy; nil where no installed font has it.
    static func face(for character: Unicode.Scalar) -> OpaquePointer? {
      let pattern = FcPatternCreate(), characters = FcCharSetCreate()
      defer {
        FcPatternDestroy(pattern)
        FcCharSetDestroy(characters)
      }
      FcCharSetAddChar(characters, character.value)
      FcPatternAddCharSet(pattern, FC_CHARSET, characters)
      "sans-serif".withCString { name in
        name.withMemoryRebound(to: FcChar8.self, capacity: 11) { _ = FcPatternAddString(pattern, FC_FAMILY, $0) }
      }
      FcPatternAddBool(pattern, FC_SCALABLE, 1)
      FcConfigSubstitute(nil, pattern, FcMatchPattern)
      FcDefaultSubstitute(pattern)
      var result = FcResultNoMatch
      guard let match = FcFontMatch(nil, pattern, &result) else { return nil }
      defer { FcPatternDestroy(match) }
      var found: OpaquePointer?
      guard FcPatternGetCharSet(match, FC_CHARSET, 0, &found) == FcResultMatch,
        FcCharSetHasChar(found, character.value) != 0
      else { return nil }
      return cairo_ft_font_face_create_for_pattern(match)
    }
  }
#endif
