import Tensor

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Curves that grow while a training runs: a file that is always whole, and on a terminal a picture that is redrawn in
/// place.
///
/// ```swift
/// let live = LivePlot(to: "training.png", xLabel: "epoch", terminal: .detect())
/// for _ in 1...10 { try live.append(["train loss": loss, "test acc": accuracy]) }
/// try live.finish()
/// ```
public final class LivePlot {
  private struct Series {
    var name: String
    var x: [Double] = []
    var y: [Double] = []
  }

  /// Changes the figure before each drawing: its title, scales, limits.
  public var configure: (Figure) -> Void = { _ in }

  private let path: String?
  private let labels: (x: String, y: String)
  private let yScale: Scale
  private let smoothing: Double
  private let interval: Duration
  private let terminal: TerminalOptions?
  private let output: (String) -> Void
  private var series: [Series] = []
  private var steps = 0
  private var lastDrawing: ContinuousClock.Instant?
  private var linesOnTerminal = 0
  private var isDrawn = true

  /// Curves for a file, a terminal, or both.
  ///
  /// They are drawn again after `interval` at the earliest, and by ``finish()``. `output` is where a terminal's text
  /// goes, standard error unless said otherwise. `smoothing` is as in `Figure.curves`.
  public init(
    to path: String? = nil, xLabel: String = "", yLabel: String = "", yScale: Scale = .linear, smoothing: Double = 0,
    interval: Duration = .milliseconds(500), terminal: TerminalOptions? = nil,
    output: ((String) -> Void)? = nil
  ) {
    require((0..<1).contains(smoothing), "LivePlot: smoothing \(smoothing) is not in 0 ..< 1")
    (self.path, labels, self.yScale, self.smoothing) = (path, (xLabel, yLabel), yScale, smoothing)
    (self.interval, self.terminal, self.output) = (interval, terminal, output ?? StandardStream.error.write)
  }

  /// Curves for a file at a URL; see the other initializer.
  public convenience init(
    to url: URL, xLabel: String = "", yLabel: String = "", yScale: Scale = .linear, smoothing: Double = 0,
    interval: Duration = .milliseconds(500), terminal: TerminalOptions? = nil
  ) {
    self.init(
      to: url.path, xLabel: xLabel, yLabel: yLabel, yScale: yScale, smoothing: smoothing, interval: interval,
      terminal: terminal)
  }

  /// Adds one value to each named curve, at x or else at the count of calls, and draws when it is time. A name met for
  /// the first time begins a curve. Throws ``FigureError`` where the file cannot be written.
  public func append(_ values: KeyValuePairs<String, Double>, at x: Double? = nil) throws {
    try append(values.map { (name: $0.key, value: $0.value) }, at: x)
  }

  /// Adds one value to each named curve.
  public func append(_ values: [(name: String, value: Double)], at x: Double? = nil) throws {
    steps += 1
    for (name, value) in values {
      let index = series.firstIndex { $0.name == name } ?? series.endIndex
      if index == series.endIndex { series.append(Series(name: name)) }
      series[index].x.append(x ?? Double(steps))
      series[index].y.append(value)
    }
    isDrawn = false
    if let lastDrawing, ContinuousClock.now - lastDrawing < interval { return }
    try draw()
  }

  /// Draws what has not been drawn yet. Throws ``FigureError`` where the file cannot be written.
  public func finish() throws { if !isDrawn { try draw() } }

  /// The figure as it is now.
  public var figure: Figure {
    let figure = Figure()
    (figure.axes.xLabel, figure.axes.yLabel, figure.axes.yScale) = (labels.x, labels.y, yScale)
    for one in series { figure.axes.curve(one.x, one.y, label: one.name, smoothing: smoothing) }
    configure(figure)
    return figure
  }

  private func draw() throws {
    let figure = figure
    lastDrawing = .now
    isDrawn = true
    if let terminal {
      var text = try figure.text(for: terminal)
      if linesOnTerminal > 0, terminal.pixels == .blocks {
        // What a longer line left behind is cleared.
        text = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\u{1b}[K\n")
      }
      // Back up over the last drawing, which the new one covers line by line.
      output((linesOnTerminal > 0 ? "\u{1b}[\(linesOnTerminal)F" : "") + text)
      linesOnTerminal = terminal.pixels == .blocks ? terminal.rows : Self.lines(of: figure, terminal)
    }
    if let path { try figure.write(to: path) }
  }

  private static func lines(of figure: Figure, _ terminal: TerminalOptions) -> Int {
    figure.fitted(terminal).lines
  }
}
