import Data
import Tensor
import Testing

@Suite struct ColumnTests {
  private let column = Column([2, nil, 4, 4, 10])

  @Test func statisticsLeaveMissingValuesOut() {
    #expect(column.sum() == 20 && column.mean() == 5 && column.median() == 4)
    #expect(column.variance() == 12 && column.std() == 12.0.squareRoot() && column.variance(correction: 0) == 9)
    #expect(column.quantile(0.25) == 3.5 && column.quantile(1) == 10)
    #expect(column.min() == 2 && column.max() == 10 && column.uniqueCount == 3 && column.mode() == 4)
    #expect(column.unique().cells == [2, nil, 4, 10])
    #expect(column.duplicated().cells == [false, false, false, true, false])
    #expect(Column([Double]()).mean().isNaN && Column([3]).std().isNaN)
    #expect(Column(["b", nil, "a"]).min() == "a" && Column(["b", nil, "a"]).max() == "b")
  }

  @Test func valueCountsComeMostFrequentFirst() {
    let counts = Column(["x", "y", nil, "y", "z"]).valueCounts()
    #expect(counts["value"].cells == ["y", "x", "z"] && counts["count"].cells == [2, 1, 1])
  }

  @Test func arithmetic() {
    #expect((column + 1).cells == [3, nil, 5, 5, 11] && (column + 1).type == .int)
    #expect((column / 4).cells == [0.5, nil, 1.0, 1.0, 2.5])
    #expect((column * column - column).cells == [2, nil, 12, 12, 90])
    #expect((-column)[0] == -2 && (1.5 * column)[4] == 15.0)
    #expect((Column([Int.max]) + 1).cells == [.double(Double(Int.max) + 1)])
    #expect((Column(["a", nil]) + Column(["b", "c"])).cells == ["ab", nil])
    #expect(column.map { $0 * $0 }.cells == [4.0, nil, 16.0, 16.0, 100.0])
  }

  @Test func comparison() {
    #expect((column .> 3).cells == [false, false, true, true, true])
    #expect((column .== 4).cells == [false, false, true, true, false])
    #expect((column .!= 4).cells == [true, true, false, false, true])
    #expect((Column(["a", "b", nil]) .<= "a").cells == [true, false, false])
    #expect(column.isIn([10, 2]).cells == [true, false, false, false, true])
  }

  @Test func replacingAndCutting() {
    #expect(column.replacing([4: 5, 10: nil]).cells == [2, nil, 5, 5, nil])
    #expect(column.cut([0, 4, 10]).cells == ["(0, 4]", nil, "(0, 4]", "(0, 4]", "(4, 10]"])
    #expect(column.cut([2, 4, 10], labels: ["low", "high"], includeLowest: true).cells[0] == "low")
    // What pandas writes: decimals where one edge has some, and from below the lowest where it is included.
    let values = Column([0.5, 2.0, 0])
    #expect(values.cut([0, 1.5, 3]).cells == ["(0.0, 1.5]", "(1.5, 3.0]", nil])
    #expect(values.cut([-.infinity, 0.33333, .infinity]).cells[0] == "(0.333, inf]")
    #expect(values.cut([0, 1, 3], includeLowest: true).cells == ["(-0.001, 1.0]", "(1.0, 3.0]", "(-0.001, 1.0]"])
    // Equal numbers are equal in every type.
    #expect(Column([1.0, 0.5]).replacing([1: 100]).cells == [100.0, 0.5])
    #expect(Column([1, 2]).replacing([1.0: 7]).cells == [7, 2])
    #expect(Column([true, false]).replacing([1: 7]).cells == [true, false])
  }

  /// Doubles cannot tell them apart.
  @Test func integersBeyondDoubles() {
    let values = [9_007_199_254_740_993, 9_007_199_254_740_992, 9_007_199_254_740_994]
    let big = Column(values + [nil])
    #expect(big.min() == .int(values[1]) && big.max() == .int(values[2]))
    #expect(DataFrame(["n": big]).sorted(by: ["n"])["n"].ints == values.sorted() + [nil])
    #expect(DataFrame(["n": big]).sorted(by: ["n"], ascending: false)["n"].ints == values.sorted(by: >) + [nil])
    #expect((big .== .int(values[0])).cells == [true, false, false, false])
    #expect((big .> .int(values[1])).cells == [true, false, true, false])
    #expect(big.isIn([.int(values[0])]).cells == [true, false, false, false])
    #expect(Column(values.map(String.init)).converted(to: .int).ints == values)
  }

  @Test func quantilesBesideInfinity() {
    #expect(Column([1.0, 2, .infinity]).median() == 2)
    #expect(Column([-Double.infinity, 2, 3]).quantile(0.5) == 2)
  }

  /// A column that was read without any value holds no strings, and is compared and joined with them all the same.
  @Test func columnsWithoutValuesFitOthers() {
    let empty = Column([Double.nan, .nan])
    #expect((empty .== "x").cells == [false, false])
    let left = DataFrame(["k": empty, "a": Column([1, 2])]), right = DataFrame(["k": Column(["x"]), "b": Column([3])])
    #expect(left.joined(with: right, on: ["k"]).rowCount == 0)
    #expect(left.joined(with: right, on: ["k"], how: .outer).rowCount == 3)
  }

  @Test func correlationOfColumnsWithoutSpread() {
    let table = DataFrame(["a": Column([0.1, 0.1, 0.1]), "b": Column([1.0, 2, 4])]).corr()
    #expect(table[0, "b"].isMissing && table[0, "a"].isMissing)
    let infinite = DataFrame(["a": Column([.infinity, -1, 1.8, 0.2])]).corr()
    #expect(infinite["a"].missingCount == 1)
    let far = DataFrame(["a": Column([1e15 + 1, 1e15 + 2, 1e15 + 4]), "b": Column([1.0, 2, 4])]).corr()
    #expect(abs((far[0, "b"].number ?? 0) - 1) < 1e-12)
  }

  @Test func conversion() {
    #expect(Column(["1.5", nil]).converted(to: .double).cells == [1.5, nil])
    #expect(Column([1.0, nil]).converted(to: .int).cells == [1, nil])
    #expect(Column([1, nil]).converted(to: .string).cells == ["1", nil])
    #expect(Column([true, false]).tensor().scalars == [1, 0])
    #expect(Column(Tensor<Int32>([1, -2])).cells == [1, -2])
    #expect(Column([1, 2]).tensor(as: Int.self).scalars == [1, 2])
    #expect(Column([0.1, nil]).tensor(as: Double.self).scalars[0] == 0.1)
  }

  @Test func manyStringsBehaveLikeFew() throws {
    // More different strings than a dictionary pays for.
    let names = (0..<20_000).map { "name number \($0 % 19_990)" }
    let read = try DataFrame(csvText: "n\n" + names.joined(separator: "\n"))
    #expect(read["n"] == Column(names))
    #expect(read["n"].uniqueCount == 19_990)
    #expect(read["n"].valueCounts()[0, "count"] == 2)
  }
}
