import Synchronization
import Tensor

/// Numbered pieces of work, taken one after the other by all threads.
enum Workers {
  /// Calls `body` on each thread; it takes pieces by `claim` until there is none left.
  ///
  /// Pieces are claimed in ascending order, so when one is claimed all before it have been.
  static func run(pieces: Int, _ body: @Sendable (_ claim: () -> Int?) -> Void) {
    let next = Atomic(0)
    Parallelism.forEachRange(of: min(pieces, Parallelism.threads), grain: 1) { _ in
      body {
        let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
        return piece < pieces ? piece : nil
      }
    }
  }

  /// What `body` gives for each number below `count`, made on all threads where `work`, about how many values it looks
  /// at, is worth that.
  static func map<Result: Sendable>(_ count: Int, work: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    if work < 1 << 14 || count < 2 { return (0..<count).map(body) }
    var results = [Result?](repeating: nil, count: count)
    results.withUnsafeMutableBufferPointer { results in
      nonisolated(unsafe) let results = results
      run(pieces: count) { claim in
        while let number = claim() { results[number] = body(number) }
      }
    }
    return results.compactMap { $0 }
  }
}

/// The failure of the piece with the lowest number, of all that failed.
final class FirstFailure: Sendable {
  private let failure = Mutex<(piece: Int, error: any Error)?>(nil)

  var isSet: Bool { failure.withLock { $0 != nil } }

  /// Runs `body`, and keeps what it throws.
  func catching(at piece: Int, _ body: () throws -> Void) {
    do {
      try body()
    } catch {
      failure.withLock { if $0.map({ piece < $0.piece }) ?? true { $0 = (piece, error) } }
    }
  }

  func rethrow() throws {
    if let failure = failure.withLock({ $0 }) { throw failure.error }
  }
}
