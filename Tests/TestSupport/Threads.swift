import Synchronization
import Tensor

/// One at a time: the number of threads is the process'.
private let gate = Mutex(())

/// Runs `body` with so many threads, then puts back what was.
public func withThreads<Result: Sendable>(_ count: Int, _ body: () -> Result) -> Result {
  gate.withLock { _ in
    let before = Parallelism.threads
    defer { Parallelism.threads = before }
    Parallelism.threads = count
    return body()
  }
}
