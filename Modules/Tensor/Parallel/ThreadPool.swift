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
/// shared counter, then sleep; one that wakes after the pieces are gone is not waited for. Threads start with the first
/// job that is large enough.
// Sendable because `job`, `generation`, `workers` and `active` are only touched with `mutex` locked.
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
  private var generation = 0
  private var workers = 0
  private var active = 0
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
      generation += 1
      pthread_cond_broadcast(wake)
      pthread_mutex_unlock(mutex)

      work(job)

      pthread_mutex_lock(mutex)
      self.job = nil
      while active > 0 { pthread_cond_wait(done, mutex) }
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
    pthread_mutex_lock(mutex)
    while true {
      while generation == seen { pthread_cond_wait(wake, mutex) }
      seen = generation
      guard let job, active < job.helpers else { continue }
      active += 1
      pthread_mutex_unlock(mutex)
      work(job)
      pthread_mutex_lock(mutex)
      active -= 1
      if active == 0 { pthread_cond_signal(done) }
    }
  }
}
