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
    let places = mask.truePositions()
    let source = storage.contiguous()
    let result = Storage.uninitialized([places.count], Scalar.scalarType)
    let (to, from, size) = (result.data, source.data, Scalar.scalarType.size)
    Elements.copy(0..<places.count, size, to: { to + $0 &* size }, from: { from + places[$0] &* size })
    withExtendedLifetime(source) {}
    return Tensor(result)
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
