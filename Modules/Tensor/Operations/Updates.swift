import Kernels

// What optimizers do to a parameter: one pass over its elements, in place. All are Float.

/// The elements that an update reads and writes: parameter, gradient, and what is kept from step to step.
package struct UpdatePointers {
  var p: UnsafeMutablePointer<Float>
  var g: UnsafeMutablePointer<Float>
  var a: UnsafeMutablePointer<Float>
  var b: UnsafeMutablePointer<Float>
  var c: UnsafeMutablePointer<Float>

  fileprivate func advanced(by count: Int) -> UpdatePointers {
    UpdatePointers(p: p + count, g: g + count, a: a + count, b: b + count, c: c + count)
  }
}

/// What an optimizer keeps for a parameter from step to step.
package struct UpdateSlots: Sendable {
  /// The steps taken.
  package var step = 0
  package var first: AnyTensor?, second: AnyTensor?, third: AnyTensor?

  package init() {}
}

extension AnyTensor {
  /// self += scale · other, in place where the elements are this tensor's own; the shapes are the same.
  package mutating func accumulate(_ other: AnyTensor, scale: Double) {
    makeOwned()
    let other = other.storage.contiguous()
    let kernel = mk_axpy(type.kernelType)!
    let count = storage.count
    if count <= elementwiseGrain {
      kernel(storage.data, 1, other.data, 1, count, scale)
      return withExtendedLifetime(other) {}
    }
    let (to, from, size) = (storage.data, other.data, type.size)
    Parallelism.forEachRange(of: count, grain: elementwiseGrain) { range in
      let first = range.lowerBound &* size
      kernel(to + first, 1, from + first, 1, range.count, scale)
    }
    withExtendedLifetime(other) {}
  }

  /// Calls `body` with consecutive pieces of the elements of this parameter, its gradient, and the first `count` slots;
  /// a slot that is empty starts at `initial`.
  mutating func update(
    _ gradient: AnyTensor, _ slots: inout UpdateSlots, count: Int, initial: Double = 0,
    _ body: (UpdatePointers, Int) -> Void
  ) {
    makeOwned()
    let gradient = gradient.storage.contiguous()
    let p = storage.floats
    var pointers = UpdatePointers(p: p, g: gradient.floats, a: p, b: p, c: p)
    if count > 0 { pointers.a = AnyTensor.open(&slots.first, like: self, initial) }
    if count > 1 { pointers.b = AnyTensor.open(&slots.second, like: self, initial) }
    if count > 2 { pointers.c = AnyTensor.open(&slots.third, like: self, initial) }
    let all = pointers
    Parallelism.forEachRange(of: storage.count, grain: elementwiseGrain) { range in
      body(all.advanced(by: range.lowerBound), range.count)
    }
    withExtendedLifetime(gradient) {}
  }

  private static func open(
    _ slot: inout AnyTensor?, like parameter: AnyTensor, _ initial: Double
  ) -> UnsafeMutablePointer<Float> {
    if slot == nil { slot = parameter.full(parameter.shape, initial) }
    slot!.makeOwned()
    return slot!.storage.floats
  }

  fileprivate mutating func makeOwned() {
    if !Storage.ownsElements(&storage) || !storage.isContiguous { storage = storage.copied() }
  }
}
