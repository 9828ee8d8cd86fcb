import Data
import Foundation
import Testing

@Suite struct EmbeddedDataTests {
  @Test func theLine() throws {
    let line = try DataFrame(csv: TestData.embedded.appending(path: "line.csv"))
    #expect(line.shape == (100, 2))
    let (x, y) = (line["x"].doubles, line["y"].doubles)
    #expect(x.first == -2 && x.last == 12)
    #expect(zip(x, y).allSatisfy { abs($1 - (3 * $0 + 10)) < 6 })
  }

  @Test func thePlane() throws {
    let plane = try DataFrame(csv: TestData.embedded.appending(path: "plane.csv"))
    #expect(plane.shape == (1000, 3))
    let (a, b, y) = (plane["x1"].doubles, plane["x2"].doubles, plane["y"].doubles)
    #expect((0..<1000).allSatisfy { abs(y[$0] - (2 * a[$0] - 3.4 * b[$0] + 4.2)) < 0.06 })
  }

  @Test func theHouses() throws {
    let train = try DataFrame(csv: TestData.embedded.appending(path: "houses.csv"))
    let test = try DataFrame(csv: TestData.embedded.appending(path: "houses-test.csv"))
    #expect(train.shape == (1000, 39) && test.shape == (500, 38))
    #expect(train.columnNames.dropLast() == test.columnNames[...])
    #expect(train["LotFrontage"].missingCount > 100 && train["LotFrontage"].type == .int)
    #expect(train["Neighborhood"].type == .string)
  }

  @Test func togetherTheyAreSmall() throws {
    let files = try #require(
      FileManager.default.enumerator(at: TestData.embedded, includingPropertiesForKeys: [.fileSizeKey]))
    let bytes = try files.compactMap { $0 as? URL }.reduce(0) { sum, file in
      sum + (try file.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0)
    }
    #expect(bytes > 500_000 && bytes < 2_000_000)
  }
}
