import Foundation

extension Column {
  /// The interval that each value falls into, as text: `(0, 10]`; missing outside all of them.
  ///
  ///     houses["Size"] = houses["LotArea"].cut([0, 5000, 10_000, .infinity], labels: ["small", "medium", "large"])
  ///
  /// `edges` ascend; the first interval holds its lower edge too where `includeLowest`, and is then written from a little
  /// below it, as in pandas. Edges are written with three decimals, more where that is needed to tell them apart. Equals
  /// pandas' `cut`.
  public func cut(_ edges: [Double], labels: [String]? = nil, includeLowest: Bool = false) -> Column {
    require(edges.count >= 2 && zip(edges, edges.dropFirst()).allSatisfy(<), "Column.cut: \(edges): edges must ascend")
    require(labels.map { $0.count == edges.count - 1 } ?? true, "Column.cut: one label for each interval is needed")
    let names = labels ?? Column.intervals(edges, includeLowest: includeLowest)
    return Column(
      doubleBuffer("cut").map { value -> String? in
        if includeLowest, value == edges[0] { return names[0] }
        guard value > edges[0], let upper = edges.firstIndex(where: { value <= $0 }) else { return nil }
        return names[upper - 1]
      })
  }

  private static func intervals(_ edges: [Double], includeLowest: Bool) -> [String] {
    if !includeLowest, edges.allSatisfy({ Int(exactly: $0) != nil }) {
      return zip(edges, edges.dropFirst()).map { "(\(Int($0)), \(Int($1))]" }
    }
    let decimals = (3..<20).first { places in Set(edges.map { rounded($0, places) }).count == edges.count } ?? 3
    var shown = edges.map { rounded($0, decimals) }
    if includeLowest { shown[0] -= pow(10, -Double(decimals)) }
    return zip(shown, shown.dropFirst()).map { "(\($0), \($1)]" }
  }

  /// The number with some decimals; below 1 zeros after the point do not count.
  private static func rounded(_ value: Double, _ decimals: Int) -> Double {
    guard value.isFinite, value != 0 else { return value }
    let zeros = abs(value) < 1 ? -Int(log10(abs(value)).rounded(.down)) - 1 : 0
    let factor = pow(10, Double(decimals + zeros))
    return (value * factor).rounded(.toNearestOrEven) / factor
  }
}
