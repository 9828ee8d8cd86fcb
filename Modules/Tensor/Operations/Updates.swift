import Kernels

// What optimizers do to a parameter: one pass over its elements, in place.

/// The elements that an update reads and writes: parameter, gradient, and what is kept from step to step.
package struct UpdatePointers<Element> {
  var p: UnsafeMutablePointer<Element>
  var g: UnsafeMutablePointer<Element>
  var a: UnsafeMutablePointer<Element>
  var b: UnsafeMutablePointer<Element>
  var c: UnsafeMutablePointer<Element>

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

  /// Whether no tensor is kept yet.
  package var isFresh: Bool { first == nil && second == nil && third == nil }

  /// The shape of what is kept, where that is not the one of a parameter's value.
  @inline(__always)
  package func otherShape(than value: AnyTensor) -> Shape? {
    if let first, !first.hasShape(of: value) { return first.shape }
    if let second, !second.hasShape(of: value) { return second.shape }
    if let third, !third.hasShape(of: value) { return third.shape }
    return nil
  }
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
  /// a slot that is empty starts at `initial`. The elements are of the type that `body` takes.
  @inline(__always)
  mutating func update<Element>(
    _ gradient: AnyTensor, _ slots: inout UpdateSlots, count: Int, initial: Double = 0,
    _ body: (UpdatePointers<Element>, Int) -> Void
  ) {
    makeOwned()
    let gradient = gradient.storage.contiguous()
    let p: UnsafeMutablePointer<Element> = storage.elements()
    var pointers = UpdatePointers(p: p, g: gradient.elements(), a: p, b: p, c: p)
    if count > 0 { pointers.a = AnyTensor.open(&slots.first, like: self, initial) }
    if count > 1 { pointers.b = AnyTensor.open(&slots.second, like: self, initial) }
    if count > 2 { pointers.c = AnyTensor.open(&slots.third, like: self, initial) }
    let all = pointers
    Parallelism.forEachRange(of: storage.count, grain: elementwiseGrain) { range in
      body(all.advanced(by: range.lowerBound), range.count)
    }
    withExtendedLifetime(gradient) {}
  }

  private static func open<Element>(
    _ slot: inout AnyTensor?, like parameter: AnyTensor, _ initial: Double
  ) -> UnsafeMutablePointer<Element> {
    if slot == nil { slot = parameter.full(parameter.shape, initial) }
    slot!.makeOwned()
    return slot!.storage.elements()
  }

  fileprivate mutating func makeOwned() {
    if !Storage.ownsElements(&storage) || !storage.isContiguous { storage = storage.copied() }
  }
}

extension Storage {
  /// The elements, whose type the caller knows.
  @inline(__always)
  fileprivate func elements<Element>() -> UnsafeMutablePointer<Element> {
    data.assumingMemoryBound(to: Element.self)
  }
}
