import ArgumentParser
import ToolSupport
import Viz

/// The columns of one file.
struct ColumnOptions: ParsableArguments {
  @Argument(help: "A CSV, .npy or JSON file.")
  var file: String

  @Option(help: "The columns to draw, with commas between them; all of them.")
  var columns: String?

  func read(for chart: String) throws -> (table: Table, columns: [(name: String, values: [Double])]) {
    let table = try Table(file)
    try table.require(1, for: chart)
    return (table, try columns.map(table.columns) ?? table.columns)
  }
}

struct HistogramCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "histogram", abstract: "How many values fall into each of equal intervals.")

  @OptionGroup var input: ColumnOptions
  @OptionGroup var page: PageOptions

  @Option(help: "How many intervals there are, 1 to 100000.")
  var bins = 10

  @Flag(help: "Draw the share of the values instead of their number.")
  var density = false

  mutating func validate() throws {
    if !(1...100_000).contains(bins) { throw ValidationError("--bins \(bins): give a number from 1 to 100000") }
  }

  func run() throws {
    let (table, columns) = try input.read(for: "a histogram")
    let figure = page.figure()
    for (name, values) in columns {
      figure.axes.histogram(
        values, bins: bins, isDensity: density, label: columns.count > 1 ? name : nil,
        alpha: columns.count > 1 ? 0.65 : 1)
    }
    let name = columns.count == 1 && table.hasNames ? columns[0].name : ""
    try page.finish(figure, xLabel: name, yLabel: density ? "density" : "count")
  }
}

struct BarCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bar", abstract: "A bar for each line; the first column of texts names them.")

  @OptionGroup var input: ColumnOptions
  @OptionGroup var page: PageOptions

  @Flag(help: "Lay the bars down.")
  var horizontal = false

  func run() throws {
    let (table, columns) = try input.read(for: "bars")
    let names = table.texts.first?.values ?? columns[0].values.indices.map { "\($0)" }
    let figure = page.figure()
    let width = 0.8 / Double(columns.count)
    for (index, column) in columns.enumerated() {
      figure.axes.bar(
        names, column.values, label: columns.count > 1 ? column.name : nil,
        width: width * (columns.count > 1 ? 0.95 : 1),
        offset: (Double(index) - Double(columns.count - 1) / 2) * width, isHorizontal: horizontal)
    }
    let name = columns.count == 1 && table.hasNames ? columns[0].name : ""
    try page.finish(figure, xLabel: horizontal ? name : "", yLabel: horizontal ? "" : name)
  }
}

struct BoxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "box", abstract: "The quartiles of each column, its reach, and what lies beyond.")

  @OptionGroup var input: ColumnOptions
  @OptionGroup var page: PageOptions

  func run() throws {
    let (_, columns) = try input.read(for: "boxes")
    let figure = page.figure()
    figure.axes.boxPlot(columns.map(\.values), names: columns.map(\.name))
    try page.finish(figure)
  }
}
