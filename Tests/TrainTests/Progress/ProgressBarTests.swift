import Testing
import Train

@Suite struct ProgressBarTests {
  private let bar = ProgressBar(epoch: 3, epochs: 10, done: 60, total: 240, seconds: 2.5, measured: 50, loss: 0.44751)

  @Test func rateAndTimeLeft() {
    let line = bar.line(width: 200, hasColor: false)
    #expect(line == "epoch 3/10  " + filled(7, of: 30) + "  60/240  loss 0.4475  20 batches/s  0:09 left")
    #expect(bar.line(width: 60, hasColor: false).count <= 59)
  }

  @Test func colorsOnlyWhereTheyAreWanted() {
    #expect(!bar.line(width: 200, hasColor: false).contains("\u{1B}"))
    #expect(bar.line(width: 200, hasColor: true).contains("\u{1B}[36m━━━━━━━\u{1B}[2m"))
  }

  @Test(arguments: 0...70) func neverWiderThanTheTerminal(_ width: Int) {
    #expect(bar.line(width: width, hasColor: false).count <= Swift.max(width - 1, 0))
  }

  @Test func clocks() {
    #expect(ProgressBar.clock(7) == "0:07")
    #expect(ProgressBar.clock(61.2) == "1:02")
    #expect(ProgressBar.clock(3723) == "1:02:03")
    #expect(ProgressBar.clock(.infinity) == "277777:46:40")
  }

  private func filled(_ count: Int, of total: Int) -> String {
    String(repeating: "━", count: count) + String(repeating: "─", count: total - count)
  }
}
