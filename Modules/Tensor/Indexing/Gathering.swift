import Kernels

extension Tensor {
  /// The positions of an axis that `indices` chooses, in their order; the axis is replaced by the axes of `indices`.
  ///
  /// A single number stays one, with one index. Traps where an index is out of bounds; negative ones count from the end.
  public func take(_ indices: Tensor<Int32>, axis: Int = 0) -> Tensor {
    let axis = shape.resolve(axis: axis, for: "take")
    if rank == 0 {
      guard indices.count == 1 else { fail("take: a single number has one position, \(indices.count) are asked for") }
      return reshaped(1).take(indices).reshaped([])
    }
    let resolved = indices.resolved(axis: axis, of: shape, for: "take")
    return Tensor(storage.gatheringRows(resolved.storage, axis: axis))
  }

  /// One element for each index: out[…, i, …] = self[…, indices[…, i, …], …] along the axis. The other axes of `indices`
  /// may be shorter than this tensor's.
  public func gather(_ indices: Tensor<Int32>, axis: Int) -> Tensor {
    if rank == 0, indices.rank <= 1 {
      _ = shape.resolve(axis: axis, for: "gather")
      return reshaped(1).gather(indices.reshaped(-1), axis: 0).reshaped(indices.shape)
    }
    let (axis, resolved) = checkedLines(indices, axis: axis, for: "gather")
    let result = Storage.uninitialized(indices.shape, Scalar.scalarType)
    let size = Scalar.scalarType.size
    forEachLine(of: resolved.storage, axis: axis, along: storage, result) { length, index, indexStride, from, to in
      if to.stride == 1 {
        mk_gather(to.data, from.data, from.stride, index, indexStride, length, size)
      } else {
        for item in 0..<length {
          (to.data + item * to.stride * size)
            .copyMemory(from: from.data + Int(index[item * indexStride]) * from.stride * size, byteCount: size)
        }
      }
    }
    withExtendedLifetime(resolved) {}
    return Tensor(result)
  }

  /// The inverse of `gather`: adds to self[…, indices[…, i, …], …] the elements of `values`, as often as an index appears.
  package mutating func addElements(_ values: Tensor, at indices: Tensor<Int32>, axis: Int)
  where Scalar: NumericScalar {
    let (axis, resolved) = checkedLines(indices, axis: axis, for: "scatter")
    guard values.shape == indices.shape else {
      fail("scatter: values of shape \(values.shape), indices of \(indices.shape): they must be the same")
    }
    makeOwned()
    // With the axis last, a line is a run of single elements to add.
    let (index, source) = (
      resolved.transposed(axis, -1).contiguous(), values.transposed(axis, -1).contiguous()
    )
    let target = transposed(axis, -1)
    let add = mk_scatter_add(Scalar.scalarType.kernelType)!
    target.forEachLine(of: index.storage, axis: rank - 1, along: target.storage, source.storage) {
      length, index, _, to, from in
      add(to.data, to.stride, from.data, 1, index, length)
    }
    withExtendedLifetime((index, source, target)) {}
  }

  /// Adds elements of `values` to self[…, indices[…, i, …], …] along an axis, as often as an index appears: the inverse of
  /// `gather`. `values` may be larger than `indices`; its first elements count. Equals PyTorch's `scatter_add_`.
  ///
  /// Traps where an index is out of bounds, and where the shapes do not fit.
  public mutating func scatterAdd(_ values: Tensor, at indices: Tensor<Int32>, axis: Int) where Scalar: NumericScalar {
    guard values.rank == indices.rank, zip(indices.shape, values.shape).allSatisfy({ $0 <= $1 }) else {
      fail("scatterAdd: values of shape \(values.shape), indices of \(indices.shape): at least as many are needed")
    }
    var part = values
    for (axis, length) in indices.shape.enumerated() where length < values.shape[axis] {
      part = part.sliced(axis: axis, start: 0, step: 1, length: length)
    }
    if rank == 0, indices.rank <= 1 {
      var line = reshaped(1)
      line.addElements(part.reshaped(-1), at: indices.reshaped(-1), axis: 0)
      self = line.reshaped([])
    } else {
      addElements(part, at: indices, axis: axis)
    }
  }

