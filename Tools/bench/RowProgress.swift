import Foundation
import ToolSupport

/// Shows how far a comparison is, on standard error: in place on a terminal, a line for each row elsewhere.
struct RowProgress {
  private let count: Int
  private let rounds: Int
  private let isTerminal = isatty(STDERR_FILENO) == 1

  init(count: Int, rounds: Int) { (self.count, self.rounds) = (count, rounds) }

  /// Shows the row and the round that begin, both counted from 0.
  func show(_ row: Row, at index: Int, round: Int) {
    let place = "row \(index + 1) of \(count): \(row.name)"
    if isTerminal {
      ToolMain.show("\r\u{1b}[K\(place), round \(round + 1) of \(rounds)")
    } else if round == 0 {
      ToolMain.say(place)
    }
  }

  /// Makes room for a result.
  func clear() {
    if isTerminal { ToolMain.show("\r\u{1b}[K") }
  }
}
