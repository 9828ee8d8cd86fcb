import Kernels

extension AnyTensor {
  /// Elements times 0, where the words of a random stream say so with a probability, or else divided by 1 − probability.
  /// The same stream drops the same positions again, so that a gradient need not keep which they were.
  package func dropout(_ probability: Double, key: UInt64, stream: UInt64) -> AnyTensor {
    let x = contiguous().storage
    let result = Storage.uninitialized(x.shape, x.type)
    let (out, data, size, isFloat) = (result.data, x.data, x.type.size, x.type == .float)
    Parallelism.forEachRange(of: result.count, grain: 1 << 13) { range in
      let (to, from) = (out + range.lowerBound &* size, data + range.lowerBound &* size)
      if isFloat {
        mk_dropout_f32(
          key, stream, UInt64(range.lowerBound), to.assumingMemoryBound(to: Float.self),
          from.assumingMemoryBound(to: Float.self), range.count, probability)
      } else {
        mk_dropout_f64(
          key, stream, UInt64(range.lowerBound), to.assumingMemoryBound(to: Double.self),
          from.assumingMemoryBound(to: Double.self), range.count, probability)
      }
    }
    withExtendedLifetime(x) {}
    return AnyTensor(result)
  }
}
