import Kernels

/// The part that tensors of positions choose: its shape, and each of its rows by an offset.
///
/// The axes that are chosen from collapse to one offset for each position; what is left of the layout is a row. The
/// positions' axes stand where the first of them stood if they were neighbours, else in front.
struct ChosenRows {
  let layout: Layout
  private let indices: Shape
  private let axes: [Int]
  /// The axes that are not chosen from, as a layout at the first position of all others.
  private let row: Layout
  /// How many axes of the row stand before the positions' axes.
  private let start: Int
  /// For each position: how far from the layout's data its row begins, in elements.
  private let offsets: [Int]

  init(_ selection: Selection) {
    layout = selection.layout
    axes = selection.positions.map(\.axis)
    indices = selection.positions[0].indices.shape
    var row = selection.layout
    for axis in axes.reversed() { row.remove(axis: axis) }
    self.row = row
    let areNeighbours = zip(axes, axes.dropFirst()).allSatisfy { $1 == $0 + 1 }
    start = areNeighbours ? axes[0] : 0
    var offsets = [Int](repeating: 0, count: indices.volume)
    for (axis, indices) in selection.positions {
      let stride = selection.layout.strides[axis]
      indices.withUnsafeScalars { indices in
        offsets.withUnsafeMutableBufferPointer { offsets in
          for item in offsets.indices { offsets[item] &+= Int(indices[item]) &* stride }
        }
      }
    }
    self.offsets = offsets
  }

  /// The shape of the part.
  var shape: Shape {
    var result = row.shape
    for position in 0..<indices.rank { result = result.inserting(indices.extents[position], at: start + position) }
    return result
  }

  /// A part of this shape as rows: the positions' axes taken together in front, then the axes of a row.
  private func rows(of part: Layout) -> (positions: Layout, row: Layout) {
    var positions = part, row = part
    for position in 0..<indices.rank {
      positions.shape.extents[position] = part.shape.extents[start + position]
      positions.strides[position] = part.strides[start + position]
      row.remove(axis: start)
    }
    positions.shape.rank = indices.rank
    return (positions, row)
  }

  /// `body` for each position with a row of the layout and the row of `part` that belongs to it, in order or, where
  /// rows do not meet, on several threads.
  private func forEachRow(of part: Layout, inOrder: Bool, _ body: (Layout, Layout) -> Void) {
    let (positions, rowOfPart) = rows(of: part)
    let single = StridedWalk(shape: indices, positions, positions)
    let (count, size) = (offsets.count, layout.type.size)
    if count == 0 || row.shape.volume == 0 { return }
    let grain = inOrder ? count : Swift.max((1 << 15) / row.shape.volume, 1)
    Parallelism.forEachRange(of: count, grain: grain) { range in
      var (one, other) = (row, rowOfPart)
      for item in range {
        one.data = row.data + offsets[item] &* size
        other.data = single.pointers(at: item).0
        body(one, other)
      }
    }
  }

  /// The chosen rows, copied.
  func gathered() -> Storage {
    let result = Storage.uninitialized(shape, layout.type)
    let size = layout.type.size
    let to = result.layout
    if row.shape.rank == 0 {
      let (data, from) = (to.data, layout.data)
      Parallelism.forEachRange(of: offsets.count, grain: 1 << 14) { range in
        Elements.copy(range, size, to: { data + $0 &* size }, from: { from + offsets[$0] &* size })
      }
    } else {
      forEachRow(of: to, inOrder: false) { from, to in to.fill(from: from) }
    }
    return result
  }

  /// Writes a part of this shape; where a position repeats, the last one stands.
  func scatter(_ part: Layout) {
    if row.shape.rank == 0 {
      let positions = StridedWalk(shape: indices, part, part)
      let (size, data) = (layout.type.size, layout.data)
      if positions.rank <= 1 {
        let step = positions.innerStrides.0 &* size
        Elements.copy(
          0..<offsets.count, size, to: { data + offsets[$0] &* size }, from: { part.data + $0 &* step })
      } else {
        Elements.copy(
          0..<offsets.count, size, to: { data + offsets[$0] &* size }, from: { positions.pointers(at: $0).0 })
      }
    } else {
      forEachRow(of: part, inOrder: true) { to, from in to.fill(from: from) }
    }
  }

  /// Adds a part of this shape, as often as a position appears.
  func add(_ part: Layout) {
    let axpy = mk_axpy(layout.type.kernelType)!
    forEachRow(of: part, inOrder: true) { to, from in
      let walk = StridedWalk(shape: to.shape, to, from)
      let strides = walk.innerStrides
      walk.forEachRow(grain: .max) { _, to, from, length in axpy(to, strides.0, from, strides.1, length, 1) }
    }
  }
}

/// Single elements moved between places that have no common stride.
enum Elements {
  @inline(__always)
  static func copy(
    _ range: Range<Int>, _ size: Int, to: (Int) -> UnsafeMutableRawPointer, from: (Int) -> UnsafeMutableRawPointer
  ) {
    switch size {
    case 1: for item in range { to(item).storeBytes(of: from(item).load(as: UInt8.self), as: UInt8.self) }
    case 4: for item in range { to(item).storeBytes(of: from(item).load(as: UInt32.self), as: UInt32.self) }
    default: for item in range { to(item).storeBytes(of: from(item).load(as: UInt64.self), as: UInt64.self) }
    }
  }
}
