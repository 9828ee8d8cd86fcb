extension StringProtocol {
  /// The text with every character that a terminal would obey or hide written out: `\n`, `\t`, `\r`, `\u{1b}`.
  ///
  /// What comes from a file (names, cells, paths, the system's words about them) passes through here on its way to a
  /// message or a screen. Escaped are C0, DEL, C1, separators of lines, and all format characters, among them those that
  /// turn the direction of writing; the joiners of scripts and emoji stay.
  package var visible: String {
    if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return String(self) }
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where scalar.isInvisibleControl: result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// `visible`, line by line: for messages that have several.
  package var visibleLines: String {
    split(separator: "\n", omittingEmptySubsequences: false).map(\.visible).joined(separator: "\n")
  }
}

extension Unicode.Scalar {
  /// Whether a terminal obeys or hides the character instead of showing it.
  package var isInvisibleControl: Bool {
    if value < 0x7F { return value < 0x20 }
    // Zero-width joiner and non-joiner: Persian, Indic scripts and emoji need them.
    if value == 0x200C || value == 0x200D { return false }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }
}
