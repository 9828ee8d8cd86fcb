import Kernels

extension Tensor {
  /// The tensors one after the other along an axis; the other lengths must be the same.
  public static func concat(_ tensors: [Tensor], axis: Int = 0) -> Tensor {
    guard let first = tensors.first else { fail("concat: no tensors") }
    let axis = first.shape.resolve(axis: axis, for: "concat")
    for (index, tensor) in tensors.enumerated() {
      guard tensor.rank == first.rank,
        tensor.shape.replacing(axis: axis, with: 0) == first.shape.replacing(axis: axis, with: 0)
      else {
        fail("concat: tensor 0 is \(first.shape), tensor \(index) is \(tensor.shape): they differ beside axis \(axis)")
      }
    }
    let total = tensors.reduce(0) { $0 + $1.shape[axis] }
    let result = Tensor(Storage.uninitialized(first.shape.replacing(axis: axis, with: total), Scalar.scalarType))
    var start = 0
    for tensor in tensors {
      result.sliced(axis: axis, start: start, step: 1, length: tensor.shape[axis]).storage.fill(from: tensor.storage)
      start += tensor.shape[axis]
    }
    return result
  }

  /// The tensors, all of one shape, along a new axis.
  public static func stack(_ tensors: [Tensor], axis: Int = 0) -> Tensor {
    guard let first = tensors.first else { fail("stack: no tensors") }
    for (index, tensor) in tensors.enumerated() where tensor.shape != first.shape {
      fail("stack: tensor 0 is \(first.shape), tensor \(index) is \(tensor.shape)")
    }
    return concat(tensors.map { $0.unsqueezed(axis: axis) }, axis: axis < 0 ? axis + first.rank + 1 : axis)
  }

  /// Views of consecutive parts with these lengths along an axis.
  ///
  /// Traps if the lengths do not add up to the axis'.
  public func split(_ lengths: [Int], axis: Int = 0) -> [Tensor] {
    let axis = shape.resolve(axis: axis, for: "split")
    guard lengths.allSatisfy({ $0 >= 0 }), lengths.reduce(0, +) == shape[axis] else {
      fail("split: lengths \(lengths) add up to \(lengths.reduce(0, +)), axis \(axis) of \(shape) has \(shape[axis])")
    }
    var start = 0
    return lengths.map { length in
      defer { start += length }
      return sliced(axis: axis, start: start, step: 1, length: length)
    }
  }

  /// Views of consecutive parts of `size` along an axis; the last may be shorter.
  public func split(size: Int, axis: Int = 0) -> [Tensor] {
    let length = shape[shape.resolve(axis: axis, for: "split")]
    guard size > 0 else { fail("split: size \(size): must be positive") }
    return split(stride(from: 0, to: length, by: size).map { Swift.min(size, length - $0) }, axis: axis)
  }

  /// The whole repeated along each axis; further counts in front add axes.
  public func tiled(_ repeats: [Int]) -> Tensor {
    guard repeats.allSatisfy({ $0 >= 0 }) else { fail("tiled: repeats \(repeats): must not be negative") }
    let rank = Swift.max(self.rank, repeats.count)
    let counts = Array(repeating: 1, count: rank - repeats.count) + repeats
    let lengths = Array(repeating: 1, count: rank - self.rank) + Array(shape)
    var result = reshaped(lengths)
    for (axis, count) in counts.enumerated() where count != 1 {
      result =
        count == 0
        ? result.sliced(axis: axis, start: 0, step: 1, length: 0)
        : .concat(Array(repeating: result, count: count), axis: axis)
    }
    return result.contiguous()
  }

  /// Every element along the axis repeated in place.
  public func repeated(_ count: Int, axis: Int) -> Tensor {
    let axis = shape.resolve(axis: axis, for: "repeated")
    guard count >= 0 else { fail("repeated: count \(count): must not be negative") }
    let wide = unsqueezed(axis: axis + 1)
    let spread = wide.broadcast(to: wide.shape.replacing(axis: axis + 1, with: count))
    return Tensor(spread.storage.reshaped(shape.replacing(axis: axis, with: shape[axis] * count)))
  }

  /// The elements moved along the axis by `shift`; what falls off the end comes back in front.
  public func rolled(_ shift: Int, axis: Int) -> Tensor {
    let axis = shape.resolve(axis: axis, for: "rolled")
    let length = shape[axis]
    guard length > 0 else { return self }
    let split = ((shift % length) + length) % length
    if split == 0 { return self }
    return .concat(
      [
        sliced(axis: axis, start: length - split, step: 1, length: split),
        sliced(axis: axis, start: 0, step: 1, length: length - split),
      ], axis: axis)
  }

  /// With `value` put before and after each axis: one pair for each axis.
  public func padded(_ widths: [(Int, Int)], value: Scalar = .zeroScalar) -> Tensor {
    guard widths.count == rank, widths.allSatisfy({ $0.0 >= 0 && $0.1 >= 0 }) else {
      fail("padded: widths \(widths) for shape \(shape): one pair, not negative, for each of the \(rank) axes")
    }
    let lengths = shape.indices.map { shape[$0] + widths[$0].0 + widths[$0].1 }
    let result = Tensor.full(Shape(lengths), value)
    var inside = result
    for axis in 0..<rank {
      inside = inside.sliced(axis: axis, start: widths[axis].0, step: 1, length: shape[axis])
    }
    inside.storage.fill(from: storage)
    return result
  }
}
