import Synchronization
import Tensor

/// One at a time: the number of threads is the process'.
private let gate = Mutex(())

/// Runs `body` with so many threads, then puts back what was.
public func withThreads<Result: Sendable, Failure: Error>(
  _ count: Int, _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  try gate.withLock { _ throws(Failure) in
    let before = Parallelism.threads
    defer { Parallelism.threads = before }
    Parallelism.threads = count
    return try body()
  }
}
