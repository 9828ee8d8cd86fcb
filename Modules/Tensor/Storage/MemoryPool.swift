import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The caching allocator for elements: a freed block is kept and handed out again.
///
/// A fresh block costs a page fault for every 4 KiB that is first touched, which for large arrays is many times the
/// arithmetic done on them. Sizes are rounded up to four steps for each power of two, so a block is at most a quarter
/// larger than asked. Beyond `cacheLimit` bytes of unused blocks, memory goes back to the system.
package final class MemoryPool: Sendable {
  package static let shared = MemoryPool()

  private struct State {
    /// Addresses of unused blocks, by size class.
    var free: [[UInt]] = Array(repeating: [], count: 64 * 4)
    var cached = 0, inUse = 0, peak = 0
    var cacheLimit = MemoryPool.defaultCacheLimit
  }
  private let state = Mutex(State())

  private static let hugePage = 2 << 20

  /// A quarter of the machine's memory.
  private static var defaultCacheLimit: Int {
    Swift.max(sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE)) / 4, 256 << 20)
  }

  /// The class of a size: four for each power of two.
  static func sizeClass(_ bytes: Int) -> (index: Int, bytes: Int) {
    let last = Swift.max(bytes, 1025) - 1
    let power = Int.bitWidth - 1 - last.leadingZeroBitCount
    let step = last >> (power - 2)  // 4...7
    return (power * 4 + step - 4, (step + 1) << (power - 2))
  }

  private static func bytes(ofClass index: Int) -> Int { (index % 4 + 5) << (index / 4 - 2) }

  /// A block of at least `count` elements, and the bytes it really has.
  package func take(count: Int, size: Int) -> (start: UnsafeMutableRawPointer, bytes: Int) {
    guard count <= (Int.max >> 4) / size else { fail("out of memory: \(count) elements of \(size) bytes") }
    let (index, bytes) = Self.sizeClass(count * size)
    let reused = state.withLock { state -> UInt? in
      state.inUse += bytes
      state.peak = Swift.max(state.peak, state.inUse)
      guard let block = state.free[index].popLast() else { return nil }
      state.cached -= bytes
      return block
    }
    return (reused.flatMap(UnsafeMutableRawPointer.init(bitPattern:)) ?? fresh(bytes), bytes)
  }

  /// Takes a block back that `take` gave.
  package func give(_ block: UnsafeMutableRawPointer, bytes: Int) {
    let index = Self.sizeClass(bytes).index
    let address = UInt(bitPattern: block)
    let surplus = state.withLock { state -> [UInt] in
      state.inUse -= bytes
      state.free[index].append(address)
      state.cached += bytes
      return state.cached > state.cacheLimit ? Self.trim(&state, to: state.cacheLimit) : []
    }
    Self.release(surplus)
  }

  private func fresh(_ bytes: Int) -> UnsafeMutableRawPointer {
    let huge = bytes >= 2 * Self.hugePage
    var block: UnsafeMutableRawPointer?
    var status = posix_memalign(&block, huge ? Self.hugePage : 64, bytes)
    if status != 0 {
      releaseCache()
      status = posix_memalign(&block, huge ? Self.hugePage : 64, bytes)
    }
    guard status == 0, let block else {
      fail("out of memory: \(bytes) bytes wanted, \(statistics.inUse) bytes in use")
    }
    #if os(Linux)
      if huge { madvise(block, bytes, MADV_HUGEPAGE) }
    #endif
    return block
  }

  /// Takes unused blocks out, the largest first, until no more than `limit` bytes are cached.
  private static func trim(_ state: inout State, to limit: Int) -> [UInt] {
    var surplus: [UInt] = []
    for index in state.free.indices.reversed() where state.cached > limit {
      while state.cached > limit, let block = state.free[index].popLast() {
        surplus.append(block)
        state.cached -= bytes(ofClass: index)
      }
    }
    return surplus
  }

  private static func release(_ blocks: [UInt]) {
    for block in blocks { free(UnsafeMutableRawPointer(bitPattern: block)) }
  }

  func releaseCache() {
    Self.release(state.withLock { Self.trim(&$0, to: 0) })
  }

  var cacheLimit: Int {
    get { state.withLock { $0.cacheLimit } }
    set {
      Self.release(
        state.withLock {
          $0.cacheLimit = newValue
          return Self.trim(&$0, to: newValue)
        })
    }
  }

  func resetPeak() { state.withLock { $0.peak = $0.inUse } }

  var statistics: (inUse: Int, cached: Int, peak: Int) {
    state.withLock { ($0.inUse, $0.cached, $0.peak) }
  }
}
