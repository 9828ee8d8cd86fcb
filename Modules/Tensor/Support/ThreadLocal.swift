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

  package init() {
    var key = pthread_key_t()
    guard pthread_key_create(&key, nil) == 0 else { fail("no thread-local key left in this process") }
    self.key = key
  }

  package var value: Int {
    get { Int(bitPattern: pthread_getspecific(key)) }
    nonmutating set { pthread_setspecific(key, UnsafeMutableRawPointer(bitPattern: newValue)) }
  }
}
