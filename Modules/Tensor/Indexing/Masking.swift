extension Tensor {
  /// The positions of all elements that are not 0, one tensor for each axis, in row-major order.
  public func nonzero() -> [Tensor<Int32>] {
    var flat = (self as? Tensor<Bool> ?? Tensor<Bool>(self)).truePositions()
    // Row-major numbers, taken apart from the last axis on.
    var found = Array(repeating: [Int32](), count: rank)
    for axis in (0..<rank).reversed() {
      let length = shape[axis]
      found[axis].reserveCapacity(flat.count)
      for item in flat.indices {
        let (quotient, remainder) = flat[item].quotientAndRemainder(dividingBy: length)
        found[axis].append(Int32(remainder))
        flat[item] = quotient
      }
    }
    return found.map { Tensor<Int32>($0) }
  }

  /// The elements where the mask, which has this tensor's shape, is true; in row-major order.
  func compressed(by mask: Tensor<Bool>) -> Tensor {
    let (source, mask) = (storage.contiguous(), mask.storage.contiguous())
    let parts = TrueCounts(mask)
    let result = Storage.uninitialized([parts.total], Scalar.scalarType)
    let (to, from) = (result.data, source.data)
    parts.forEach { first, flags, found in
      switch Scalar.scalarType.size {
      case 1: Self.compress(UInt8.self, to, from, first, flags, found)
      case 4: Self.compress(UInt32.self, to, from, first, flags, found)
      default: Self.compress(UInt64.self, to, from, first, flags, found)
      }
    }
    withExtendedLifetime((source, mask)) {}
    return Tensor(result)
  }

  /// Written always, counted where true: no branch that the processor could guess wrong.
  @inline(__always)
  private static func compress<Element>(
    _: Element.Type, _ to: UnsafeMutableRawPointer, _ from: UnsafeMutableRawPointer, _ first: Int,
    _ flags: UnsafePointer<UInt8>, _ found: Range<Int>
  ) {
    let to = to.assumingMemoryBound(to: Element.self), from = from.assumingMemoryBound(to: Element.self) + first
    var next = found.lowerBound, item = 0
    while next < found.upperBound {
      to[next] = from[item]
      next &+= Int(flags[item])
      item &+= 1
    }
  }
}

/// How many elements of a contiguous mask are true, part by part, so that several threads know where to write.
private struct TrueCounts {
  private static let part = 1 << 15

  private let mask: Storage
  /// What has been found before each part, and in all.
  private let starts: [Int]

  init(_ mask: Storage) {
    self.mask = mask
    let parts = (mask.count + Self.part - 1) / Self.part
    var starts = [Int](repeating: 0, count: parts + 1)
    let flags = mask.data.assumingMemoryBound(to: UInt8.self)
    starts.withUnsafeMutableBufferPointer { starts in
      nonisolated(unsafe) let starts = starts
      Parallelism.forEachRange(of: parts, grain: 1) { range in
        for part in range {
          let first = part * Self.part
          var found = 0
          for item in first..<Swift.min(first + Self.part, mask.count) { found &+= Int(flags[item]) }
          starts[part + 1] = found
        }
      }
      for part in 0..<parts { starts[part + 1] += starts[part] }
    }
    self.starts = starts
  }

  var total: Int { starts[starts.count - 1] }

  /// `body` for each part with the number of its first element, its flags, and the numbers of what is found in it.
  func forEach(_ body: (_ first: Int, _ flags: UnsafePointer<UInt8>, _ found: Range<Int>) -> Void) {
    let flags = mask.data.assumingMemoryBound(to: UInt8.self)
    Parallelism.forEachRange(of: starts.count - 1, grain: 1) { range in
      for part in range { body(part * Self.part, flags + part * Self.part, starts[part]..<starts[part + 1]) }
    }
  }
}

extension Tensor where Scalar == Bool {
  /// The row-major numbers of the elements that are true.
  func truePositions() -> [Int] {
    let found = countNonzero().item()
    return withUnsafeScalars { scalars in
      [Int](unsafeUninitializedCapacity: found + 1) { places, count in
        // Written always, counted where true: no branch that the processor could guess wrong.
        var next = 0
        for item in 0..<scalars.count {
          places[next] = item
          next &+= scalars[item] ? 1 : 0
        }
        count = next
      }
    }
  }

  /// One number where the mask is true, in place.
  static func fill<Other: TensorScalar>(_ target: inout Tensor<Other>, where mask: Tensor, with value: Other) {
    target.withUnsafeMutableScalars { scalars in
      mask.withUnsafeScalars { mask in
        for item in 0..<mask.count where mask[item] { scalars[item] = value }
      }
    }
  }
}
