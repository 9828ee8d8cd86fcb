import Data
import Testing

@Suite struct CSVReadingTests {
  private func read(_ text: String, missing: [String] = CSVFormat.missingStrings, _ format: CSVFormat = CSVFormat())
    throws -> DataFrame
  {
    try DataFrame(csvText: text, name: "t.csv", missing: missing, format: format)
  }

  @Test func typesAreInferredOverTheWholeColumn() throws {
    let rows = (0..<300).map { "\($0),\($0),\($0 % 2 == 0 ? "true" : "False"),x\($0 % 3),,\($0)" }
    let last = "300,0.5,NA,NA,,abc"
    let frame = try read((["a,b,c,d,e,f"] + rows + [last]).joined(separator: "\n"))
    #expect(frame.columnNames == ["a", "b", "c", "d", "e", "f"])
    #expect(frame.rowCount == 301)
    #expect(frame["a"].type == .int && frame["a"][300] == 300)
    #expect(frame["b"].type == .double && frame["b"][7] == 7.0 && frame["b"][300] == 0.5)
    #expect(frame["c"].type == .bool && frame["c"][0] == true && frame["c"][300] == nil)
    #expect(frame["d"].type == .string && frame["d"][4] == "x1" && frame["d"][300] == nil)
    #expect(frame["e"].type == .double && frame["e"].missingCount == 301)
    #expect(frame["f"].type == .string && frame["f"][299] == "299" && frame["f"][300] == "abc")
  }

