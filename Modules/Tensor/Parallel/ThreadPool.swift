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
/// One job runs at a time; a second one, or one from within a job, runs on its own thread. Workers take pieces from a
/// shared counter, then look out for the next job for about as long as waking takes, then sleep; one that wakes after the
/// pieces are gone is not waited for. Threads start with the first job that is large enough.
// Sendable because `job`, `workers` and `sleepers` are only touched with `mutex` locked, and what is read without it is
// atomic.
final class ThreadPool: @unchecked Sendable {
  static let shared = ThreadPool()

  private struct Job {
    let body: (Range<Int>) -> Void
    let count: Int
    let piece: Int
    let helpers: Int
  }

  private let limit: Atomic<Int>
  private let gate = Atomic<Bool>(false)
  private let next = Atomic<Int>(0)
  private var job: Job?
  /// How many jobs there have been.
  private let generation = Atomic<Int>(0)
  /// The workers that have taken up the job.
  private let active = Atomic<Int>(0)
  private var workers = 0
  private var sleepers = 0
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let wake: UnsafeMutablePointer<pthread_cond_t>
  private let done: UnsafeMutablePointer<pthread_cond_t>

  private init() {
    let cores = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    let asked = getenv("MARTLET_THREADS").flatMap { Int(String(cString: $0)) }
    limit = Atomic(Swift.max(asked ?? cores, 1))
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
    // Four pieces for each thread even out what the others on this machine take away.
    let even = (count + threads * 4 - 1) / (threads * 4)
    var piece = Swift.max(even, Swift.min(grain, (count + threads - 1) / threads))
    // Elements start at whole cache lines and vectors; a few rows or blocks are dealt out as they are.
    if piece >= 256 { piece = (piece + 63) & ~63 }
    withoutActuallyEscaping(body) { body in
      let job = Job(body: body, count: count, piece: piece, helpers: threads - 1)
      pthread_mutex_lock(mutex)
      while workers < job.helpers { start() }
      next.store(0, ordering: .relaxed)
      self.job = job
      generation.wrappingAdd(1, ordering: .releasing)
      if sleepers > 0 { pthread_cond_broadcast(wake) }
      pthread_mutex_unlock(mutex)

      work(job)

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

  private func work(_ job: Job) {
    while true {
      let start = next.wrappingAdd(job.piece, ordering: .relaxed).oldValue
      if start >= job.count { return }
      job.body(start..<Swift.min(start + job.piece, job.count))
    }
  }

  private func start() {
    workers += 1
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
    guard status == 0 else { fail("cannot start a worker thread (error \(status)); set MARTLET_THREADS=1") }
  }

  private func serve() {
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
      let isWanted = job.map { active.load(ordering: .relaxed) < $0.helpers } ?? false
      if isWanted {
        active.wrappingAdd(1, ordering: .relaxed)
        takePart()
        if active.wrappingSubtract(1, ordering: .releasing).newValue == 0 { pthread_cond_signal(done) }
      }
      pthread_mutex_unlock(mutex)
    }
  }

  /// Works with the mutex unlocked. The job is let go of before this returns, and so before the thread that runs it is told.
  @inline(never)
  private func takePart() {
    let job = job!
    pthread_mutex_unlock(mutex)
    work(job)
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
