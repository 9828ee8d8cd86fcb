import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Standard output or standard error: the one writer for both.
///
/// It never traps: a stream that is full or closed loses what is written to it, and a training goes on. What standard
/// output has lost, a tool says at its end.
package enum StandardStream: Int32, Sendable {
  case output = 1
  case error = 2

  /// Writes the whole text, in as many parts as the stream takes it in; what cannot be written is dropped.
  package func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Self.write(rawValue, bytes.baseAddress! + rest.startIndex, rest.count)
        if count > 0 {
          rest = rest.dropFirst(count)
        } else if errno == EAGAIN {
          // Somebody made the stream non-blocking.
          var place = pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)
          _ = poll(&place, 1, -1)
        } else if errno != EINTR {
          if self == .output {
            _ = Self.firstFault.compareExchange(expected: 0, desired: errno, ordering: .relaxed)
          }
          return
        }
      }
    }
  }

  /// The system's number for why standard output lost something; nil if it has all that was written.
  package static var outputFault: Int32? {
    let fault = firstFault.load(ordering: .relaxed)
    return fault == 0 ? nil : fault
  }

  private static let firstFault = Atomic<Int32>(0)

  // The method of the same name hides the system's function.
  private static func write(_ stream: Int32, _ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.write(stream, bytes, count)
    #elseif canImport(Musl)
      Musl.write(stream, bytes, count)
    #else
      Darwin.write(stream, bytes, count)
    #endif
  }
}
