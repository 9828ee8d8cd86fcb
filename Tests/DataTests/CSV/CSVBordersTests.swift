import Tensor
import Testing

@testable import Data

/// Blocks of a few bytes, so that everything there is in a file lies across a border once, in every position.
@Suite struct CSVBordersTests {
  private static let texts: [String] = [
    "a,b\n1,x\n22,yy\n333,zzz\n", "a,b\r\n1,x\r\n22,yy\r\n333,zzz", "a,b\r1,x\r22,yy\r\r333,zzz\r",
    "a,b\n1,\"x\"\n22,\"y,\"\"y\"\"\"\n\"333\",\"\"\n4,\"\"\"\"\n",
    "a,b\n1,\"two\nlines\"\r\n2,\"and\r\nthree\n\nlines\"\n3,\"\r\"\r\n4,\"\n\"",
    "\"a\n\",\"b\"\"\"\n1,x\n2,y\n", "\u{FEFF}ä,雀\n1,größe\n2,雀雀\n3,\u{1F426}\n4,\"é\n雀\"\n",
    "a,b\n\n1,x\n   \n\r\n2,y\n\t\n\n", "a,b # names\n1,x # one\n# 7,\"no row\n2,\"# y\"#\n#\n3,z\n#end",
    "a,b\n1,x\n2\n3,z,\n\"4\n\",\"\",\"\n\"\n5,\n", "a,b\n1,x\n2,\"open\n3,z\n",
    "a,b\n1,x\n2,y\"\n3,\"z\"w\n\"4\"5,6\n",
    "a,b\n,\nNA,1\n2,2.5\n3,x\ntrue,False\n", "a\n1\n22\n99999999999999999999\n-4\n1e5\n", "a,b\n", "a,b", "a,b\n1,x",
    "a\r\n\"\"\r\n\" \"\r\n", "a,b\n1,2\n3,4,5\n", "a,b\n1,2\n3,\"4\r5\",6\n",
  ]

  private static let formats: [CSVFormat] = [
    CSVFormat(), CSVFormat(comment: "#"), CSVFormat(quote: nil), CSVFormat(skipRows: 1, limit: 2),
    CSVFormat(header: .none, limit: 3, comment: "#", raggedRows: .fillAndCut), CSVFormat(raggedRows: .fill),
    CSVFormat(delimiter: "\t", header: .names(["only"]), thousands: ","),
  ]

  private struct Result: Equatable {
    var names: [String] = []
    var columns: [Column] = []
    var error: String?

    init(_ bytes: [UInt8], _ format: CSVFormat, block: Int?) {
      do {
        let source = MemorySource(name: "t", bytes: Buffer(bytes))
        (names, columns) = try CSVReader(
          source, format: format, missing: CSVFormat.missingStrings, blockSize: block
        ).read()
      } catch {
        self.error = "\(error)"
      }
    }
  }

  @Test(arguments: texts.indices) func everythingLiesAcrossABorder(text: Int) {
    let bytes = Array(Self.texts[text].utf8)
    for (number, format) in Self.formats.enumerated() {
      let expected = Result(bytes, format, block: nil)
      for block in 1...bytes.count {
        let found = Result(bytes, format, block: block)
        #expect(found == expected, "text \(text), format \(number), blocks of \(block)")
      }
    }
  }

  @Test func bytesThatAreNotUTF8() {
    let bytes = Array("a,b\n1,caf".utf8) + [0xe9] + Array("\n2,".utf8) + [0xe9, 0x9b] + Array("\n3,x\n".utf8)
    for format in [CSVFormat(), CSVFormat(invalidUTF8: .replace)] {
      let expected = Result(bytes, format, block: nil)
      for block in 1...bytes.count { #expect(Result(bytes, format, block: block) == expected, "blocks of \(block)") }
    }
  }
}
