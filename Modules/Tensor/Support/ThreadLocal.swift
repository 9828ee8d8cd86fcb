#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One machine word for each thread, zero at first.
package struct ThreadLocalWord: Sendable {
  private let key: pthread_key_t

  #if canImport(Darwin)
    package typealias Ending = @convention(c) (UnsafeMutableRawPointer) -> Void
  #else
    package typealias Ending = @convention(c) (UnsafeMutableRawPointer?) -> Void
  #endif

  /// A word whose last value, unless it is zero, is given to `ending` when a thread ends.
  package init(_ ending: Ending? = nil) {
    var key = pthread_key_t()
    guard pthread_key_create(&key, ending) == 0 else { fail("no thread-local key left in this process") }
    self.key = key
  }

  package var value: Int {
    get { Int(bitPattern: pthread_getspecific(key)) }
    nonmutating set { pthread_setspecific(key, UnsafeMutableRawPointer(bitPattern: newValue)) }
  }
}
