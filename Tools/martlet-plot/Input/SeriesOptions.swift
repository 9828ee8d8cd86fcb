import ArgumentParser
import ToolSupport

/// Which columns of which files are drawn against each other.
struct SeriesOptions: ParsableArguments {
  @Argument(help: "CSV, .npy or JSON files. Two .npy files with one column each are x and y.")
  var files: [String]

  @Option(help: "The column for x, by name or number; the first one unless there is only one.")
  var x: String?

  @Option(help: "The columns for y, with commas between them; all others.")
  var y: String?

  mutating func validate() throws {
    if files.isEmpty { throw ValidationError("give at least one file") }
  }

  struct Series {
    var name: String
    var x: [Double]
    var y: [Double]
  }

  /// The series, and what the axes are called in the files.
  func read() throws -> (series: [Series], xLabel: String, yLabel: String) {
    let tables = try files.map(Table.init)
    if let pair = pair(tables) { return (series: [pair], xLabel: "", yLabel: "") }
    var (series, xLabel) = ([Series](), "")
    for table in tables {
      try table.require(1, for: "a series")
      let isSingle = table.columns.count == 1 && x == nil
      let places = isSingle ? nil : try x.map(table.column) ?? table.columns[0]
      let chosen = try y.map(table.columns) ?? table.columns.filter { isSingle || $0.name != places?.name }
      let stem = table.file.split(separator: "/").last.map(String.init) ?? table.file
      for (name, values) in chosen {
        let label = tables.count == 1 ? name : chosen.count == 1 ? stem : "\(stem): \(name)"
        series.append(
          Series(name: label, x: places?.values ?? values.indices.map { Double($0) }, y: values))
      }
      if table.hasNames, let name = places?.name { xLabel = name }
    }
    let isNamed = series.count == 1 && tables[0].hasNames
    return (series, xLabel, isNamed ? series[0].name : "")
  }

  /// Two files with a column each, of one length.
  private func pair(_ tables: [Table]) -> Series? {
    guard tables.count == 2, x == nil, y == nil, tables.allSatisfy({ $0.columns.count == 1 && !$0.hasNames }),
      tables[0].columns[0].values.count == tables[1].columns[0].values.count
    else { return nil }
    return Series(name: "", x: tables[0].columns[0].values, y: tables[1].columns[0].values)
  }
}
