import Foundation
import Tensor

/// What a tool does before anything else, so that neither a limit nor a closed stream of whoever starts it spoils its work.
enum ProcessStart {
  static func prepare() {
    // A reader that went away is told by the writing, not by the end of the process.
    signal(SIGPIPE, SIG_IGN)
    occupyStandardStreams()
    restartWithoutThreadsOfOpenBLAS()
  }

  /// A closed standard stream would be the number of the next file that is opened, and what is said would land in it.
  /// The null device takes its place, opened for reading, so that writing still fails.
  private static func occupyStandardStreams() {
    for stream: Int32 in 0...2 where fcntl(stream, F_GETFD) == -1 { _ = open("/dev/null", O_RDONLY) }
  }

  /// OpenBLAS starts threads when it is loaded, each with 128 MiB; where a limit on memory leaves less, they ask for ever.
  /// The number of threads has to be in the environment before that, so under a limit the program is started once more.
  private static func restartWithoutThreadsOfOpenBLAS() {
    #if os(Linux)
      let name = "OPENBLAS_NUM_THREADS"
      if AddressSpace.limit == nil || getenv(name).map({ String(cString: $0) }) == "1" { return }
      setenv(name, "1", 1)
      execv("/proc/self/exe", CommandLine.unsafeArgv)
    // Where it cannot be started once more, it goes on as it is.
    #endif
  }
}
