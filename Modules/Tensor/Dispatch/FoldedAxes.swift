/// The elements of a storage as [outer, n, inner], whose middle axis is what is reduced; [n, inner] has no gaps.
struct FoldedAxes {
  let storage: Storage
  let outer: Int, n: Int, inner: Int
  /// From one [n, inner] to the next, in elements.
  let outerStride: Int

  var data: UnsafeMutableRawPointer { storage.data }
  /// Whether the outer axis has no gaps either.
  var isDense: Bool { outerStride == n &* inner || outer <= 1 }

  @inline(__always)
  init(_ storage: Storage, outer: Int, n: Int, inner: Int, outerStride: Int? = nil) {
    self.storage = storage
    self.outer = outer
    self.n = n
    self.inner = inner
    self.outerStride = outerStride ?? n &* inner
  }

  /// Finds the folding, without a copy where the elements lie in some order that has one.
  ///
  /// `inOrder` keeps the reduced axes in the order of the shape.
  init(_ x: Storage, _ reduction: Reduction, inOrder: Bool) {
    if x.count == 0 {
      self.init(x, outer: reduction.resultShape(x.shape).volume, n: reduction.reducedCount(x.shape), inner: 1)
      return
    }
    let groups = AxisGroups(x, reduction)
    if let folded = groups.folded(x) ?? groups.inMemoryOrder(inOrder: inOrder)?.folded(x) {
      self = folded
      return
    }
    let axes = 0..<x.rank
    let order = axes.filter { !reduction.reduces($0) } + axes.filter(reduction.reduces)
    let n = reduction.reducedCount(x.shape)
    self.init(x.permuted(order).contiguous(), outer: x.count / n, n: n, inner: 1)
  }
}

/// Neighbouring axes that are all reduced or all kept, and that one stride walks, taken together.
private struct AxisGroups {
  var count = 0
  var lengths = Extents()
  var strides = Extents()
  var reduced: UInt8 = 0

  init(_ x: Storage, _ reduction: Reduction) {
    for axis in 0..<x.rank where x.length(axis) != 1 {
      append(x.length(axis), x.stride(axis), reduction.reduces(axis))
    }
  }

  private init() {}

  private mutating func append(_ length: Int, _ stride: Int, _ isReduced: Bool) {
    if count > 0, self.isReduced(count - 1) == isReduced, strides[count - 1] == stride &* length {
      lengths[count - 1] &*= length
      strides[count - 1] = stride
      return
    }
    lengths[count] = length
    strides[count] = stride
    if isReduced { reduced |= 1 << UInt8(count) }
    count += 1
  }

  private func isReduced(_ group: Int) -> Bool { reduced & (1 << UInt8(group)) != 0 }

  /// The groups by falling stride, if the kept ones stay in their order, and the reduced ones too where that matters.
  func inMemoryOrder(inOrder: Bool) -> AxisGroups? {
    var result = AxisGroups()
    var taken: UInt8 = 0
    var last = (kept: -1, reduced: -1)
    for _ in 0..<count {
      var next = -1
      for group in 0..<count where taken & (1 << UInt8(group)) == 0 && (next < 0 || strides[group] > strides[next]) {
        next = group
      }
      taken |= 1 << UInt8(next)
      if isReduced(next) {
        if inOrder && next < last.reduced { return nil }
        last.reduced = next
      } else {
        if next < last.kept { return nil }
        last.kept = next
      }
      result.append(lengths[next], strides[next], isReduced(next))
    }
    return result
  }

  /// The folding, if the groups are kept, reduced, kept (each may be missing) and all but the first have no gaps.
  func folded(_ x: Storage) -> FoldedAxes? {
    var group = count - 1
    var inner = 1, n = 1, outer = 1
    if group >= 0, !isReduced(group) {
      guard strides[group] == 1 else { return nil }
      inner = lengths[group]
      group -= 1
      if group < 0 { return FoldedAxes(x, outer: 1, n: 1, inner: inner) }
    }
    if group >= 0 {
      guard isReduced(group), strides[group] == inner else { return nil }
      n = lengths[group]
      group -= 1
    }
    if group < 0 { return FoldedAxes(x, outer: 1, n: n, inner: inner) }
    outer = lengths[group]
    let dense = strides[group] == n &* inner
    // Rows with gaps between them are worth a call each only where they are long.
    guard group == 0, !isReduced(0), dense || n &* inner >= 32 else { return nil }
    return FoldedAxes(x, outer: outer, n: n, inner: inner, outerStride: strides[group])
  }
}
