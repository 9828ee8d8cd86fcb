import Data
import Foundation
import Tensor
import Testing

@Suite struct DataFrameTests {
  private let frame = DataFrame([
    "id": Column([1, 2, 3, 4]), "area": Column([8.5, nil, 11.25, 9.75]), "zone": Column(["RL", "RM", nil, "RL"]),
    "new": Column([true, false, false, nil]),
  ])

  @Test func shapeNamesAndTypes() {
    #expect(frame.shape == (4, 4))
    #expect(frame.columnTypes == [.int, .double, .string, .bool])
    #expect(frame.columnNames(where: \.isNumeric) == ["id", "area"])
    #expect(frame[2, "area"] == 11.25 && frame[-1, -2] == "RL" && frame[1, 1] == nil)
  }

  @Test func selection() {
    #expect(frame[rows: 1..<3]["id"].cells == [2, 3])
    #expect(frame[rows: [-1, 0]]["id"].cells == [4, 1])
    #expect(frame[rows: 2...]["id"].cells == [3, 4])
    #expect(frame[rows: frame["area"] .> 9]["id"].cells == [3, 4])
    #expect(frame[rows: (frame["zone"] .== "RL") .& .!frame["area"].isMissing()]["id"].cells == [1, 4])
    #expect(frame[rows: Tensor<Int32>([3, 1])]["zone"].cells == ["RL", "RM"])
    #expect(frame[columns: ["zone", "id"]].columnNames == ["zone", "id"])
    #expect(frame[columns: 1..<3].columnNames == ["area", "zone"])
    #expect(frame[rows: 0..<2, columns: [0, -1]] == DataFrame(["id": Column([1, 2]), "new": Column([true, false])]))
    #expect(frame.filter { ($0["area"].number ?? 0) < 10 }["id"].cells == [1, 2, 4])
    #expect(frame.head(2)["id"].cells == [1, 2] && frame.tail(1)["id"].cells == [4])
    #expect(frame.head(0).shape == (0, 4))
  }

  @Test func assigningLeavesTheOriginal() {
    var copy = frame
    copy["area"] = copy["area"] * 2
    copy["half"] = copy["id"] / 2
    copy.fillMissing(["zone"], with: "none")
    #expect(copy["area"].cells == [17.0, nil, 22.5, 19.5])
    #expect(copy["half"].cells == [0.5, 1.0, 1.5, 2.0])
    #expect(copy["zone"].cells == ["RL", "RM", "none", "RL"])
    #expect(frame["area"][0] == 8.5 && frame.columnIndex("half") == nil && frame["zone"][2] == nil)
  }

  @Test func concat() {
    let other = DataFrame(["zone": Column(["FV"]), "id": Column([5.5]), "more": Column([1])])
    let both = DataFrame.concat([frame, other])
    #expect(both.columnNames == ["id", "area", "zone", "new", "more"])
    #expect(both["id"].cells == [1.0, 2.0, 3.0, 4.0, 5.5])
    #expect(both["area"][4] == nil && both["zone"][4] == "FV" && both["more"].cells == [nil, nil, nil, nil, 1])
    #expect(both["more"].type == .int)
    let beside = DataFrame.concat([frame, DataFrame(["x": Column([1, 1, 1, 1])])], axis: .columns)
    #expect(beside.shape == (4, 5))
  }

  @Test func missing() {
    #expect(frame.isMissing()["zone"].cells == [false, false, true, false])
    #expect(frame.droppingMissing()["id"].cells == [1])
    #expect(frame.droppingMissing(["area"])["id"].cells == [1, 3, 4])
    var filled = frame
    filled.fillMissing(["area"], with: .mean)
    #expect(filled["area"][1] == .double((8.5 + 11.25 + 9.75) / 3))
    filled.fillMissing(["new": false, "zone": .mode])
    #expect(filled["new"].cells == [true, false, false, false] && filled["zone"][2] == "RL")
    #expect(Column([1, nil, 3]).fillingMissing(with: 2).cells == [1, 2, 3])
    #expect(Column([1, nil, 3]).fillingMissing(with: 0.5).cells == [1.0, 0.5, 3.0])
  }

  @Test func standardizeLeavesMissingValuesOut() {
    var copy = DataFrame(["a": Column([1, 2, nil, 6]), "b": Column([5, 5, 5, 5])])
    copy.standardize(["a", "b"])
    let std = (14.0 / 2).squareRoot()
    #expect(copy["a"].doubles[0] == (1 - 3) / std && copy["a"][2] == nil)
    #expect(copy["b"].missingCount == 4)
  }

