import ArgumentParser
import ToolSupport
import Viz

/// What every chart can be told: where it goes and how the page looks.
struct PageOptions: ParsableArguments {
  @Option(name: [.short, .long], help: "The file to write; .png, .svg or .pdf.")
  var output: String?

  @Flag(help: "Draw on the terminal, as a picture where it can show one, else with characters.")
  var terminal = false

  @Option(help: "The line above the plot.")
  var title: String?

  @Option(help: "The name of the x axis.")
  var xLabel: String?

  @Option(help: "The name of the y axis.")
  var yLabel: String?

  @Flag(help: "Lay x out by its logarithm.")
  var logX = false

  @Flag(help: "Lay y out by its logarithm.")
  var logY = false

  @Option(help: "Width x height of the page in inches, such as 8x6.", transform: PageSize.init)
  var size: PageSize?

  @Option(help: "Pixels to the inch, 10 to 2400.")
  var dpi = 100.0

  @Option(help: "light or dark.")
  var theme = ThemeName.light

  mutating func validate() throws {
    guard output != nil || terminal else {
      throw ValidationError("nowhere to draw: give --output FILE.png (or .svg, .pdf), or --terminal")
    }
    if let output, PictureFormat(path: output) == nil {
      throw ValidationError("--output \(output): end the name in .png, .svg or .pdf")
    }
    guard dpi.isFinite, (10...2400).contains(dpi) else {
      throw ValidationError("--dpi \(dpi): give a number from 10 to 2400")
    }
  }

  /// An empty page, or one of another size where the chart decides it.
  func figure(rows: Int = 1, columns: Int = 1) -> Figure {
    Figure(rows: rows, columns: columns, width: size?.width, height: size?.height, theme: theme.theme)
  }

  /// Applies what was asked for and writes the figure. `linear` names what has no logarithmic scales.
  func finish(_ figure: Figure, xLabel: String = "", yLabel: String = "", linear: String? = nil) throws {
    if let linear, logX || logY {
      throw ToolError(.badArguments, "\(logX ? "--log-x" : "--log-y"): \(linear) has linear scales alone; leave it out")
    }
    let axes = figure.axes
    if let title { if figure.rows * figure.columns > 1 { figure.title = title } else { axes.title = title } }
    axes.xLabel = self.xLabel ?? xLabel
    axes.yLabel = self.yLabel ?? yLabel
    if logX { axes.xScale = .log }
    if logY { axes.yScale = .log }
    figure.theme = theme.theme
    if let size { (figure.width, figure.height) = (size.width, size.height) }
    figure.dpi = dpi
    if let output { try figure.write(to: output) }
    if terminal {
      let options = TerminalOptions.detect(descriptor: 1) ?? TerminalOptions(colors: .none)
      ToolMain.draw(try figure.text(for: options))
    }
  }
}

enum ThemeName: String, ExpressibleByArgument, CaseIterable {
  case light, dark

  var theme: Theme { self == .light ? .light : .dark }
}

/// Two lengths in inches, written `8x6`.
struct PageSize {
  let width: Double
  let height: Double

  init(_ argument: String) throws {
    let parts = argument.lowercased().split(whereSeparator: { "x×".contains($0) }).map { Double($0) }
    guard parts.count == 2, let width = parts[0], let height = parts[1], (0.5...100).contains(width),
      (0.5...100).contains(height)
    else {
      throw ValidationError("'\(argument)' is no size: give inches, 0.5 to 100, as WIDTHxHEIGHT, such as 8x6")
    }
    (self.width, self.height) = (width, height)
  }
}

/// Arguments that are values of Viz.
enum VizArgument {
  /// A colour map by its name in matplotlib.
  static func colorMap(_ text: String) throws -> ColorMap {
    guard let map = ColorMap.named(text) else {
      throw ValidationError("'\(text)' is no colour map; there are \(ColorMap.all.map(\.name).joined(separator: ", "))")
    }
    return map
  }

  /// A format string.
  static func lineFormat(_ text: String) throws -> LineFormat {
    guard let format = LineFormat(text) else {
      throw ValidationError(
        "'\(text)' is no format string; one is made of a colour, a marker, a line style, as in 'k.-'")
    }
    return format
  }

  /// An ending of a picture's name.
  static func pictureFormat(_ text: String) throws -> PictureFormat {
    guard let format = PictureFormat(rawValue: text) else {
      throw ValidationError("'\(text)' is no picture format; there are png, svg and pdf")
    }
    return format
  }
}
