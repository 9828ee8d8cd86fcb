import Kernels
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The one pool of worker threads, and the one place that splits work.
///
/// One job runs at a time; a second one, or one from within a job, runs on its own thread. Each thread begins with a share
/// of its own, the same of every job, so that one operation finds what the one before left in its core's cache; then it
/// helps with the others'. Workers look out for the next job for about as long as waking takes, then sleep; one that
/// wakes after the pieces are gone is not waited for. Threads start with the first job that is large enough.
// Sendable because `job`, `workers` and `sleepers` are only touched with `mutex` locked, and what is read without it is
// atomic.
final class ThreadPool: @unchecked Sendable {
  static let shared = ThreadPool()

  private struct Job {
    let body: (Range<Int>) -> Void
    let count: Int
    let piece: Int
    /// Threads, and shares.
    let threads: Int
    /// Of each share, the next piece.
    let next: UnsafeMutablePointer<Line>

    /// The first piece of a share.
    func start(of share: Int) -> Int { (count + piece - 1) / piece * share / threads }
  }

  /// A counter with a cache line of its own.
  private struct Line: ~Copyable {
    let number = Atomic<Int>(0)
    private let padding: (Int, Int, Int, Int, Int, Int, Int) = (0, 0, 0, 0, 0, 0, 0)
  }

  private let limit: Atomic<Int>
  private let gate = Atomic<Bool>(false)
  private var job: Job?
  private var next: UnsafeMutableBufferPointer<Line>
  /// How many jobs there have been.
  private let generation = Atomic<Int>(0)
  /// The workers that have taken up the job.
  private let active = Atomic<Int>(0)
  private var workers = 0
  private var started = 0
  private var sleepers = 0
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let wake: UnsafeMutablePointer<pthread_cond_t>
  private let done: UnsafeMutablePointer<pthread_cond_t>

  private init() {
    if let fault = Parallelism.environmentFault { fail(fault) }
    let cores = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    limit = Atomic(Swift.max(Parallelism.environmentThreads.flatMap { Int($0) } ?? cores, 1))
    next = .allocate(capacity: 0)
    mutex = .allocate(capacity: 1)
    wake = .allocate(capacity: 1)
    done = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(wake, nil)
    pthread_cond_init(done, nil)
  }

  var threads: Int {
    get { limit.load(ordering: .relaxed) }
    set { limit.store(newValue, ordering: .relaxed) }
  }

  func run(count: Int, grain: Int, _ body: (Range<Int>) -> Void) {
    let threads = Swift.min(self.threads, (count + grain - 1) / grain)
    guard threads > 1, gate.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged else {
      return body(0..<count)
    }
    let piece = Self.piece(count, grain, threads)
    withoutActuallyEscaping(body) { body in
      pthread_mutex_lock(mutex)
      makeReady(threads)
      let job = Job(body: body, count: count, piece: piece, threads: threads, next: next.baseAddress!)
      for share in 0..<threads { next[share].number.store(job.start(of: share), ordering: .relaxed) }
      self.job = job
      generation.wrappingAdd(1, ordering: .releasing)
      if sleepers > 0 { pthread_cond_broadcast(wake) }
      pthread_mutex_unlock(mutex)

      work(job, as: 0)

      pthread_mutex_lock(mutex)
      self.job = nil
      if active.load(ordering: .relaxed) > 0 {
        pthread_mutex_unlock(mutex)
        lookOut { active.load(ordering: .acquiring) == 0 }
        pthread_mutex_lock(mutex)
        while active.load(ordering: .relaxed) > 0 { pthread_cond_wait(done, mutex) }
      }
      pthread_mutex_unlock(mutex)
    }
    gate.store(false, ordering: .releasing)
  }

  /// Four pieces for each thread even out what the others on this machine take away; where the grain allows fewer, all
  /// threads get as many.
  private static func piece(_ count: Int, _ grain: Int, _ threads: Int) -> Int {
    let most = count / grain
    let even = grain == 1 ? most : Swift.max(most / threads, 1) * threads
    let pieces = Swift.min(even, threads * 4)
    let piece = (count + pieces - 1) / pieces
    // Elements start at whole cache lines and vectors; a few rows or blocks are dealt out as they are.
    return piece >= 256 ? (piece + 63) & ~63 : piece
  }

  /// Takes the pieces of a thread's own share, and then what is left of the others'.
  private func work(_ job: Job, as thread: Int) {
    for offset in 0..<job.threads {
      let share = (thread + offset) % job.threads
      let end = job.start(of: share + 1)
      while true {
        let number = job.next[share].number.wrappingAdd(1, ordering: .relaxed).oldValue
        if number >= end { break }
        let first = number * job.piece
        job.body(first..<Swift.min(first + job.piece, job.count))
      }
    }
  }

  /// Workers and counters for so many threads; the mutex is locked.
  private func makeReady(_ threads: Int) {
    while workers < threads - 1, start() {}
    if workers < threads - 1 {
      warn("only \(workers + 1) of \(threads) threads could be started; the work is done by those")
      limit.store(workers + 1, ordering: .relaxed)
    }
    if next.count >= threads { return }
    next.deallocate()
    next = .allocate(capacity: threads)
    for share in 0..<threads { (next.baseAddress! + share).initialize(to: Line()) }
  }

  /// Starts one more worker. False where the system has no room for one; the others do its share.
  private func start() -> Bool {
    let pool = Unmanaged.passUnretained(self).toOpaque()
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let status = pthread_create(
      &thread, nil,
      { pool in
        #if canImport(Darwin)
          Unmanaged<ThreadPool>.fromOpaque(pool).takeUnretainedValue().serve()
        #else
          Unmanaged<ThreadPool>.fromOpaque(pool!).takeUnretainedValue().serve()
        #endif
        return nil
      }, pool)
    if status == 0 { workers += 1 }
    return status == 0
  }

  private func serve() {
    pthread_mutex_lock(mutex)
    started += 1
    let number = started
    pthread_mutex_unlock(mutex)
    var seen = 0
    while true {
      lookOut { generation.load(ordering: .relaxed) != seen }
      pthread_mutex_lock(mutex)
      while generation.load(ordering: .relaxed) == seen {
        sleepers += 1
        pthread_cond_wait(wake, mutex)
        sleepers -= 1
      }
      seen = generation.load(ordering: .relaxed)
      let isWanted = job.map { active.load(ordering: .relaxed) < $0.threads - 1 } ?? false
      if isWanted {
        active.wrappingAdd(1, ordering: .relaxed)
        takePart(as: number)
        if active.wrappingSubtract(1, ordering: .releasing).newValue == 0 { pthread_cond_signal(done) }
      }
      pthread_mutex_unlock(mutex)
    }
  }

  /// Works with the mutex unlocked. The job is let go of before this returns, and so before the thread that runs it is told.
  @inline(never)
  private func takePart(as number: Int) {
    let job = job!
    pthread_mutex_unlock(mutex)
    work(job, as: number)
    pthread_mutex_lock(mutex)
  }

  /// Returns when something has happened, or after the time that waking a thread takes.
  private func lookOut(_ hasHappened: () -> Bool) {
    let end = ContinuousClock.now + .microseconds(50)
    while true {
      for _ in 0..<32 {
        if hasHappened() { return }
        mk_relax()
      }
      if ContinuousClock.now >= end { return }
    }
  }
}
