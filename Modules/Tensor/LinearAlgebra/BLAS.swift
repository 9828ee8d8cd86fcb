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
  /// Touched before the first call.
  static let isReady: Bool = {
    choosingCore()
    openblas_set_num_threads(1)
    return true
  }()

  private static func choosingCore() {
    #if os(Linux) && arch(x86_64)
      guard getenv("OPENBLAS_CORETYPE") == nil, let name = openblas_get_corename() else { return }
      let fallbacks = ["Prescott", "Core2", "Nehalem", "Sandybridge", "Unknown"]
      guard fallbacks.contains(String(cString: name)) else { return }
      let level = mk_processor_level()
      guard level >= 3, let symbols = dlopen(nil, RTLD_NOW), let quit = dlsym(symbols, "gotoblas_dynamic_quit"),
        let start = dlsym(symbols, "gotoblas_dynamic_init")
      else { return }
      typealias Action = @convention(c) () -> Void
      setenv("OPENBLAS_CORETYPE", level >= 4 ? "SkylakeX" : "Haswell", 1)
      unsafeBitCast(quit, to: Action.self)()
      unsafeBitCast(start, to: Action.self)()
      unsetenv("OPENBLAS_CORETYPE")
    #endif
  }
}