  @Test func dummies() {
    let encoded = frame.getDummies(dummyNA: true)
    #expect(encoded.columnNames == ["id", "area", "new", "zone_RL", "zone_RM", "zone_nan"])
    #expect(encoded["zone_RL"].cells == [1.0, 0.0, 0.0, 1.0] && encoded["zone_nan"].cells == [0.0, 0.0, 1.0, 0.0])
    #expect(encoded["zone_RL"].type == .float)
    #expect(frame.getDummies().columnNames == ["id", "area", "new", "zone_RL", "zone_RM"])
    #expect(frame.getDummies(dropFirst: true).columnNames == ["id", "area", "new", "zone_RM"])
    #expect(
      frame.getDummies(["id"], prefix: ["id": "n"]).columnNames == ["area", "zone", "new", "n_1", "n_2", "n_3", "n_4"])
    #expect(encoded[columns: [0, 3]].tensor().scalars == [1, 1, 2, 0, 3, 0, 4, 1])
    #expect(encoded["new"].tensor().scalars[3].isNaN)
  }

  @Test func groupBy() {
    let sales = DataFrame([
      "town": Column(["b", "a", "b", nil, "a"]), "year": Column([1, 2, 1, 1, 1]),
      "price": Column([10.0, 20, 30, 40, nil]),
    ])
    let means = sales.groupBy("town").aggregate(["price": .mean, "year": .max])
    #expect(
      means["town"].cells == ["a", "b"] && means["price"].cells == [20.0, 20.0] && means["year"].cells == [2, 1])
    let both = sales.groupBy("town", "year").aggregate(["price": .count, "price": .sum])
    #expect(both.columnNames == ["town", "year", "price_count", "price_sum"])
    #expect(both["town"].cells == ["a", "a", "b"] && both["year"].cells == [1, 2, 1])
    #expect(both["price_count"].cells == [0, 1, 2] && both["price_sum"].cells == [0.0, 20.0, 40.0])
    #expect(sales.groupBy("town").size()["size"].cells == [2, 2])
  }

  @Test func sortedAndDuplicates() {
    #expect(frame.sorted(by: ["area"])["id"].cells == [1, 4, 3, 2])
    #expect(frame.sorted(by: ["area"], ascending: false)["id"].cells == [3, 4, 1, 2])
    #expect(frame.sorted(by: ["zone", "id"], ascending: [true, false])["id"].cells == [4, 1, 2, 3])
    #expect(frame.duplicated(["zone"]).cells == [false, false, false, true])
    #expect(frame.droppingDuplicates(["zone"])["id"].cells == [1, 2, 3])
  }

  @Test func joins() {
    let left = DataFrame(["k": Column(["a", "b", "b"]), "v": Column([1, 2, 3])])
    let right = DataFrame(["k": Column(["b", "c", "b"]), "v": Column([10, 20, 30])])
    let inner = left.joined(with: right, on: ["k"])
    #expect(inner.columnNames == ["k", "v_x", "v_y"])
    #expect(inner["v_x"].cells == [2, 2, 3, 3] && inner["v_y"].cells == [10, 30, 10, 30])
    let outer = left.joined(with: right, on: ["k"], how: .outer)
    #expect(outer["k"].cells == ["a", "b", "b", "b", "b", "c"])
    #expect(outer["v_x"].cells == [1, 2, 2, 3, 3, nil] && outer["v_y"].cells == [nil, 10, 30, 10, 30, 20])
    #expect(left.joined(with: right, on: ["k"], how: .left)["k"].cells == ["a", "b", "b", "b", "b"])
    #expect(left.joined(with: right, on: ["k"], how: .right)["k"].cells == ["b", "b", "c", "b", "b"])
  }

  @Test func csvRoundTrip() throws {
    try TestData.withFolder { folder in
      let file = folder.appending(path: "frame.csv")
      var odd = frame
      odd["zone"] = Column(["a,b", "say \"no\"", nil, "two\nlines"])
      try odd.write(csv: file, missing: "NA")
      #expect(try DataFrame(csv: file) == odd)
      #expect(
        odd.csvText().hasPrefix("id,area,zone,new\n1,8.5,\"a,b\",True\n2,,\"say \"\"no\"\"\",False\n3,11.25,,False\n"))
      try DataFrame(["Id": frame["id"], "SalePrice": Column(Tensor<Float>([[1.5], [2], [3], [4]]))]).write(csv: file)
      #expect(try DataFrame(csv: file).columnNames == ["Id", "SalePrice"])
    }
    #expect { try frame.write(csv: "/nowhere/x.csv") } throws: {
      "\($0)" == "/nowhere/x.csv: cannot be written: No such file or directory"
    }
  }

  @Test func blankValuesOfASingleColumnSurvive() throws {
    for name in ["a", "\t"] {
      let frame = DataFrame([name: Column(["x", " ", nil, "\t \t", "y"])])
      #expect(try DataFrame(csvText: frame.csvText()) == frame)
    }
  }

  @Test func mistakesTrap() async {
    await #expect(processExitsWith: .failure) { _ = DataFrame(["a": Column([1]), "b": Column([1, 2])]) }
    await #expect(processExitsWith: .failure) { _ = DataFrame(["a": Column([1])])["b"] }
    await #expect(processExitsWith: .failure) { _ = DataFrame(["a": Column([1])])[rows: 0..<2] }
    await #expect(processExitsWith: .failure) { _ = DataFrame(["a": Column(["x"])]).tensor() }
    await #expect(processExitsWith: .failure) { _ = Column(["x"]).mean() }
  }

  @Test func applyGoesByColumnsOrRows() async {
    let frame = DataFrame(["a": Column([1, 2, nil]), "b": Column([4, 5, 6]), "s": Column(["x", "y", "z"])])
    let doubled = frame.apply(["a", "b"]) { $0 * 2 }
    #expect(doubled["a"].cells == [2, 4, nil] && doubled["b"].cells == [8, 10, 12] && doubled["s"] == frame["s"])
    #expect(
      frame.apply { Column([$0.count, $0.missingCount]) }
        == DataFrame([
          "a": Column([3, 1]), "b": Column([3, 0]), "s": Column([3, 0]),
        ]))
    let sums = frame.apply(rows: { row in row["a"].number.map { .double($0 + (row["b"].number ?? 0)) } ?? .missing })
    #expect(sums.cells == [5.0, 7.0, nil])
    await #expect(processExitsWith: .failure) {
      _ = DataFrame(["a": Column([1, 2]), "b": Column([1, 2])]).apply(["a"]) { _ in Column([1]) }
    }
  }
}
