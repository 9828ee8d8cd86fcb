import Kernels

// What optimizers do to a parameter: one pass over its elements, in place.

extension AnyTensor {
  /// self += scale · other, in place where the elements are this tensor's own; the shapes are the same.
  package mutating func accumulate(_ other: AnyTensor, scale: Double) {
    makeOwned()
    let other = other.storage.contiguous()
    let kernel = mk_axpy(type.kernelType)!
    let (to, from, size) = (storage.data, other.data, type.size)
    Parallelism.forEachRange(of: storage.count, grain: elementwiseGrain) { range in
      let first = range.lowerBound &* size
      kernel(to + first, 1, from + first, 1, range.count, scale)
    }
    withExtendedLifetime(other) {}
  }

  /// Runs `body` over ranges of the elements of a parameter, its gradient and what an optimizer keeps for it, all Float
  /// and of one count: `body` gets the first element of each and how many there are.
  @inline(__always)
  package mutating func update(
    _ gradient: AnyTensor, _ first: inout AnyTensor, _ body: (FloatPointer, FloatPointer, FloatPointer, Int) -> Void
  ) {
    let gradient = gradient.storage.contiguous()
    let (p, g, a) = (ownedFloats(), gradient.floats, first.ownedFloats())
    Parallelism.forEachRange(of: storage.count, grain: elementwiseGrain) { range in
      let start = range.lowerBound
      body(p + start, g + start, a + start, range.count)
    }
    withExtendedLifetime(gradient) {}
  }

  package typealias FloatPointer = UnsafeMutablePointer<Float>

  /// The elements, contiguous and this tensor's own.
  package mutating func ownedFloats() -> FloatPointer {
    makeOwned()
    return storage.floats
  }

  private mutating func makeOwned() {
    if !Storage.ownsElements(&storage) || !storage.isContiguous { storage = storage.copied() }
  }
}

extension Storage {
  fileprivate var floats: UnsafeMutablePointer<Float> { data.assumingMemoryBound(to: Float.self) }
}
