import Foundation
import Tensor

/// Shows a run: one bar that is drawn over itself, or one line for each epoch.
package final class ProgressDisplay {
  private let progress: ProgressStyle
  private let isTerminal: Bool
  private let hasColor: Bool
  private var isDrawn = false
  private var epochStart = ContinuousClock.now
  private var firstBatch = 0
  private var epoch = 0
  private var lastDrawn: ContinuousClock.Instant?

  /// A display in a style; nothing is drawn yet.
  package init(_ progress: ProgressStyle) {
    self.progress = progress
    let environment = ProcessInfo.processInfo.environment
    let isDumb = environment["TERM"] == nil || environment["TERM"] == "dumb"
    isTerminal = isatty(2) != 0 && !isDumb
    hasColor = environment["NO_COLOR", default: ""].isEmpty
  }

  /// Draws the bar, ten times a second at most.
  package func show(epoch: Int, of epochs: Int, batch: Int, of batchCount: Int, loss: Double) {
    guard isTerminal, showsBar else { return }
    let now = ContinuousClock.now
    if epoch != self.epoch { (self.epoch, epochStart, firstBatch) = (epoch, now, batch - 1) }
    if let lastDrawn, batch < batchCount, now - lastDrawn < .milliseconds(100) { return }
    lastDrawn = now
    isDrawn = true
    let bar = ProgressBar(
      epoch: epoch, epochs: epochs, done: batch, total: batchCount, seconds: (now - epochStart).seconds,
      measured: batch - firstBatch, loss: loss)
    write("\r\u{1B}[2K" + bar.line(width: ProgressBar.terminalWidth(2), hasColor: hasColor))
  }

  private var showsBar: Bool {
    switch progress {
    case .automatic, .bar: true
    case .lines, .none: false
    }
  }

  /// Puts the line of an epoch in the place of its bar.
  package func finishEpoch(_ line: String) {
    switch progress {
    case .none: return
    case .lines(let show): show(line)
    case .bar:
      if isDrawn { write("\r\u{1B}[2K") }
      isDrawn = false
    case .automatic:
      write((isDrawn ? "\r\u{1B}[2K" : "") + line + "\n")
      isDrawn = false
    }
  }

  /// Leaves the cursor on a line of its own, whatever ended the run.
  package func finish() {
    if isDrawn { write("\n") }
    isDrawn = false
  }

  private func write(_ text: String) { StandardStream.error.write(text) }
}

extension EpochRecord {
  /// `epoch  3/10  train loss 0.4475  train acc 0.848  test loss 0.5021  test acc 0.830  1.2 s`
  func line(of epochs: Int) -> String {
    let width = String(epochs).count
    let number = String(repeating: " ", count: max(width - String(epoch).count, 0)) + String(epoch)
    var parts = ["epoch \(number)/\(epochs)", "train loss \(loss.short)"]
    parts += metrics.map { "train \($0.name) \($0.value.short)" }
    if let validation {
      parts.append("test loss \(validation.loss.short)")
      parts += validation.metrics.map { "test \($0.name) \($0.value.short)" }
    }
    parts.append(String(format: "%.1f s", seconds))
    // The names of a resumed run come from its checkpoint.
    return parts.joined(separator: "  ").visible
  }
}

extension Double {
  /// Four digits.
  var short: String {
    guard isFinite, self != 0 else { return "\(self)" }
    return magnitude < 1e-4 || magnitude >= 1e6 ? String(format: "%.3e", self) : String(format: "%.4g", self)
  }
}
