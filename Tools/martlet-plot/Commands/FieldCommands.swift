import ArgumentParser
import Tensor
import ToolSupport
import Viz

struct HeatMapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "heatmap", abstract: "A matrix as coloured cells with its numbers.")

  @OptionGroup var input: ColumnOptions
  @OptionGroup var page: PageOptions

  @Option(help: "The colours, such as viridis, Blues or coolwarm.", transform: VizArgument.colorMap)
  var colorMap = ColorMap.viridis

  @Option(help: "How many decimals the numbers have, 0 to 12; three digits in all where nothing is said.")
  var decimals: Int?

  @Flag(inversion: .prefixedNo, help: "Write the numbers on the cells.")
  var numbers = true

  mutating func validate() throws {
    if let decimals, !(0...12).contains(decimals) {
      throw ValidationError("--decimals \(decimals): give a number from 0 to 12")
    }
  }

  func run() throws {
    let (table, columns) = try input.read(for: "a heat map")
    let rows = columns[0].values.count
    let matrix = Tensor<Double>(
      scalars: (0..<rows * columns.count).map { columns[$0 % columns.count].values[$0 / columns.count] },
      shape: [rows, columns.count])
    let figure = page.figure()
    figure.axes.heatmap(
      matrix, rowNames: table.texts.first?.values, columnNames: table.hasNames ? columns.map(\.name) : nil,
      showsNumbers: numbers, decimals: decimals, colorMap: colorMap)
    try page.finish(figure, linear: "a heat map")
  }
}

/// The files of a grid.
struct GridOptions: ParsableArguments {
  @Argument(help: "A matrix (.npy, CSV), a CSV file with columns x, y, z, or three .npy files x, y, z.")
  var files: [String]

  @Option(help: "The colours, such as viridis, plasma or coolwarm.", transform: VizArgument.colorMap)
  var colorMap = ColorMap.viridis

  @Flag(help: "Add a strip that tells which colour stands for which value.")
  var colorBar = false
}

struct ContourCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contour", abstract: "Lines of equal value over a grid, or the areas between them.")

  @OptionGroup var input: GridOptions
  @OptionGroup var page: PageOptions

  @Option(help: "How many lines there are at most, 1 to 200.")
  var levels = 12

  @Flag(inversion: .prefixedNo, help: "Write the values on the lines.")
  var labels = true

  @Flag(help: "Fill the areas between the lines.")
  var filled = false

  mutating func validate() throws {
    if !(1...200).contains(levels) { throw ValidationError("--levels \(levels): give a number from 1 to 200") }
  }

  func run() throws {
    let grid = try Grid(input.files)
    let figure = page.figure()
    if filled {
      figure.axes.contourf(grid.x, grid.y, grid.z, levels: .count(levels), colorMap: input.colorMap)
    } else {
      figure.axes.contour(
        grid.x, grid.y, grid.z, levels: .count(levels), labels: labels, colorMap: input.colorMap)
    }
    if filled || input.colorBar { figure.axes.colorBar(label: grid.names.2) }
    try page.finish(figure, xLabel: grid.names.0, yLabel: grid.names.1)
  }
}

struct SurfaceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "surface", abstract: "Values over a grid as a surface or a net in space.")

  @OptionGroup var input: GridOptions
  @OptionGroup var page: PageOptions

  @Flag(help: "Draw a net of lines.")
  var wireframe = false

  @OptionGroup var view: ViewOptions

  func run() throws {
    let grid = try Grid(input.files)
    let figure = page.figure()
    if wireframe {
      figure.axes.wireframe(grid.x, grid.y, grid.z)
    } else {
      figure.axes.surface(grid.x, grid.y, grid.z, colorMap: input.colorMap)
    }
    figure.axes.view = view.angle
    figure.axes.zLabel = grid.names.2
    if input.colorBar && !wireframe { figure.axes.colorBar() }
    try page.finish(figure, xLabel: grid.names.0, yLabel: grid.names.1, linear: "a plot in space")
  }
}

/// Where a plot in space is seen from.
struct ViewOptions: ParsableArguments {
  @Option(help: "Degrees above the floor.")
  var elevation = 30.0

  @Option(help: "Degrees around the upright axis.")
  var azimuth = -60.0

  mutating func validate() throws {
    if !elevation.isFinite || !azimuth.isFinite { throw ValidationError("--elevation, --azimuth: give numbers") }
  }

  var angle: ViewAngle { ViewAngle(elevation: elevation, azimuth: azimuth) }
}

struct PointsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "points", abstract: "Points in space from columns x, y, z and perhaps a fourth for colours.")

  @OptionGroup var input: ColumnOptions
  @OptionGroup var page: PageOptions
  @OptionGroup var view: ViewOptions

  @Option(help: "The colours for the fourth column.", transform: VizArgument.colorMap)
  var colorMap = ColorMap.viridis

  func run() throws {
    let (table, columns) = try input.read(for: "points in space")
    guard columns.count >= 3 else {
      throw ToolError(
        .brokenFile, "\(input.file): points in space need 3 columns of numbers, there are \(columns.count)")
    }
    let figure = page.figure()
    figure.axes.scatter3D(
      columns[0].values, columns[1].values, columns[2].values, values: columns.count > 3 ? columns[3].values : nil,
      colorMap: colorMap)
    if columns.count > 3 { figure.axes.colorBar(label: table.hasNames ? columns[3].name : "") }
    figure.axes.view = view.angle
    if table.hasNames { figure.axes.zLabel = columns[2].name }
    try page.finish(
      figure, xLabel: table.hasNames ? columns[0].name : "", yLabel: table.hasNames ? columns[1].name : "",
      linear: "a plot in space")
  }
}
