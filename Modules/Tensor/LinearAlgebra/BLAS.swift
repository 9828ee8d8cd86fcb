import Kernels
import OpenBLAS

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// OpenBLAS, told what the processor can do.
///
/// OpenBLAS picks its loops by the processor's model number, and a release that is older than the processor falls back
/// to loops of 2004, five times slower than the right ones. What counts is which instructions there are, so where a
/// fallback was picked, the loops for those instructions are chosen instead; `OPENBLAS_CORETYPE` in the environment
/// stands above this.
///
/// OpenBLAS itself runs on the calling thread: with threads of its own its results depend on how many there are, and
/// those spin while they wait. Products are shared among the pool's threads instead, in parts whose bits are the same.
enum BLAS {
  /// Touched before the first call, and by the first tensor, so that threads which only spin do not take time from others.
  static let isReady: Bool = {
    choosingCore()
    openblas_set_num_threads(1)
    endThreads()
    return true
  }()

  /// Ends the threads that OpenBLAS starts when it is loaded. They spin for some tenth of a second, and one that it is
  /// told not to use is not waited for by anyone.
  private static func endThreads() {
    if let end = function("blas_thread_shutdown_") { end() }
  }

  private static func choosingCore() {
    #if os(Linux) && arch(x86_64)
      guard getenv("OPENBLAS_CORETYPE") == nil, let name = openblas_get_corename() else { return }
      let fallbacks = ["Prescott", "Core2", "Nehalem", "Sandybridge", "Unknown"]
      guard fallbacks.contains(String(cString: name)) else { return }
      let level = mk_processor_level()
      guard level >= 3, let quit = function("gotoblas_dynamic_quit"), let start = function("gotoblas_dynamic_init")
      else { return }
      setenv("OPENBLAS_CORETYPE", level >= 4 ? "SkylakeX" : "Haswell", 1)
      quit()
      start()
      unsetenv("OPENBLAS_CORETYPE")
    #endif
  }

  /// A function that OpenBLAS has and does not declare; nil where it is not there.
  private static func function(_ name: String) -> (@convention(c) () -> Void)? {
    guard let symbols = dlopen(nil, RTLD_NOW), let address = dlsym(symbols, name) else { return nil }
    return unsafeBitCast(address, to: (@convention(c) () -> Void).self)
  }
}
