import Foundation
import Train
import Viz

/// The curves of a training while it runs: a picture that is always whole, and on a terminal one that is drawn over
/// itself, above the bar of the epoch.
final class LiveCurves: TrainerCallback {
  private let run: JobRun
  private let file: LivePlot
  private let terminal: LivePlot?
  private var title = ""

  init(_ run: JobRun, _ name: String) {
    self.run = run
    file = LivePlot(to: run.output(name), xLabel: "epoch")
    terminal = Self.terminal(run).map { LivePlot(xLabel: "epoch", interval: .milliseconds(100), terminal: $0) }
    terminal?.configure = { [unowned self] in $0.axes.title = title }
  }

  /// A part of the terminal on standard error, if there is one that can place a cursor and has room for curves with
  /// their names.
  private static func terminal(_ run: JobRun) -> TerminalOptions? {
    guard !run.options.quiet, ProcessInfo.processInfo.environment["TERM", default: "dumb"] != "dumb",
      var options = TerminalOptions.detect(), options.rows >= 9
    else { return nil }
    options.rows = min(options.rows - 2, 18)
    options.columns = min(options.columns - 1, 90)
    return options
  }

  /// Beside curves on a terminal the bar alone: lines would come between one drawing and the next.
  var progress: ProgressStyle { terminal == nil ? run.progress : .bar }

  /// Adds the figures of an epoch.
  func add(_ figures: [(name: String, value: Double)], at epoch: Int) throws {
    let text = figures.map { "\($0.name) \(String(format: "%.3f", $0.value))" }
    title = "epoch \(epoch): " + text.joined(separator: ", ")
    try run.unmeasured {
      try file.append(figures, at: Double(epoch))
      try terminal?.append(figures, at: Double(epoch))
    }
  }

  /// Adds epochs that were done before.
  func add(_ curves: [(name: String, values: [Double])]) throws {
    for index in 0..<(curves.map(\.values.count).min() ?? 0) {
      try add(curves.map { ($0.name, $0.values[index]) }, at: index + 1)
    }
  }

  /// Draws what has not been drawn yet.
  func finish() throws {
    try run.unmeasured {
      try file.finish()
      try terminal?.finish()
    }
  }

  func willFit(_ run: TrainingRun) throws { try add(run.history.curves) }
  func didFinishEpoch(_ run: TrainingRun) throws {
    try add(run.history.curves.map { ($0.name, $0.values.last ?? .nan) }, at: run.history.last.epoch)
  }
  func didFit(_ run: TrainingRun) throws { try finish() }
}
