#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Says on standard error what is probably a mistake and need not be one. Callers see to it that it is said once.
@inline(never)
package func warn(_ message: String) {
  let path = FailureContext.path
  let line = "warning: \(path.isEmpty ? "" : "\(path): ")\(message)\n"
  line.utf8.withContiguousStorageIfAvailable { _ = write(2, $0.baseAddress, $0.count) }
}
