import Kernels

/// Where elements lie: a look at memory that somebody else keeps alive.
///
/// A storage holds one and adds ownership; slicing step by step changes a layout and makes a storage of the last one.
struct Layout {
  var data: UnsafeMutableRawPointer
  var shape: Shape
  var strides: Extents
  let type: ScalarType

  /// The stride of an axis as broadcasting sees it: 0 for an axis that is missing or has length 1.
  @inline(__always)
  func broadcastStride(_ axis: Int) -> Int { axis < 0 || shape.extents[axis] == 1 ? 0 : strides[axis] }

  /// `length` positions of an axis from `start`, `step` apart. The bounds have been checked.
  mutating func slice(axis: Int, start: Int, step: Int, length: Int) {
    if length > 0 { data += start &* strides[axis] &* type.size }
    strides[axis] &*= step
    shape.extents[axis] = length
  }

  /// Takes an axis away, at its first position.
  mutating func remove(axis: Int) {
    for next in axis..<(shape.rank - 1) { strides[next] = strides[next + 1] }
    shape = shape.removing(axis: axis)
  }

  /// Puts an axis of length 1 before `axis`.
  mutating func insert(axis: Int) {
    shape = shape.inserting(1, at: axis)
    var next = shape.rank - 1
    while next > axis {
      strides[next] = strides[next - 1]
      next -= 1
    }
    strides[axis] = 1
  }

  /// The axes in another order; axes that are left out must have length 1.
  func permuted(_ axes: [Int]) -> Layout {
    var result = self
    result.shape.rank = axes.count
    for (new, old) in axes.enumerated() {
      result.shape.extents[new] = shape.extents[old]
      result.strides[new] = strides[old]
    }
    return result
  }

  /// Writes the elements of a layout that broadcasts to this one's shape. The two do not overlap.
  func fill(from source: Layout) {
    let size = type.size
    let walk = StridedWalk(shape: shape, self, source)
    if let transposition = walk.asTransposition() { return transposition.transpose(size) }
    let strides = walk.innerStrides
    if walk.rank > 1, strides == (1, 1) { return walk.copyRows(size) }
    walk.forEachRow(grain: 1 << 17) { _, to, from, length in
      mk_copy(to, strides.0, from, strides.1, length, size)
    }
  }

  /// Writes one value everywhere.
  func fill<Scalar: TensorScalar>(with value: Scalar) {
    let size = type.size
    withUnsafePointer(to: value) { value in
      let walk = StridedWalk(shape: shape, self, self)
      let stride = walk.innerStrides.0
      walk.forEachRow(grain: 1 << 17) { _, out, _, length in mk_fill(out, stride, value, length, size) }
    }
  }
}

extension Storage {
  @inline(__always)
  var layout: Layout {
    withUnsafeMutablePointerToHeader {
      Layout(data: $0.pointee.data, shape: $0.pointee.shape, strides: $0.pointee.strides, type: $0.pointee.type)
    }
  }

  /// The elements of this storage as a layout sees them.
  func view(_ layout: Layout) -> Storage {
    view(layout.shape, strides: layout.strides, offset: (layout.data - data) / type.size)
  }
}
