import Foundation

/// The bar of an epoch as a line of text.
package struct ProgressBar {
  let epoch: Int, epochs: Int
  /// Batches done, of how many.
  let done: Int, total: Int
  /// How long the last `measured` batches took.
  let seconds: Double
  let measured: Int
  let loss: Double

  /// A bar of an epoch of so many, `done` of its `total` batches done.
  package init(epoch: Int, epochs: Int, done: Int, total: Int, seconds: Double, measured: Int, loss: Double) {
    (self.epoch, self.epochs, self.done, self.total) = (epoch, epochs, done, total)
    (self.seconds, self.measured, self.loss) = (seconds, measured, loss)
  }

  /// `epoch 3/10  ━━━━━━━━━━━━━━──────  141/235  loss 0.4475  412 batches/s  0:03 left`
  package func line(width: Int, hasColor: Bool) -> String {
    let rate = seconds > 0 ? Double(measured) / seconds : 0
    let left = rate > 0 ? Self.clock(Double(total - done) / rate) + " left" : ""
    let head = "epoch \(epoch)/\(epochs)  "
    let tail = "  \(done)/\(total)  loss \(loss.short)  \(rate.short) batches/s  \(left)"
    let room = min(width - 1 - head.count - tail.count, 30)
    guard room >= 5 else { return String((head + tail).prefix(max(width - 1, 0))) }
    let filled = total > 0 ? room * done / total : room
    let bar = String(repeating: "━", count: filled), rest = String(repeating: "─", count: room - filled)
    return head + (hasColor ? "\u{1B}[36m\(bar)\u{1B}[2m\(rest)\u{1B}[0m" : bar + rest) + tail
  }

  /// `1:02:03`, `0:07`
  package static func clock(_ seconds: Double) -> String {
    let whole = Int(min(seconds.rounded(.up), 1e9))
    let (minutes, rest) = (whole / 60, whole % 60)
    return minutes >= 60
      ? String(format: "%d:%02d:%02d", minutes / 60, minutes % 60, rest) : String(format: "%d:%02d", minutes, rest)
  }

  static func terminalWidth(_ descriptor: Int32) -> Int {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}
