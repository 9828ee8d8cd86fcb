import Tensor
import Testing

@Suite struct VisibleTextTests {
  @Test func whatATerminalObeysIsWrittenOut() {
    let cases = [
      ("plain text", "plain text"), ("größe 雀 👩‍👩‍👧 é", "größe 雀 👩‍👩‍👧 é"), ("می\u{200C}خواهم", "می\u{200C}خواهم"),
      ("a\nb\tc\rd\r\ne", "a\\nb\\tc\\rd\\r\\ne"), ("\u{1b}[31mred\u{7}", "\\u{1b}[31mred\\u{7}"), ("\u{0}", "\\u{0}"),
      ("\u{7F}", "\\u{7f}"), ("\u{9b}2J\u{80}\u{9f}", "\\u{9b}2J\\u{80}\\u{9f}"),
      ("evil\u{202E}gnp.exe", "evil\\u{202e}gnp.exe"),
      ("\u{2066}\u{2069}\u{200F}\u{061C}", "\\u{2066}\\u{2069}\\u{200f}\\u{61c}"),
      ("\u{2028}\u{2029}\u{FEFF}\u{E0041}", "\\u{2028}\\u{2029}\\u{feff}\\u{e0041}"),
      (String(decoding: [0x61, 0xFF, 0x9B], as: UTF8.self), "a\u{FFFD}\u{FFFD}"),
    ]
    for (text, want) in cases { #expect(text.visible == want) }
    #expect("a\u{1b}\nb\r".visibleLines == "a\\u{1b}\nb\\r")
  }

  /// Every scalar that is left alone is none of those that terminals act upon.
  @Test func everyControlCharacterIsEscaped() {
    let controls = Array(0..<0x20) + Array(0x7F...0x9F) + Array(0x202A...0x202E) + Array(0x2066...0x2069)
    for value in controls {
      let scalar = Unicode.Scalar(UInt32(value))
      #expect(scalar?.isInvisibleControl == true, "\(value)")
      if let scalar { #expect(!String(scalar).visible.unicodeScalars.contains(scalar), "\(value)") }
    }
  }

  @Test func errorsAreOneVisibleLine() {
    let evil = "a\u{1b}]0;x\u{7}\n\u{202E}.npy"
    let errors: [TensorFileError] = [
      .cannotRead(file: evil, reason: evil), .cannotWrite(file: evil, reason: evil),
      .malformed(file: evil, offset: 3, reason: evil), .unsupported(file: evil, offset: 3, reason: evil),
      .missing(file: evil, name: evil),
    ]
    for error in errors {
      #expect("\(error)".unicodeScalars.allSatisfy { !$0.isInvisibleControl })
      #expect("\(error)".contains("a\\u{1b}]0;x\\u{7}\\n\\u{202e}.npy"))
    }
  }

  @Test func trapsAreVisible() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      fail("no column 'a\u{1b}[2J'")
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("no column 'a\\u{1b}[2J'"))
  }
}
