import Foundation
import Synchronization

/// Faults of the system and of files, made on purpose.
public enum Faults {
  /// From here on, no file that this process writes can be longer: a write beyond fails as on a full disk, with EFBIG.
  ///
  /// For the body of an exit test, since nothing takes the limit back.
  public static func limitFileSize(_ bytes: Int) {
    signal(SIGXFSZ, SIG_IGN)
    var limit = rlimit(rlim_cur: rlim_t(bytes), rlim_max: rlim_t(bytes))
    #if canImport(Darwin)
      setrlimit(RLIMIT_FSIZE, &limit)
    #else
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    #endif
  }

  private static let calls = Atomic(0)

  /// Calls `write` with 0, 1, 0, 1 … until SIGKILL comes: so many microseconds after the fourth call.
  ///
  /// For the body of an exit test.
  public static func writeUntilKilled(after microseconds: Int, _ write: (Int) throws -> Void) throws -> Never {
    Thread.detachNewThread {
      while calls.load(ordering: .relaxed) < 4 { sched_yield() }
      let end = ContinuousClock.now + .microseconds(microseconds)
      while ContinuousClock.now < end { sched_yield() }
      kill(getpid(), SIGKILL)
    }
    while true {
      try write(calls.load(ordering: .relaxed) & 1)
      calls.wrappingAdd(1, ordering: .relaxed)
    }
  }

  /// The bytes cut at every length, and with every byte changed in several ways; with a name for each.
  public static func damaged(_ bytes: [UInt8]) -> some Sequence<(name: String, bytes: [UInt8])> {
    let cuts = bytes.indices.lazy.map { (name: "cut at \($0)", bytes: Array(bytes[..<$0])) }
    let flips = bytes.indices.lazy.flatMap { place in
      [0x01, 0x10, 0x80, 0xFF].lazy.map { (mask: UInt8) in
        var changed = bytes
        changed[place] ^= mask
        return (name: "byte \(place) changed by \(mask)", bytes: changed)
      }
    }
    return [AnySequence(cuts), AnySequence(flips)].joined()
  }
}
