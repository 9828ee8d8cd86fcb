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
  /// Touched by the first tensor, so that threads which only spin do not take time from others.
  static let isQuiet: Bool = {
    if openblas_get_num_threads() > 1, !AddressSpace.hasRoom(for: bufferSize) {
      // One that gets no buffer asks for ever, and whoever ends it waits as long (OpenBLAS issue 5289).
      fail(
        "OpenBLAS maps \(bufferSize >> 20) MiB for each thread it starts, and \(limit) leaves less: "
          + "set OPENBLAS_NUM_THREADS=1, which Martlet makes up for, or raise the limit")
    }
    openblas_set_num_threads(1)
    endThreads()
    return true
  }()

  /// Touched before the first call.
  static let isReady: Bool = {
    _ = isQuiet
    choosingCore()
    makeBuffers()
    return true
  }()

  /// What OpenBLAS maps for each thread that computes a product, and what comes with it.
  private static let bufferSize = 129 << 20

  private static var limit: String {
    AddressSpace.limit.map { "the limit of \($0 >> 20) MiB of memory (ulimit -v)" } ?? "the system"
  }

  /// A product that gets no buffer would ask for one for ever. Where memory is limited, all are made before the first
  /// product, and where there is not room for all, fewer threads work.
  private static func makeBuffers() {
    let threads = Swift.min(Parallelism.threads, 64)
    if AddressSpace.limit == nil, AddressSpace.hasRoom(for: threads * bufferSize) { return }
    guard let allocate = function("blas_memory_alloc", as: (@convention(c) (CInt) -> UnsafeMutableRawPointer?).self),
      let free = function("blas_memory_free", as: (@convention(c) (UnsafeMutableRawPointer?) -> Void).self)
    else { return }
    var buffers: [UnsafeMutableRawPointer?] = []
    while buffers.count < threads, AddressSpace.hasRoom(for: bufferSize) { buffers.append(allocate(0)) }
    for buffer in buffers { free(buffer) }
    if buffers.isEmpty {
      fail("a matrix product needs \(bufferSize >> 20) MiB of memory, and \(limit) leaves less: raise it")
    }
    if buffers.count < threads {
      warn(
        "each thread needs \(bufferSize >> 20) MiB for matrix products, and \(limit) leaves room for "
          + "\(buffers.count) of \(threads) threads")
      Parallelism.threads = buffers.count
    }
  }

  /// Ends the threads that OpenBLAS starts when it is loaded. They spin for some tenth of a second, and one that it is
  /// told not to use is not waited for by anyone.
  private static func endThreads() {
    if let end = function("blas_thread_shutdown_", as: (@convention(c) () -> Void).self) { end() }
  }

  private static func choosingCore() {
    #if os(Linux) && arch(x86_64)
      guard getenv("OPENBLAS_CORETYPE") == nil, let name = openblas_get_corename() else { return }
      let fallbacks = ["Prescott", "Core2", "Nehalem", "Sandybridge", "Unknown"]
      guard fallbacks.contains(String(cString: name)) else { return }
      let level = mk_processor_level()
      guard level >= 3, let quit = function("gotoblas_dynamic_quit", as: (@convention(c) () -> Void).self),
        let start = function("gotoblas_dynamic_init", as: (@convention(c) () -> Void).self)
      else { return }
      setenv("OPENBLAS_CORETYPE", level >= 4 ? "SkylakeX" : "Haswell", 1)
      quit()
      start()
      unsetenv("OPENBLAS_CORETYPE")
    #endif
  }

  /// A function that OpenBLAS has and does not declare; nil where it is not there.
  private static func function<Function>(_ name: String, as type: Function.Type) -> Function? {
    guard let symbols = dlopen(nil, RTLD_NOW), let address = dlsym(symbols, name) else { return nil }
    return unsafeBitCast(address, to: type)
  }
}
