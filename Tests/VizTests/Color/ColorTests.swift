import Testing

@testable import Viz

@Suite struct ColorTests {
  @Test(
    arguments: [
      ("red", [255, 0, 0, 255]), ("g", [0, 128, 0, 255]), ("#1f77b4", [31, 119, 180, 255]),
      ("#1f77b480", [31, 119, 180, 128]), ("#fa0", [255, 170, 0, 255]), ("0.5", [128, 128, 128, 255]),
      ("tab:orange", [255, 127, 14, 255]), ("SteelBlue", [70, 130, 180, 255]), ("none", [0, 0, 0, 0]),
    ] as [(String, [UInt8])])
  func named(name: String, bytes: [UInt8]) { #expect(Color(name: name)?.bytes == bytes) }

  @Test(arguments: ["", "#12", "#12345g", "1.5", "-0.1", "C", "C-1", "bluish"])
  func unknown(name: String) { #expect(Color(name: name) == nil) }

  @Test func paletteWrapsAround() {
    #expect(Theme.light.resolve("C12") == Theme.light.resolve("C2"))
    #expect(Theme.dark.resolve("k") == Theme.dark.ink)
  }

  @Test func mapsMeetTheirPublishedEnds() {
    #expect(ColorMap.viridis.color(0).bytes == [68, 1, 84, 255])
    #expect(ColorMap.viridis.color(1).bytes == [253, 231, 37, 255])
    #expect(ColorMap.viridis.color(0.5).bytes == [33, 145, 140, 255])
    #expect(ColorMap.named("viridis_r")?.color(0).bytes == [253, 231, 37, 255])
    #expect(ColorMap.named("nosuchmap") == nil)
  }

  @Test func normsPlaceValues() {
    let linear = ColorMapping(.gray, .linear, limits: nil, values: [2, .nan, 6, .infinity])
    #expect(linear.position(4) == 0.5 && linear.position(.nan) == nil && linear.position(.infinity) == 1)
    let log = ColorMapping(.gray, .log, limits: nil, values: [-5, 0.01, 100])
    #expect(log.position(1) == 0.5 && log.position(-5) == nil)
    let centered = ColorMapping(.gray, .centered(at: 0), limits: nil, values: [-1, 4])
    #expect(centered.position(0) == 0.5 && centered.position(4) == 1 && centered.position(-1) == 0.375)
    let fixed = ColorMapping(.gray, .centered(at: 0), limits: -4...1, values: [])
    #expect(fixed.position(1) == 0.625 && fixed.position(-4) == 0)
    let constant = ColorMapping(.gray, .linear, limits: nil, values: [3, 3])
    #expect(constant.position(3) == 0.5)
  }
}
