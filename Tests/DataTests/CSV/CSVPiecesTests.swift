import Tensor
import Testing

@testable import Data

/// Files of several blocks, whose rows run from one into the next.
@Suite struct CSVPiecesTests {
  /// A table of text and numbers, `bytes` long or longer, and its rows as they are meant.
  private func table(
    _ bytes: Int, end: [String], quotes: Double, longest: Int = 60, blank: Double = 0, using rng: inout RandomGenerator
  ) -> (text: String, rows: [(Int, String)]) {
    var text = "n,s" + end[0]
    var rows: [(Int, String)] = []
    while text.utf8.count < bytes {
      var field = String(repeating: "x", count: Int.random(in: 1...longest, using: &rng))
      let isQuoted = Double.random(in: 0..<1, using: &rng) < quotes
      if isQuoted { field += [",", "\"", "\n", "\r", "\r\n1,y\n"].randomElement(using: &rng)! + "z" }
      let written =
        isQuoted
        ? "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\"" : field
      text += "\(rows.count),\(written)\(end.randomElement(using: &rng)!)"
      if Double.random(in: 0..<1, using: &rng) < blank { text += end[0] }
      rows.append((rows.count, field))
    }
    return (text, rows)
  }

  private func expectRows(_ text: String, _ rows: [(Int, String)], _ note: String, _ format: CSVFormat = CSVFormat())
    throws
  {
    let frame = try DataFrame(csvText: text, missing: [], format: format)
    #expect(frame.rowCount == rows.count, "\(note)")
    #expect(frame["n"].ints == rows.map(\.0), "\(note)")
    #expect(frame["s"].strings == rows.map(\.1), "\(note)")
  }

  @Test func rowsAcrossBlocks() throws {
    var rng = RandomGenerator(seed: 5)
    for (note, end, quotes) in [
      ("plain", ["\n"], 0.0), ("CR LF", ["\r\n"], 0), ("lone CR", ["\r"], 0), ("mixed", ["\n", "\r", "\r\n"], 0),
      ("rare quotes", ["\n"], 0.0002), ("quotes", ["\r\n", "\n"], 0.3),
    ] {
      let (text, rows) = table(900_000, end: end, quotes: quotes, using: &rng)
      try expectRows(text, rows, note)
      let open = String(text.dropLast(1))
      try expectRows(open, rows, "\(note), no last line end")
      let limit = rows.count - 10
      try expectRows(text, Array(rows[..<limit]), "\(note), limit", CSVFormat(limit: limit))
      try expectRows(text + "# end", rows, "\(note), comment", CSVFormat(comment: "#"))
    }
  }

  @Test func blankLinesLeaveNoGaps() throws {
    var rng = RandomGenerator(seed: 6)
    let (text, rows) = table(900_000, end: ["\n"], quotes: 0, blank: 0.2, using: &rng)
    try expectRows(text, rows, "blank lines")
  }

  @Test func rowsLongerThanBlocks() throws {
    var rng = RandomGenerator(seed: 7)
    for quotes in [0, 0.5] {
      let (text, rows) = table(6_000_000, end: ["\n"], quotes: quotes, longest: 900_000, using: &rng)
      try expectRows(text, rows, "\(quotes) quoted")
    }
  }

  /// Blocks in the middle of a quoted field: none of their line ends is one, and they hold no quote that says so.
  @Test func quotedLineEndsThroughWholeBlocks() throws {
    let lines = String(repeating: "7,no row\n", count: 100_000)
    let before = (0..<1000).map { "\($0),b\n" }.joined(), after = (1001..<60_000).map { "\($0),a\n" }.joined()
    let frame = try DataFrame(csvText: "n,s\n" + before + "1000,\"\(lines)\"\n" + after)
    #expect(frame["n"].ints == (0..<60_000).map { $0 })
    #expect(frame[1000, "s"] == .string(lines))
  }

  /// The memory is estimated from the first rows; where they get much shorter, the file is read again.
  @Test func rowsThatGetShorter() throws {
    let long = (0..<2000).map { "\($0)," + String(repeating: "a", count: 300) }
    let short = (2000..<200_000).map { "\($0),b" }
    let frame = try DataFrame(csvText: (["n,s"] + long + short).joined(separator: "\n"))
    #expect(frame.rowCount == 200_000)
    #expect(frame["n"].ints == (0..<200_000).map { $0 })
    #expect(frame["s"].valueCounts()["count"].ints == [198_000, 2000])
  }

  @Test func errorsInLaterBlocksSayTheirLine() throws {
    var rng = RandomGenerator(seed: 8)
    let (text, rows) = table(900_000, end: ["\n"], quotes: 0, using: &rng)
    let error = #expect(throws: DataError.self) { try DataFrame(csvText: text + "1,2,3\n" + text) }
    #expect(error?.description.hasPrefix("text:\(rows.count + 2): 2 fields are expected, the row has 3") == true)
    let open = #expect(throws: DataError.self) { try DataFrame(csvText: text + "1,\"open\n" + text) }
    #expect(open?.description.contains("text:\(rows.count + 2):") == true)
    #expect(open?.description.contains("never closed") == true)
  }
}
