import Kernels

extension Tensor {
  /// The positions of an axis that `indices` chooses, in their order; the axis is replaced by the axes of `indices`.
  ///
  /// Traps where an index is out of bounds; negative ones count from the end.
  public func take(_ indices: Tensor<Int32>, axis: Int = 0) -> Tensor {
    let axis = shape.resolve(axis: axis, for: "take")
    return gatherRows(indices.resolved(axis: axis, of: shape, for: "take"), axis: axis)
  }

  /// One element for each index: out[…, i, …] = self[…, indices[…, i, …], …] along the axis. The other axes of `indices`
  /// may be shorter than this tensor's.
  public func gather(_ indices: Tensor<Int32>, axis: Int) -> Tensor {
    let axis = shape.resolve(axis: axis, for: "gather")
    guard indices.rank == rank, (0..<rank).allSatisfy({ $0 == axis || indices.shape[$0] <= shape[$0] }) else {
      fail("gather: indices of shape \(indices.shape) along axis \(axis) of \(shape): the other axes must fit")
    }
    let resolved = indices.resolved(axis: axis, of: shape, for: "gather")
    let result = Tensor(Storage.uninitialized(indices.shape, Scalar.scalarType))
    var source = self
    for other in 0..<rank where other != axis {
      source = source.sliced(axis: other, start: 0, step: 1, length: indices.shape[other])
    }
    let size = Scalar.scalarType.size
    let from = source.storage, to = result.storage
    let length = indices.shape[axis]
    let lines = Lines(shape: indices.shape, axis: axis)
    let index = resolved.storage
    for line in 0..<lines.count {
      let (target, origin, chosen) = (lines.offset(line, to), lines.offset(line, from), lines.offset(line, index))
      let rows = (index.data + chosen * 4).assumingMemoryBound(to: Int32.self)
      for item in 0..<length {
        (to.data + (target + item * to.stride(axis)) * size).copyMemory(
          from: from.data + (origin + Int(rows[item * index.stride(axis)]) * from.stride(axis)) * size, byteCount: size)
      }
    }
    withExtendedLifetime((source, resolved)) {}
    return result
  }

  /// The rows that valid indices choose along an axis.
  func gatherRows(_ indices: Tensor<Int32>, axis: Int) -> Tensor {
    let source = storage.contiguous()
    let inner = shape.dropFirst(axis + 1).reduce(1, *), outer = shape.prefix(axis).reduce(1, *)
    let rows = shape[axis], size = Scalar.scalarType.size
    let lengths = Array(shape.prefix(axis)) + Array(indices.shape) + Array(shape.dropFirst(axis + 1))
    let result = Storage.uninitialized(Shape(lengths), Scalar.scalarType)
    if result.count == 0 { return Tensor(result) }
    let count = indices.count
    let (to, from) = (result.data, source.data)
    indices.withUnsafeScalars { indices in
      let index = indices.baseAddress!
      for block in 0..<outer {
        let (target, origin) = (to + block * count * inner * size, from + block * rows * inner * size)
        Parallelism.forEachRange(of: count, grain: Swift.max((1 << 17) / Swift.max(inner * size, 1), 1)) { range in
          mk_gather_rows(
            target + range.lowerBound * inner * size, origin, inner * size, inner * size, index + range.lowerBound,
            range.count)
        }
      }
    }
    withExtendedLifetime(source) {}
    return Tensor(result)
  }

  /// The positions of all elements that are not 0, one tensor for each axis, in row-major order.
  public func nonzero() -> [Tensor<Int32>] {
    var found = Array(repeating: [Int32](), count: rank)
    let shape = self.shape
    withUnsafeScalars { scalars in
      for (flat, scalar) in scalars.enumerated() where scalar != .zeroScalar {
        var rest = flat
        for axis in (0..<shape.count).reversed() {
          found[axis].append(Int32(rest % shape[axis]))
          rest /= shape[axis]
        }
      }
    }
    return found.map { Tensor<Int32>($0) }
  }
}

extension Tensor where Scalar == UInt8 {
  /// Rows chosen from the first axis and scaled in the same pass: bytes · scale + offset, as Float.
  ///
  /// Images stay bytes until their batch is taken.
  public func take(_ indices: Tensor<Int32>, scaledBy scale: Float, offset: Float = 0) -> Tensor<Float> {
    guard rank > 0 else { fail("take: a single number has no rows") }
    let resolved = indices.resolved(axis: 0, of: shape, for: "take")
    let source = storage.contiguous()
    let columns = shape.dropFirst().reduce(1, *)
    let result = Storage.uninitialized(Shape(Array(indices.shape) + Array(shape.dropFirst())), .float)
    let to = result.data.assumingMemoryBound(to: Float.self)
    let from = source.data.assumingMemoryBound(to: UInt8.self)
    resolved.withUnsafeScalars { indices in
      Parallelism.forEachRange(of: indices.count, grain: Swift.max((1 << 16) / Swift.max(columns, 1), 1)) { range in
        mk_gather_rows_u8_f32(
          to + range.lowerBound * columns, from, columns, columns, indices.baseAddress! + range.lowerBound, range.count,
          scale, offset)
      }
    }
    withExtendedLifetime(source) {}
    return Tensor<Float>(result)
  }
}

extension Tensor where Scalar == Int32 {
  /// The indices with negative ones counted from the end, after checking every one.
  func resolved(axis: Int, of shape: Shape, for operation: StaticString) -> Tensor {
    let length = Int32(clamping: shape[axis])
    let negative = withUnsafeScalars { indices -> Bool in
      var low: Int32 = 0, high: Int32 = -1
      for index in indices {
        low = Swift.min(low, index)
        high = Swift.max(high, index)
      }
      if low < -length || high >= length {
        let position = indices.firstIndex { $0 < -length || $0 >= length }!
        fail(
          "\(operation): index \(indices[position]) (element \(position) of the indices) is out of bounds for axis "
            + "\(axis) of \(shape), which has \(length) positions")
      }
      return low < 0
    }
    return negative ? replacing(with: self + length, where: self .< 0) : self
  }
}

/// The lines along one axis of a shape: every choice of the other positions.
struct Lines {
  let shape: Shape
  let axis: Int
  var count: Int { shape.replacing(axis: axis, with: 1).volume }

  /// Where a line starts in a storage of this shape, in elements.
  func offset(_ line: Int, _ storage: Storage) -> Int {
    var rest = line, offset = 0
    for other in (0..<shape.count).reversed() where other != axis {
      offset += rest % shape[other] * storage.stride(other)
      rest /= shape[other]
    }
    return offset
  }
}
