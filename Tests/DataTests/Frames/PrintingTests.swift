import Data
import Testing

@Suite struct PrintingTests {
  @Test func valuesAlignAsInPandas() {
    let frame = DataFrame([
      "a": Column([1.5, 2, 1e-3]), "b": Column([1e7, 2, 3]), "c": Column([1e-7, 1, 2]), "s": Column(["x", "yy", nil]),
      "i": Column([1, -2, 3]),
    ])
    // pandas prints the same, but for the line of types.
    #expect(
      frame.description == """
                a           b             c      s    i
           Double      Double        Double String  Int
        0   1.500  10000000.0  1.000000e-07      x    1
        1   2.000         2.0  1.000000e+00     yy   -2
        2   0.001         3.0  2.000000e+00    NaN    3

        [3 rows x 5 columns]
        """)
  }

  @Test func longAndWideFramesAreCut() {
    let columns = (0..<30).map { (name: "column\($0)", column: Column(Array(0..<100))) }
    let lines = DataFrame(columns).description.split(separator: "\n").map(String.init)
    #expect(lines.count == 2 + 5 + 1 + 5 + 1)
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines[0].contains("column0") && lines[0].contains("...") && lines[0].hasSuffix("column29"))
    #expect(lines[7].hasPrefix("...") && lines[12].hasPrefix("99"))
    #expect(lines.last == "[100 rows x 30 columns]")
  }

  @Test func columnsAndInfo() {
    #expect(Column([1.5, nil]).description == "0    1.5\n1    NaN\nCount: 2, type: Double")
    let info = DataFrame(["a": Column([1, nil]), "b": Column(["x", "y"])]).info()
    #expect(info.contains("DataFrame: 2 rows") && info.contains(" 0   a       1 non-null      Int"))
    #expect(info.contains("types: Int(1), String(1)"))
  }
}
