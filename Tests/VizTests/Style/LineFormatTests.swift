import Testing

@testable import Viz

@Suite struct LineFormatTests {
  @Test(
    arguments: [
      ("-", nil, nil, .solid), ("m--", Color(name: "m"), nil, .dashed), ("g-.", Color(name: "g"), nil, .dashDot),
      ("r:", Color(name: "r"), nil, .dotted), ("-o", nil, .circle, .solid), ("ro", Color(name: "r"), .circle, .none),
      ("rx", Color(name: "r"), .cross, .none), ("k.-", Color.ink, .point, .solid), ("", nil, nil, .solid),
      ("C1s--", Color.palette(1), .square, .dashed), ("firebrick", Color(name: "firebrick"), nil, .solid),
      ("#0af", Color(hex: 0x00aaff), nil, .solid), ("b", Color(name: "b"), nil, .solid), ("D", nil, .diamond, .none),
    ] as [(String, Color?, Marker?, LineStyle)])
  func read(text: String, color: Color?, marker: Marker?, style: LineStyle) throws {
    let format = try #require(LineFormat(text))
    #expect(format.color == color)
    #expect(format.marker == marker)
    #expect(format.style == style)
  }

  @Test(arguments: ["rr", "--:", "oo", "q", "r?", "C", "nosuchcolor"])
  func refuse(text: String) { #expect(LineFormat(text) == nil) }

  @Test func literalThatIsNoFormatTraps() async {
    await #expect(processExitsWith: .failure) { _ = "zz" as LineFormat }
  }
}
