import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One machine word for each thread, zero at first.
///
/// As a `static let` it stands in the program's data from the start, so that reading it is two loads and no look at
/// whether it has been made: its key is asked for when a word is first set.
package struct ThreadLocalWord: ~Copyable, Sendable {
  #if canImport(Darwin)
    package typealias Ending = @convention(c) (UnsafeMutableRawPointer) -> Void
  #else
    package typealias Ending = @convention(c) (UnsafeMutableRawPointer?) -> Void
  #endif

  /// The key and one more; 0 for none yet.
  private let key = Atomic<UInt>(0)

  package init() {}

  @inline(__always)
  package var value: Int {
    get {
      let key = key.load(ordering: .relaxed)
      return key == 0 ? 0 : Int(bitPattern: pthread_getspecific(pthread_key_t(key &- 1)))
    }
    nonmutating set { set(newValue) }
  }

  /// Sets the word. When the thread ends, it is given to `ending` unless it is zero then; every call names the same one.
  @inline(__always)
  package func set(_ word: Int, ending: Ending? = nil) {
    let key = key.load(ordering: .relaxed)
    pthread_setspecific(
      key == 0 ? made(ending) : pthread_key_t(key &- 1), UnsafeMutableRawPointer(bitPattern: word))
  }

  @inline(never)
  private func made(_ ending: Ending?) -> pthread_key_t {
    var new = pthread_key_t()
    guard pthread_key_create(&new, ending) == 0 else { fail("no thread-local key left in this process") }
    let (exchanged, original) = key.compareExchange(expected: 0, desired: UInt(new) + 1, ordering: .relaxed)
    if exchanged { return new }
    pthread_key_delete(new)
    return pthread_key_t(original &- 1)
  }
}
