import Testing

@testable import Viz

@Suite struct TicksTests {
  @Test(arguments: [
    (Interval(0, 1), 6, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"], ""),
    (Interval(-2, 12), 9, ["−2", "0", "2", "4", "6", "8", "10", "12"], ""),
    (Interval(0, 10), 5, ["0.0", "2.5", "5.0", "7.5", "10.0"], ""),
    (Interval(0, 30), 4, ["0", "10", "20", "30"], ""),
    (Interval(-1e6, 2e6), 4, ["−1", "0", "1", "2"], "×10⁶"),
    (Interval(0, 4e-7), 5, ["0", "1", "2", "3", "4"], "×10⁻⁷"),
    (Interval(0, 250_000), 6, ["0", "50000", "100000", "150000", "200000", "250000"], ""),
    (
      Interval(99_999.998, 100_000.012), 9, ["−0.002", "0.000", "0.002", "0.004", "0.006", "0.008", "0.010", "0.012"],
      "+100000"
    ),
    (Interval(1_000_000.001, 1_000_000.003), 5, ["0.0010", "0.0015", "0.0020", "0.0025", "0.0030"], "+1000000"),
    (Interval(-1_000_000.003, -1_000_000.001), 3, ["−0.003", "−0.002", "−0.001"], "−1000000"),
    (Interval(-1e300, 1e300), 5, ["−1.0", "−0.5", "0.0", "0.5", "1.0"], "×10³⁰⁰"),
    (Interval(0, 1e-300), 3, ["0.0", "0.5", "1.0"], "×10⁻³⁰⁰"),
  ])
  func linear(span: Interval, count: Int, labels: [String], common: String) {
    let ticks = Ticks.linear(span, count: count)
    #expect(ticks.labels == labels)
    #expect(ticks.common == common)
    #expect(ticks.values.count == labels.count)
  }

  @Test func linearTicksAreExactDecimals() {
    #expect(Ticks.linear(Interval(0, 0.35), count: 9).values == [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35])
  }

  @Test func linearTicksSpanTheWholeRangeOfDoubles() {
    let limit = Double.greatestFiniteMagnitude
    let ticks = Ticks.linear(Interval(-limit, limit), count: 9)
    #expect(ticks.values.count >= 3)
    #expect(ticks.values.allSatisfy { $0.isFinite })
    #expect(ticks.values.contains(0))
  }

  @Test func decades() {
    let ticks = Ticks.logarithmic(Interval(0.5, 2000), count: 9)
    #expect(ticks.labels == ["10⁰", "10¹", "10²", "10³"])
    #expect(ticks.minor.contains(20) && ticks.minor.contains(0.6) && !ticks.minor.contains(0.4))
  }

  @Test func manyDecadesAreThinned() {
    let ticks = Ticks.logarithmic(Interval(1e-12, 1e12), count: 9)
    #expect(ticks.values.count <= 9)
    #expect(ticks.labels.contains("10⁰") && ticks.labels.contains("10⁻⁹"))
  }

  @Test func lessThanADecadeIsMarkedBetween() {
    let ticks = Ticks.logarithmic(Interval(0.4, 0.95), count: 9)
    #expect(ticks.labels.contains("0.5") && ticks.labels.contains("0.9"))
    let narrow = Ticks.logarithmic(Interval(1.01, 1.04), count: 9)
    #expect(narrow.labels.count >= 3)
  }
}

@Suite struct TickLabelsTests {
  @Test(
    arguments: [
      (0, "0"), (1, "1"), (-2.5, "−2.5"), (0.1, "0.1"), (123456, "123456"), (1e6, "1×10⁶"), (1.5e-7, "1.5×10⁻⁷"),
      (1.0 / 3, "0.333333"), (2e300, "2×10³⁰⁰"), (.infinity, "∞"), (-.infinity, "−∞"), (.nan, "NaN"),
      (99.9999999, "100"),
    ] as [(Double, String)])
  func plain(value: Double, text: String) { #expect(TickLabels.plain(value) == text) }

  @Test func fixedDecimals() {
    #expect(TickLabels.fixed(3.14159, decimals: 2) == "3.14")
    #expect(TickLabels.fixed(-0.5, decimals: 0) == "−1")
    #expect(TickLabels.fixed(-0.001, decimals: 2) == "0.00")
  }
}
