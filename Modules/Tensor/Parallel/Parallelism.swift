/// How many threads tensor operations use.
///
/// Results do not depend on it: work is cut into pieces by its size alone, and sums have a fixed order.
public enum Parallelism {
  /// Threads for one operation, the calling one included. The number of cores at first, or `MARTLET_THREADS`.
  ///
  /// Traps below 1.
  public static var threads: Int {
    get { ThreadPool.shared.threads }
    set {
      guard newValue >= 1 else { fail("Parallelism.threads: \(newValue): at least 1 is needed") }
      ThreadPool.shared.threads = newValue
    }
  }

  /// Runs `body` on consecutive ranges that together make `0..<count`, on several threads when `count` is more than
  /// `grain`, the least that is worth handing to another thread.
  ///
  /// Called from within another `body`, it runs on the calling thread.
  public static func forEachRange(of count: Int, grain: Int, _ body: (Range<Int>) -> Void) {
    if count <= grain {
      if count > 0 { body(0..<count) }
    } else {
      ThreadPool.shared.run(count: count, grain: grain, body)
    }
  }
}