  /// pandas makes objects of them, or numbers without a sign, and loses no digit either.
  @Test func integersBeyondSixtyFourBitsKeepTheirDigits() throws {
    let frame = try read(
      "a,b,c,d\n1,9223372036854775807,18446744073709551617,-9223372036854775808\n"
        + "18446744073709551617,-1,NA,9223372036854775808\n18446744073709551616,NA,-5,0.5\n")
    #expect(frame["a"].cells == ["1", "18446744073709551617", "18446744073709551616"])
    #expect(frame["b"].cells == [.int(.max), -1, nil])
    #expect(frame["c"].cells == ["18446744073709551617", nil, "-5"])
    #expect(frame["d"].cells == [-0x1p63, 0x1p63, 0.5])
    #expect(frame["a"].converted(to: .double).doubles == [1, 0x1p64, 0x1p64])
    #expect(try read("a\n18446744073709551617\n", CSVFormat(types: ["a": .double]))["a"].doubles == [0x1p64])
    #expect(
      message("a\n18446744073709551617\n", CSVFormat(types: ["a": .int]))
        == "t.csv:2:1: '18446744073709551617' does not fit an integer of 64 bits (column a)")
    // The last row decides, in another piece of the file.
    let many = String(repeating: "18446744073709551617\n", count: 40_000)
    #expect(try read("a\n" + many)["a"].valueCounts()["count"].ints == [40_000])
    #expect(try read("a\n" + many + "0.5\n")["a"][39_999] == .double(0x1p64))
    #expect(try read("a\n" + String(repeating: "7\n", count: 400_000) + many)["a"][0] == "7")
  }

  @Test func integersWithMissingValuesStayIntegers() throws {
    let frame = try read("a,b\n1,2\nNA,3\n,4\n-5,5\n")
    #expect(frame["a"].type == .int)
    #expect(frame["a"].cells == [1, nil, nil, -5])
  }

  @Test func quotesHoldDelimitersQuotesAndLineEnds() throws {
    let text =
      "name,\"a \"\"b\"\"\"\r\n\"x,y\",\"1\"\r\n\"two\r\nlines\",2\r\n\"\"\"\",3\r\nmid\"dle,4\r\n\"ab\"cd,5\r\n"
    let frame = try read(text)
    #expect(frame.columnNames == ["name", "a \"b\""])
    #expect(frame["name"].cells == ["x,y", "two\r\nlines", "\"", "mid\"dle", "abcd"])
    #expect(frame["a \"b\""].cells == [1, 2, 3, 4, 5])
  }

  @Test(arguments: ["\n", "\r\n", "\r"]) func lineEnds(end: String) throws {
    let frame = try read(["a,b", "1,x", "", "2,y"].joined(separator: end))
    #expect(frame["a"].cells == [1, 2])
    #expect(frame["b"].cells == ["x", "y"])
    let again = try read(["a,b", "1,x", "2,y", "", ""].joined(separator: end))
    #expect(again["b"].cells == ["x", "y"])
  }

  @Test func byteOrderMarkBlankLinesAndOtherDelimiters() throws {
    for delimiter in [",", ";", "\t", "|"] as [Character] {
      let text = "\u{FEFF}a,b\n\n1,2\n   \n3,4".map { $0 == "," ? delimiter : $0 }
      let frame = try read(String(text), CSVFormat(delimiter: delimiter))
      #expect(frame.columnNames == ["a", "b"])
      #expect(frame["b"].cells == [2, 4])
    }
  }

  @Test func headerNamesAreMadeUnique() throws {
    #expect(try read("a,,a,a.1,,a\n1,2,3,4,5,6").columnNames == ["a", "Unnamed: 1", "a.2", "a.1", "Unnamed: 4", "a.3"])
    #expect(try read("1,2\n3,4", CSVFormat(header: .none)).columnNames == ["0", "1"])
    #expect(try read("1,2\n3,4", CSVFormat(header: .names(["x", "y"])))["y"].cells == [2, 4])
  }

  @Test func commentsSkippedRowsChosenColumnsTypesAndLimit() throws {
    let text = "made by hand\nsecond\n# names\na,b,c # inline\n1,2,\"#3\"\n#4,5,6\n7,8,9 # end\n10,11,12\n"
    let frame = try read(text, CSVFormat(skipRows: 2, limit: 2, comment: "#"))
    #expect(frame.columnNames == ["a", "b", "c "])
    #expect(frame["c "].cells == ["#3", "9 "])
    let chosen = try read(
      "a,b,c\n1,2,x\n3,4,y\n", CSVFormat(columns: ["c", "a"], types: ["a": .double, "c": .string]))
    #expect(chosen.columnNames == ["a", "c"])
    #expect(chosen["a"].type == .double)
    #expect(try read("a\n01\n02\n", CSVFormat(types: ["a": .string]))["a"].cells == ["01", "02"])
    #expect(try read("a\n1.5\n2\n", CSVFormat(types: ["a": .float]))["a"].type == .float)
  }

  @Test func thousandsAndDecimalComma() throws {
    let plain = try read("a;b\n\"1,234\";x\n5,678,900;y", CSVFormat(delimiter: ";", thousands: ","))
    #expect(plain["a"].cells == [1234, 5_678_900])
    let german = try read("a;b\n1.234,5;-0,25\n7;1,0", CSVFormat(delimiter: ";", thousands: ".", decimal: ","))
    #expect(german["a"].cells == [1234.5, 7.0])
    #expect(german["b"].cells == [-0.25, 1.0])
    let odd = try read("a;b\n,5;1.2,3\n6;7", CSVFormat(delimiter: ";", thousands: ","))
    #expect(odd.columnTypes == [.string, .string])
  }

  @Test func missingStringsAreThoseOfPandas() throws {
    let frame = try read("a,b\nNone,None\nnull,x\nn/a,y\n<NA>,\n")
    #expect(frame["a"].missingCount == 4)
    #expect(frame["b"].cells == [nil, "x", "y", nil])
    let chosen = try read("a,b\nNone,1\nNA,\n", missing: ["NA"])
    #expect(chosen["a"].cells == ["None", nil])
    #expect(chosen["b"].cells == ["1", ""])
  }

  @Test func raggedRows() throws {
    let text = "a,b\n1,2\n3\n4,5,6\n"
    #expect(message(text) == "t.csv:3: 2 fields are expected, the row has 1")
    #expect(message("a,b\n1,2\n4,5,6,7\n") == "t.csv:3: 2 fields are expected, the row has 4")
    #expect(message(text, CSVFormat(raggedRows: .fill)) == "t.csv:4: 2 fields are expected, the row has 3")
    let filled = try read(text, CSVFormat(raggedRows: .fillAndCut))
    #expect(filled["a"].cells == [1, 3, 4])
    #expect(filled["b"].cells == [2, nil, 5])
  }

  @Test func errorsSayWhere() throws {
    let rows = (1...14).map { "\($0),60,RL,NA,\($0 * 100)" }
    let text = (["Id,MSSubClass,MSZoning,LotFrontage,LotArea"] + rows + ["\"15\",60,\"R\nL\",NA,abc"])
      .joined(separator: "\n")
    #expect(
      message(text, CSVFormat(types: ["LotArea": .double])) == "t.csv:17:5: 'abc' is not a number (column LotArea)")
    #expect(message("a,b\n1,\"2\n3,4\n") == "t.csv:2: the quote that opens here is never closed")
    #expect(message("a\n1\n", CSVFormat(columns: ["z"])) == "t.csv: there is no column 'z'; there are a")
    #expect(message("") == "t.csv: there is no row with the names of columns")
    #expect(message("\n\n") == "t.csv: there is no row with the names of columns")
  }

  @Test func invalidUTF8() throws {
    let bytes = Array("a,b\n1,caf".utf8) + [0xe9] + Array("\n2,ok\n".utf8)
    #expect { try DataFrame(csvBytes: bytes, name: "t.csv") } throws: {
      guard case .malformed(_, .line(2, field: 2, byte: 9), _)? = $0 as? DataError else { return false }
      return "\($0)" == "t.csv:2:2: byte 0xe9 is not UTF-8 (column b)"
    }
    let replaced = try DataFrame(csvBytes: bytes, format: CSVFormat(invalidUTF8: .replace))
    #expect(replaced["b"].cells == ["caf\u{FFFD}", "ok"])
    #expect(message("\u{FEFF}ä,b\n1,2") == "no error")
  }

  @Test func whatIsNoTextIsSaid() {
    func message(_ bytes: [UInt8]) -> String? {
      #expect(throws: DataError.self) { try DataFrame(csvBytes: bytes, name: "t") }?.description
    }
    #expect(message(Array("BZh91AY&SY".utf8) + [0, 1, 2]) == "t: this is packed with bzip2; bunzip2 unpacks it")
    #expect(message(Array("%PDF-1.7\n1 0 obj\n".utf8)) == "t: this is a PDF document")
    #expect(message([0xff, 0xfe, 0x61, 0]) == "t: this is UTF-16 text; it has to be converted to UTF-8 first")
    #expect(message([0x61, 0x2c, 0x62, 0, 0x0a, 0x31]) == "t:1:2: a zero byte: this is not text")
  }

  @Test func gzippedText() throws {
    let text = "a,b\n" + (0..<5000).map { "\($0),v\($0 % 7)" }.joined(separator: "\n")
    let frame = try DataFrame(csvBytes: Gzip.compress(Array(text.utf8)))
    #expect(frame.rowCount == 5000)
    #expect(frame["b"][4999] == "v1")
  }

  /// Types that show themselves late, in a file of many pieces.
  @Test func typesShowThemselvesLate() throws {
    let rows = 60_000
    func text(_ row: Int) -> String {
      [
        String(row), row < 200 ? "" : "t\(row % 3)", row < 40_000 ? "" : "late",
        row < 50_000 ? String(row) : "no number",
        row % 2 == 0 ? "" : "7", row < 30_000 ? "" : "0.5", row < 30_000 ? "NA" : "5", "",
      ].joined(separator: ",")
    }
    let frame = try read((["a,b,c,d,e,f,g,h"] + (0..<rows).map(text)).joined(separator: "\n"))
    #expect(frame.columnTypes[0..<7] == [.int, .string, .string, .string, .int, .double, .int])
    for row in [0, 199, 200, 29_999, 30_000, 39_999, 40_000, 49_999, 50_000, 59_999] {
      #expect(frame[row, "a"] == .int(row))
      #expect(frame[row, "b"] == (row < 200 ? nil : .string("t\(row % 3)")))
      #expect(frame[row, "c"] == (row < 40_000 ? nil : "late"))
      #expect(frame[row, "d"] == (row < 50_000 ? .string(String(row)) : "no number"))
      #expect(frame[row, "e"] == (row % 2 == 0 ? nil : 7))
      #expect(frame[row, "f"] == (row < 30_000 ? nil : 0.5))
      #expect(frame[row, "g"] == (row < 30_000 ? nil : 5))
    }
    #expect(frame["b"].missingCount == 200 && frame["c"].missingCount == 40_000 && frame["h"].missingCount == rows)
    #expect(frame["c"].valueCounts()["count"].cells == [20_000])
  }

  /// A quoted field begins with what another field is as a whole.
  @Test func quotesThatAreValuesDoNotHideQuotes() throws {
    let frame = try read("a,b\n\"\"\"\",1\n\",\",2\n\"5a,\",3\n\"\"\"5a\",4\n\"5a,\",5\n")
    #expect(frame["a"].cells == ["\"", ",", "5a,", "\"5a", "5a,"])
    #expect(frame["b"].cells == [1, 2, 3, 4, 5])
  }

  @Test func emptyTables() throws {
    let frame = try read("a,b\n")
    #expect(frame.shape == (0, 2))
    #expect(try read("a\n\n\n").rowCount == 0)
  }

  private func message(_ text: String, _ format: CSVFormat = CSVFormat()) -> String {
    do {
      _ = try read(text, format)
      return "no error"
    } catch {
      return "\(error)"
    }
  }
}
