import Kernels

extension Tensor {
  /// Where along the axis the elements in ascending order come from.
  ///
  /// Stable: equal elements keep their order, also when descending. NaN counts as greater than every number, as in
  /// PyTorch: it comes last, or first when descending.
  public func argsort(axis: Int = -1, descending: Bool = false) -> Tensor<Int32> {
    let axis = shape.resolve(axis: axis, for: "argsort")
    return rank == 0 ? Tensor<Int32>(0) : order(of: shape[axis], axis: axis, descending: descending)
  }

  /// Where the first `count` elements of each line come from, once it is sorted.
  private func order(of count: Int, axis: Int, descending: Bool) -> Tensor<Int32> {
    guard shape[axis] <= Int(Int32.max) else { fail("argsort: axis \(axis) of \(shape) is too long to number") }
    let lines = axis == rank - 1 ? contiguous() : transposed(axis, -1).contiguous()
    let shape = lines.shape.replacing(axis: rank - 1, with: count)
    let result = Tensor<Int32>(Storage.uninitialized(shape, .int32))
    LineSort(lines.storage, count: count, descending: descending).run(into: result.storage)
    return axis == rank - 1 ? result : result.transposed(axis, -1).contiguous()
  }

  /// The elements along the axis in ascending order; see `argsort` for equal elements and NaN.
  public func sorted(axis: Int = -1, descending: Bool = false) -> Tensor {
    rank == 0 ? self : gather(argsort(axis: axis, descending: descending), axis: axis)
  }

  /// The `count` greatest elements along the axis, greatest first, and where they stood; `largest: false` for the
  /// smallest, smallest first. NaN counts as the greatest.
  ///
  /// Traps if the axis has fewer.
  public func topK(
    _ count: Int, axis: Int = -1, largest: Bool = true
  ) -> (values: Tensor, indices: Tensor<Int32>) {
    let resolved = shape.resolve(axis: axis, for: "topK")
    let length = rank == 0 ? 1 : shape[resolved]
    guard count >= 0, count <= length else {
      fail("topK: \(count) elements of axis \(axis) of \(shape), which has \(length)")
    }
    if rank == 0 { return (self, Tensor<Int32>(0)) }
    let order = order(of: count, axis: resolved, descending: largest)
    return (gather(order, axis: resolved), order)
  }
}

/// Sorts the rows of a contiguous storage, several at a time, as far as their first `count`.
private struct LineSort {
  let source: Storage
  let count: Int
  let descending: Bool
  let length: Int

  init(_ source: Storage, count: Int, descending: Bool) {
    self.source = source
    self.count = count
    self.descending = descending
    length = source.length(source.rank - 1)
  }

  func run(into result: Storage) {
    switch source.type {
    case .float: sort(result, Float.self)
    case .double: sort(result, Double.self)
    case .int32: sort(result, Int32.self)
    case .int: sort(result, Int.self)
    case .uint8, .bool: sort(result, UInt8.self)
    }
  }

  @inline(__always)
  private func sort<Scalar: Sortable>(_ result: Storage, _: Scalar.Type) {
    typealias Key = Scalar.Key
    if result.count == 0 { return }
    let from = source.data.assumingMemoryBound(to: Scalar.self)
    let order = result.data.assumingMemoryBound(to: Int32.self)
    let (length, count, descending) = (self.length, self.count, self.descending)
    // To find the first few and sort those alone costs a third of sorting all.
    let selects = count <= length / 4
    Parallelism.forEachRange(of: source.count / length, grain: Swift.max((1 << 12) / length, 1)) { lines in
      withUnsafeTemporaryAllocation(of: Key.self, capacity: 2 * length) { keys in
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * length) { numbers in
          let (keys, places) = (keys.baseAddress!, numbers.baseAddress!)
          for line in lines {
            let row = from + line * length
            if LeastKeys<Key>.suits(count, of: length) {
              var least = LeastKeys(keys, places, limit: count)
              for item in 0..<length { least.add(descending ? ~row[item].sortKey : row[item].sortKey, item) }
              (order + line * count).update(from: places, count: count)
              continue
            }
            for item in 0..<length {
              let ascending = row[item].sortKey
              keys[item] = descending ? ~ascending : ascending
              places[item] = Int32(truncatingIfNeeded: item)
            }
            if selects { RadixSort.select(keys, places, keys + length, count: length, first: count) }
            RadixSort.sort(keys, places, keys + length, places + length, count: selects ? count : length)
            (order + line * count).update(from: places, count: count)
          }
        }
      }
    }
    withExtendedLifetime(source) {}
  }
}
