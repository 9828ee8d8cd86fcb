import Testing

@testable import Viz

@Suite struct TextTests {
  @Test func ownFontHasWhatFiguresNeed() {
    let needed =
      (0x20...0x7e).compactMap { Unicode.Scalar($0) }
      + Array("äöüßéèñøåÄÖÜ×÷±−·°µ≤≥≠≈∞∂∇∑∏√∫αβγδεθλμπρστφψωΔΣΩ→←↑↓…–—“”‘’€".unicodeScalars)
    for character in needed { #expect(OutlineFont.standard.glyph(character) != nil, "\(character)") }
    #expect(OutlineFont.standard.glyph("训") == nil)
  }

  /// Advances of DejaVu Sans in 1/2048 em.
  @Test(arguments: [("A", 1401), ("o", 1253), ("0", 1303), ("−", 1716)] as [(Unicode.Scalar, Int)])
  func advances(character: Unicode.Scalar, advance: Int) {
    #expect(OutlineFont.standard.glyph(character)?.advance == Double(advance) / 2048)
  }

  @Test func pairsAreKerned() {
    #expect(OutlineFont.standard.kern("A", "V") < 0)
    #expect(OutlineFont.standard.kern("n", "n") == 0)
  }

  @Test func outlinesAreClosedAndInPlace() throws {
    let glyph = try #require(OutlineFont.standard.glyph("H"))
    let points = OutlineFont.standard.contours(of: glyph).joined()
    #expect(points.map(\.x).min() == 201 && points.map(\.x).max() == 1339)
    #expect(points.map(\.y).min() == 0 && points.map(\.y).max() == 1493)
  }

  @Test func heightsFallOnWholePixels() {
    let fit = HeightFit(size: 10, pixel: 0.72)
    for height in [0, 1120, 1493, -426] as [Double] {
      let pixels = fit(height) / 0.72
      #expect(abs(pixels - pixels.rounded()) < 1e-9)
    }
    // The overshoot of round letters is taken back; heights between keep their order.
    #expect(fit(1147) == fit(1120) && fit(-29) == fit(0))
    #expect(fit(300) < fit(800) && fit(800) < fit(1120) && fit(1120) < fit(1493))
  }

  @Test func figuresAreRaisedAndLowered() {
    let fonts = SystemFonts(warn: { _ in })
    let runs = TextRun.runs("x²₃", systemFonts: { fonts })
    #expect(runs.count == 3 && runs[1].rise > 0 && runs[2].rise < 0 && runs[1].scale < 1)
    #expect(runs[1].string == "²" && runs[1].glyphs[0].character == "2" && runs[1].glyphBytes == [2])
  }

  @Test func missingCharactersWarnOnceAndNameThePackage() throws {
    var warnings: [String] = []
    let figure = Figure()
    figure.onWarning = { warnings.append($0) }
    // Private use: no font has these.
    figure.axes.title = "\u{F8F8}\u{F8F9} \u{10FFFD}"
    figure.axes.plot([1, 2], [1, 2])
    _ = try figure.encoded(as: .png)
    _ = try figure.encoded(as: .svg)
    _ = try figure.encoded(as: .pdf)
    #expect(warnings.count == 1)
    #expect(warnings.first?.contains("apt install fonts-noto") == true)
  }

  @Test func fontsOfTheMachineAreNotAskedForOrdinaryText() {
    var wasAsked = false
    let fonts = SystemFonts(warn: { _ in })
    _ = TextRun.runs(
      "Loss: 3.5×10⁻³ — μ ± σ",
      systemFonts: {
        wasAsked = true; return fonts
      })
    #expect(!wasAsked)
  }
}
