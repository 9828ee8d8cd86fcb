import Kernels

// Whole rows by their number: what `take` reads, and what assigning and adding through positions writes.

extension Storage {
  /// The rows that valid indices choose along an axis, whose place the axes of `indices` take.
  func gatheringRows(_ indices: Storage, axis: Int) -> Storage {
    let rows = Rows(self, axis: axis)
    let source = rows.source
    var lengths = Shape(unchecked: Extents(), rank: 0)
    for before in 0..<axis { lengths = lengths.inserting(length(before), at: before) }
    for position in 0..<indices.rank { lengths = lengths.inserting(indices.length(position), at: lengths.rank) }
    for after in (axis + 1)..<Swift.max(rank, axis + 1) { lengths = lengths.inserting(length(after), at: lengths.rank) }
    let result = Storage.uninitialized(lengths, type)
    if result.count == 0 { return result }
    let chosen = indices.contiguous()
    let index = chosen.data.assumingMemoryBound(to: Int32.self)
    let (count, to) = (chosen.count, result.data)
    let (bytes, stride) = (rows.inner * type.size, rows.stride * type.size)
    for block in 0..<rows.outer {
      let (target, origin) = (to + block * count * bytes, rows.start(of: block))
      Parallelism.forEachRange(of: count, grain: Swift.max((1 << 18) / bytes, 1)) { range in
        mk_gather_rows(target + range.lowerBound * bytes, origin, bytes, stride, index + range.lowerBound, range.count)
      }
    }
    withExtendedLifetime((source, chosen)) {}
    return result
  }
}

/// A storage as [outer, rows, inner], whose inner part has no gaps.
struct Rows {
  let source: Storage
  let outer: Int
  let inner: Int
  /// From one row to the next, in elements.
  let stride: Int
  private let outside: Layout

  init(_ x: Storage, axis: Int) {
    var inner = 1
    var isDense = true
    var after = x.rank - 1
    while after > axis {
      if x.length(after) != 1 && x.stride(after) != inner { isDense = false }
      inner *= x.length(after)
      after -= 1
    }
    source = isDense ? x : x.contiguous()
    self.inner = inner
    stride = source.stride(axis)
    var outside = source.layout
    outside.shape.rank = axis
    self.outside = outside
    outer = outside.shape.volume
  }

  func start(of block: Int) -> UnsafeMutableRawPointer {
    var rest = block, offset = 0
    var axis = outside.shape.rank - 1
    while axis >= 0 {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: outside.shape.extents[axis])
      offset += remainder * outside.strides[axis]
      rest = quotient
      axis -= 1
    }
    return outside.data + offset * outside.type.size
  }
}
