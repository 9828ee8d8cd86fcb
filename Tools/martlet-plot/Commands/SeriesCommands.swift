import ArgumentParser
import ToolSupport
import Viz

struct ScatterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scatter", abstract: "Points; one colour for each column, or colours by the values of one.")

  @OptionGroup var series: SeriesOptions
  @OptionGroup var page: PageOptions

  @Option(help: "The area of a point in points².")
  var area = 20.0

  @Option(help: "The column whose values the colours stand for.")
  var values: String?

  @Option(help: "The colours for the values, such as viridis or coolwarm.", transform: VizArgument.colorMap)
  var colorMap = ColorMap.viridis

  mutating func validate() throws {
    if !(area > 0 && area < 1e6) { throw ValidationError("--area \(area): give a number above 0") }
  }

  func run() throws {
    let (series, xLabel, yLabel) = try series.read()
    let figure = page.figure()
    if let values {
      let table = try Table(self.series.files[0])
      let column = try table.column(values)
      guard let first = series.first(where: { $0.name != column.name }), first.x.count == column.values.count else {
        throw ToolError(.badArguments, "--values \(values): there is no other column to draw")
      }
      figure.axes.scatter(first.x, first.y, values: column.values, colorMap: colorMap, size: area)
      figure.axes.colorBar(label: column.name)
      try page.finish(figure, xLabel: xLabel, yLabel: first.name)
      return
    }
    for one in series {
      figure.axes.scatter(one.x, one.y, size: area, label: series.count > 1 ? one.name : nil)
    }
    try page.finish(figure, xLabel: xLabel, yLabel: yLabel)
  }
}

struct LineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "line", abstract: "Curves, one for each column.")

  @OptionGroup var series: SeriesOptions
  @OptionGroup var page: PageOptions

  @Option(help: "How curves look, as in matplotlib: '-', 'm--', 'k.-', 'ro'.", transform: VizArgument.lineFormat)
  var format: LineFormat?

  func run() throws {
    let (series, xLabel, yLabel) = try series.read()
    let figure = page.figure()
    for one in series {
      figure.axes.plot(one.x, one.y, format, label: series.count > 1 ? one.name : nil)
    }
    try page.finish(figure, xLabel: xLabel, yLabel: yLabel)
  }
}

struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit", abstract: "Points, the line that fits them best, its equation, R² and a 95 % band.")

  @OptionGroup var series: SeriesOptions
  @OptionGroup var page: PageOptions

  @Option(help: "The degree of the polynomial, 0 to 20.")
  var degree = 1

  mutating func validate() throws {
    if !(0...20).contains(degree) { throw ValidationError("--degree \(degree): give a number from 0 to 20") }
  }

  func run() throws {
    let (series, xLabel, yLabel) = try series.read()
    let figure = page.figure()
    for one in series {
      figure.axes.fit(one.x, one.y, degree: degree, label: series.count > 1 ? one.name : nil)
    }
    try page.finish(figure, xLabel: xLabel, yLabel: yLabel)
  }
}

struct LossCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "loss", abstract: "The curves of a training history over its epochs or steps.")

  @OptionGroup var series: SeriesOptions
  @OptionGroup var page: PageOptions

  @Option(help: "How much of the past the smoothed curve keeps, from 0 to below 1.")
  var smoothing = 0.0

  mutating func validate() throws {
    guard (0..<1).contains(smoothing) else {
      throw ValidationError("--smoothing \(smoothing): give a number from 0 to below 1")
    }
  }

  func run() throws {
    var options = series
    let tables = try series.files.map(Table.init)
    // A history without a column that counts its epochs has them counted from 1.
    let counter = tables[0].columns.first { ["epoch", "step", "iteration"].contains($0.name.lowercased()) }
    options.x = series.x ?? counter?.name
    let figure = page.figure()
    if options.x != nil {
      let (series, xLabel, _) = try options.read()
      for one in series { figure.axes.curve(one.x, one.y, label: one.name, smoothing: smoothing) }
      try page.finish(figure, xLabel: xLabel)
      return
    }
    for table in tables {
      try table.require(1, for: "a history")
      let chosen = try series.y.map(table.columns) ?? table.columns
      for (name, values) in chosen {
        let label = table.hasNames ? name : chosen.count == 1 ? table.file : "\(table.file) \(name)"
        figure.axes.curve(values.indices.map { $0 + 1 }, values, label: label, smoothing: smoothing)
      }
    }
    try page.finish(figure, xLabel: "epoch")
  }
}
