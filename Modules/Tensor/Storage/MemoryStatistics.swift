/// What tensors' elements take, in bytes, of this process' memory.
///
///     MemoryStatistics.current.peak   // bytes
///
/// Elements of up to 768 bytes lie in the tensor's own object and are not counted.
public struct MemoryStatistics: Sendable {
  /// Bytes in blocks that tensors hold.
  public let inUse: Int
  /// Bytes in blocks that are kept for the next tensor.
  public let cached: Int
  /// The most bytes that were in use since the start, or since `resetPeak()`.
  public let peak: Int
  /// Tensors and views alive, counted by storage: copies of a value count once.
  public let liveTensors: Int

  /// The figures of this moment.
  public static var current: MemoryStatistics {
    let figures = MemoryPool.shared.statistics
    return MemoryStatistics(
      inUse: figures.inUse, cached: figures.cached, peak: figures.peak,
      liveTensors: LiveStorages.count)
  }

  /// The most bytes of unused blocks that are kept; beyond it they go back to the system. A quarter of the machine's
  /// memory at first.
  public static var cacheLimit: Int {
    get { MemoryPool.shared.cacheLimit }
    set { MemoryPool.shared.cacheLimit = newValue }
  }

  /// Gives every unused block back to the system.
  public static func releaseCache() { MemoryPool.shared.releaseCache() }

  /// Lets `peak` start again from what is in use now.
  public static func resetPeak() { MemoryPool.shared.resetPeak() }
}
