#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How much memory the process may map, as `ulimit -v`, `ulimit -d` and batch queues limit it.
package enum AddressSpace {
  /// The smaller of the two limits in bytes; nil where neither is set.
  package static let limit: Int? = [RLIMIT_AS, RLIMIT_DATA].compactMap(limit(of:)).min()

  #if canImport(Glibc)
    private static func limit(of resource: __rlimit_resource) -> Int? {
      limit { getrlimit(__rlimit_resource_t(resource.rawValue), $0) }
    }
  #else
    private static func limit(of resource: Int32) -> Int? { limit { getrlimit(resource, $0) } }
  #endif

  private static func limit(_ read: (UnsafeMutablePointer<rlimit>) -> Int32) -> Int? {
    var limit = rlimit()
    // What is not limited is the largest number there is.
    return read(&limit) == 0 ? Int(exactly: limit.rlim_cur).flatMap { $0 == .max ? nil : $0 } : nil
  }

  /// Whether so many bytes can be mapped now.
  package static func hasRoom(for bytes: Int) -> Bool {
    let place = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    if place == MAP_FAILED { return false }
    munmap(place, bytes)
    return true
  }
}
