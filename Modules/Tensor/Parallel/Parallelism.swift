#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How many threads tensor operations use.
///
/// Results do not depend on it: work is cut into pieces by its size alone, and sums have a fixed order.
public enum Parallelism {
  /// Threads for one operation, the calling one included. The number of cores at first, or `MARTLET_THREADS`; fewer
  /// where the system cannot start as many, which is said on standard error.
  ///
  /// Traps below 1, and if `MARTLET_THREADS` is not a whole number from 1 to 1024.
  public static var threads: Int {
    get { ThreadPool.shared.threads }
    set {
      guard newValue >= 1 else { fail("Parallelism.threads: \(newValue): at least 1 is needed") }
      ThreadPool.shared.threads = newValue
    }
  }

  /// What `MARTLET_THREADS` says, if anything.
  static var environmentThreads: String? {
    getenv("MARTLET_THREADS").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// What is wrong with `MARTLET_THREADS`; nil where nothing is.
  package static var environmentFault: String? {
    guard let text = environmentThreads else { return nil }
    if let number = Int(text), (1...1024).contains(number) { return nil }
    return "MARTLET_THREADS=\(text): 1 to 1024 are possible"
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
