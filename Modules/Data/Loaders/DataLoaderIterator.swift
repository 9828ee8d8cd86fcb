import Foundation
import Synchronization
import Tensor

/// One pass over a loader.
public struct DataLoaderIterator<Source: Dataset>: IteratorProtocol {
  private let loader: DataLoader<Source>
  private var position: DataLoaderPosition
  private let order: Tensor<Int32>?
  private let ahead: Prefetcher<Source>?

  init(_ loader: DataLoader<Source>, from position: DataLoaderPosition) {
    self.loader = loader
    self.position = position
    order = loader.order(position)
    ahead = loader.prefetch > 0 ? Prefetcher(loader, order, from: position.batch) : nil
  }

  /// The next batch, or nil at the end of the epoch.
  public mutating func next() -> (Source.Features, Source.Labels)? {
    guard position.batch < loader.batchCount else { return nil }
    let batch = ahead?.take() ?? loader.batch(position.batch, order)
    position.batch += 1
    loader.advance(position)
    return batch
  }
}

/// Gathers batches on a thread of its own, a few ahead of the one that is asked for.
final class Prefetcher<Source: Dataset>: Sendable {
  private typealias Batch = (Source.Features, Source.Labels)

  /// What the two threads share: the queue outlives whichever is done first.
  private final class Queue: Sendable {
    let batches = Mutex<[Batch]>([])
    let isAbandoned = Atomic(false)
    let filled = DispatchSemaphore(value: 0)
    // Counted up from 0: a semaphore must not end below the count that it was made with.
    let free = DispatchSemaphore(value: 0)

    init(_ count: Int) { for _ in 0..<count { free.signal() } }
  }

  private let queue: Queue

  init(_ loader: DataLoader<Source>, _ order: Tensor<Int32>?, from first: Int) {
    let queue = Queue(loader.prefetch)
    self.queue = queue
    let thread = Thread {
      for number in first..<max(loader.batchCount, first) {
        queue.free.wait()
        if queue.isAbandoned.load(ordering: .acquiring) { return }
        let batch = loader.batch(number, order)
        queue.batches.withLock { $0.append(batch) }
        queue.filled.signal()
      }
    }
    thread.name = "martlet.prefetch"
    thread.start()
  }

  deinit {
    queue.isAbandoned.store(true, ordering: .releasing)
    queue.free.signal()
  }

  func take() -> (Source.Features, Source.Labels) {
    queue.filled.wait()
    defer { queue.free.signal() }
    return queue.batches.withLock { $0.removeFirst() }
  }
}
