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
        """)
  }

  @Test func textAndTruthHaveAPlaceForTheSign() {
    let frame = DataFrame([
      "b": Column([true, false]), "short": Column(["x", "a longer one\n"]),
      "large": Column([Double.infinity, 10988.461389]),
    ])
    #expect(
      frame.description == """
               b           short         large
            Bool          String        Double
        0   True               x           inf
        1  False  a longer one\\n  1.098846e+04
        """)
  }

  @Test func longFramesAreCut() {
    let frame = DataFrame(["n": Column(Array(0..<61)), "b": Column(Array(repeating: true, count: 61))])
    #expect(
      frame.description == """
              n     b
            Int  Bool
        0     0  True
        1     1  True
        2     2  True
        3     3  True
        4     4  True
        ..  ...   ...
        56   56  True
        57   57  True
        58   58  True
        59   59  True
        60   60  True

        [61 rows x 2 columns]
        """)
    #expect(
      frame["n"].description == """
        0      0
        1      1
        2      2
        3      3
        4      4
              ..
        56    56
        57    57
        58    58
        59    59
        60    60
        Count: 61, type: Int
        """)
  }

  @Test func wideFramesAreCutInTheMiddle() {
    func frame(_ count: Int) -> DataFrame {
      DataFrame((0..<count).map { (name: "column\($0)", column: Column([$0])) })
    }
    #expect(
      frame(8).description == """
           column0  column1  column2  column3  column4  column5  column6  column7
               Int      Int      Int      Int      Int      Int      Int      Int
        0        0        1        2        3        4        5        6        7
        """)
    #expect(
      frame(12).description == """
           column0  column1  column2  ...  column9  column10  column11
               Int      Int      Int  ...      Int       Int       Int
        0        0        1        2  ...        9        10        11

        [1 rows x 12 columns]
        """)
    #expect(frame(2).text(width: 5).contains("...") == false)
    #expect(frame(100).text().hasSuffix("[1 rows x 100 columns]"))
  }

  @Test func longAndWideFramesAreCut() {
    let columns = (0..<30).map { (name: "column\($0)", column: Column(Array(0..<100))) }
    let lines = DataFrame(columns).description.split(separator: "\n").map(String.init)
    #expect(lines.count == 2 + 5 + 1 + 5 + 1)
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines[0].contains("column0") && lines[0].contains("...") && lines[0].hasSuffix("column29"))
    #expect(lines[7].hasPrefix("..  ") && lines[12].hasPrefix("99"))
    #expect(lines.last == "[100 rows x 30 columns]")
  }

  @Test func columnsAndInfo() {
    #expect(Column([1.5, nil]).description == "0    1.5\n1    NaN\nCount: 2, type: Double")
    let info = DataFrame(["a": Column([1, nil]), "b": Column(["x", "y"])]).info()
    #expect(info.contains("DataFrame: 2 rows") && info.contains(" 0   a       1 non-null      Int"))
    #expect(info.hasSuffix("types: Int(1), String(1)\nmemory usage: 44.0 bytes"))
    #expect(DataFrame(["a": Column(Array(0..<1000))]).info().hasSuffix("memory usage: 7.8 KB"))
  }
}
