import Kernels

extension Tensor {
  /// The tensors one after the other along an axis; the other lengths must be the same.
  @inlinable
  public static func concat(_ tensors: [Tensor], axis: Int = 0) -> Tensor {
    Tensor(Storage.concat(tensors.map { $0.storage }, axis: axis))
  }

  /// The tensors, all of one shape, along a new axis.
  @inlinable
  public static func stack(_ tensors: [Tensor], axis: Int = 0) -> Tensor {
    Tensor(Storage.stack(tensors.map { $0.storage }, axis: axis))
  }

  /// Views of consecutive parts with these lengths along an axis.
  ///
  /// Traps if the lengths do not add up to the axis'.
  public func split(_ lengths: [Int], axis: Int = 0) -> [Tensor] {
    let axis = shape.resolve(ownAxis: axis, for: "split")
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
    let length = shape[shape.resolve(ownAxis: axis, for: "split")]
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
    let axis = shape.resolve(ownAxis: axis, for: "repeated")
    guard count >= 0 else { fail("repeated: count \(count): must not be negative") }
    let wide = unsqueezed(axis: axis + 1)
    let spread = wide.broadcast(to: wide.shape.replacing(axis: axis + 1, with: count))
    return Tensor(spread.storage.reshaped(shape.replacing(axis: axis, with: shape[axis] * count)))
  }

  /// The elements moved along the axis by `shift`; what falls off the end comes back in front.
  public func rolled(_ shift: Int, axis: Int) -> Tensor {
    let axis = shape.resolve(ownAxis: axis, for: "rolled")
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

extension Storage {
  /// The storages, all of one type, one after the other along an axis.
  @usableFromInline
  static func concat(_ parts: [Storage], axis: Int) -> Storage {
    guard let first = parts.first else { fail("concat: no tensors") }
    var shape = first.shape
    let axis = shape.resolve(ownAxis: axis, for: "concat")
    var total = 0
    for (index, part) in parts.enumerated() {
      if part.rank == shape.rank { shape.extents[axis] = part.length(axis) }
      guard part.shape == shape else {
        fail("concat: tensor 0 is \(first.shape), tensor \(index) is \(part.shape): they differ beside axis \(axis)")
      }
      total += part.length(axis)
    }
    shape.extents[axis] = total
    let result = uninitialized(shape, first.type)
    var start = 0
    for part in parts {
      var place = result.layout
      place.slice(axis: axis, start: start, step: 1, length: part.length(axis))
      place.fill(from: part.layout)
      start += part.length(axis)
    }
    withExtendedLifetime(parts) {}
    return result
  }

  /// The storages, all of one type and shape, along a new axis.
  @usableFromInline
  static func stack(_ parts: [Storage], axis: Int) -> Storage {
    guard let first = parts.first else { fail("stack: no tensors") }
    for (index, part) in parts.enumerated() where part.shape != first.shape {
      fail("stack: tensor 0 is \(first.shape), tensor \(index) is \(part.shape)")
    }
    let unsqueezed = first.shape.inserting(parts.count, at: 0)
    let axis = unsqueezed.resolve(axis: axis, for: "stack")
    let result = uninitialized(first.shape.inserting(parts.count, at: axis), first.type)
    for (index, part) in parts.enumerated() {
      var place = result.layout
      place.slice(axis: axis, start: index, step: 1, length: 1)
      place.remove(axis: axis)
      place.fill(from: part.layout)
    }
    withExtendedLifetime(parts) {}
    return result
  }
}