  /// This tensor after `scatterAdd`.
  public func scatterAdding(_ values: Tensor, at indices: Tensor<Int32>, axis: Int) -> Tensor
  where Scalar: NumericScalar {
    var result = self
    result.scatterAdd(values, at: indices, axis: axis)
    return result
  }

  /// Adds part i of `values` to part `indices[i]` along an axis, as often as an index appears: the inverse of `take`. Equals
  /// PyTorch's `index_add_`.
  ///
  /// Traps where an index is out of bounds, and where the shapes do not fit.
  public mutating func indexAdd(_ values: Tensor, at indices: Tensor<Int32>, axis: Int = 0)
  where Scalar: NumericScalar {
    addRows(values, at: indices, axis: shape.resolve(ownAxis: axis, for: "indexAdd"))
  }

  /// This tensor after `indexAdd`.
  public func indexAdding(_ values: Tensor, at indices: Tensor<Int32>, axis: Int = 0) -> Tensor
  where Scalar: NumericScalar {
    var result = self
    result.indexAdd(values, at: indices, axis: axis)
    return result
  }

  private func checkedLines(
    _ indices: Tensor<Int32>, axis: Int, for operation: StaticString
  ) -> (Int, Tensor<Int32>) {
    let axis = shape.resolve(axis: axis, for: operation)
    guard indices.rank == rank, (0..<rank).allSatisfy({ $0 == axis || indices.shape[$0] <= shape[$0] }) else {
      fail("\(operation): indices of shape \(indices.shape) along axis \(axis) of \(shape): the other axes must fit")
    }
    return (axis, indices.resolved(axis: axis, of: shape, for: operation))
  }

  /// `body` for each line of the indices along the axis, with where the line stands in the table and on the other side;
  /// on several threads, since no two lines meet.
  private func forEachLine(
    of indices: Storage, axis: Int, along table: Storage, _ other: Storage,
    _ body: (
      _ length: Int, UnsafePointer<Int32>, _ indexStride: Int, (data: UnsafeMutableRawPointer, stride: Int),
      (data: UnsafeMutableRawPointer, stride: Int)
    ) -> Void
  ) {
    var (index, from, to) = (indices.layout, table.layout, other.layout)
    let strides = (index.strides[axis], from.strides[axis], to.strides[axis])
    let length = index.shape.extents[axis]
    if indices.count == 0 { return }
    index.remove(axis: axis)
    from.remove(axis: axis)
    to.remove(axis: axis)
    let size = table.type.size
    Parallelism.forEachRange(of: index.shape.volume, grain: Swift.max((1 << 14) / length, 1)) { lines in
      for line in lines {
        var rest = line, places = (0, 0, 0)
        for axis in (0..<index.shape.rank).reversed() {
          let (quotient, position) = rest.quotientAndRemainder(dividingBy: index.shape.extents[axis])
          places.0 &+= position &* index.strides[axis]
          places.1 &+= position &* from.strides[axis]
          places.2 &+= position &* to.strides[axis]
          rest = quotient
        }
        body(
          length, UnsafePointer((index.data + places.0 &* 4).assumingMemoryBound(to: Int32.self)), strides.0,
          (from.data + places.1 &* size, strides.1), (to.data + places.2 &* size, strides.2))
      }
    }
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
    if result.count > 0 {
      resolved.withUnsafeScalars { indices in
        Parallelism.forEachRange(of: indices.count, grain: Swift.max((1 << 16) / columns, 1)) { range in
          mk_gather_rows_u8_f32(
            to + range.lowerBound * columns, from, columns, columns, indices.baseAddress! + range.lowerBound,
            range.count, scale, offset)
        }
      }
    }
    withExtendedLifetime(source) {}
    return Tensor<Float>(result)
  }
}

extension Tensor where Scalar == Int32 {
  /// The indices with negative ones counted from the end, after checking every one.
  func resolved(axis: Int, of shape: Shape, for operation: StaticString) -> Tensor {
    if count == 0 { return self }
    let length = Int32(clamping: shape[axis])
    let low = min().item(), high = max().item()
    guard low >= -length, high < length else {
      let position = scalars.firstIndex { $0 < -length || $0 >= length }!
      fail(
        "\(operation): index \(scalars[position]) (element \(position) of the indices) is out of bounds for axis "
          + "\(axis) of \(shape), which has \(length) positions")
    }
    return low < 0 ? replacing(with: self + length, where: self .< 0) : self
  }
}
