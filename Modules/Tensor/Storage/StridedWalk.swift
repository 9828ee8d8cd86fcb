/// A walk over two storages in the order of one shape, with as few and as long rows as the strides allow.
///
/// Axes of length 1 are dropped and neighbours that both sides step through evenly are merged, so most views come down
/// to one or two axes. The second storage broadcasts to the shape.
struct StridedWalk {
  var rank = 0
  var shape = Extents()
  var strides = (Extents(), Extents())
  let starts: (UnsafeMutableRawPointer, UnsafeMutableRawPointer)
  let sizes: (Int, Int)

  /// The walk over two storages, which the caller keeps alive.
  init(shape: Shape, _ first: Storage, _ second: Storage) {
    self.init(shape: shape, first.layout, second.layout)
  }

  init(shape: Shape, _ first: Layout, _ second: Layout) {
    starts = (first.data, second.data)
    sizes = (first.type.size, second.type.size)
    let skips = (shape.rank - first.shape.rank, shape.rank - second.shape.rank)
    for axis in 0..<shape.rank where shape.extents[axis] != 1 {
      let a = first.broadcastStride(axis - skips.0), b = second.broadcastStride(axis - skips.1)
      let length = shape.extents[axis]
      if rank > 0, strides.0[rank - 1] == a &* length, strides.1[rank - 1] == b &* length {
        self.shape[rank - 1] &*= length
      } else {
        self.shape[rank] = length
        rank += 1
      }
      strides.0[rank - 1] = a
      strides.1[rank - 1] = b
    }
  }

  var innerStrides: (Int, Int) { rank == 0 ? (1, 1) : (strides.0[rank - 1], strides.1[rank - 1]) }

  var volume: Int {
    var product = 1
    for axis in 0..<rank { product &*= shape[axis] }
    return product
  }

  func dropping(last axes: Int) -> StridedWalk {
    var result = self
    result.rank -= axes
    return result
  }

  /// Where the two sides stand at an element of the walk's shape, counted in row-major order.
  func pointers(at index: Int) -> (UnsafeMutableRawPointer, UnsafeMutableRawPointer) {
    var rest = index, offsets = (0, 0)
    var axis = rank - 1
    while axis >= 0 {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: shape[axis])
      offsets.0 &+= remainder &* strides.0[axis]
      offsets.1 &+= remainder &* strides.1[axis]
      rest = quotient
      axis -= 1
    }
    return (starts.0 + offsets.0 &* sizes.0, starts.1 + offsets.1 &* sizes.1)
  }

  /// Calls `body` for each innermost row with the row-major number of its first element, where it starts on both sides,
  /// and its length. `innerStrides` are the strides along it.
  func forEachRow(
    grain: Int,
    _ body: (_ first: Int, UnsafeMutableRawPointer, UnsafeMutableRawPointer, _ length: Int) -> Void
  ) {
    guard rank > 0 else { return body(0, starts.0, starts.1, 1) }
    let inner = innerStrides
    let length = shape[rank - 1]
    let outer = dropping(last: 1)
    let rows = outer.volume
    if rows == 0 || length == 0 { return }
    if rows == 1 {
      return Parallelism.forEachRange(of: length, grain: grain) { range in
        body(
          range.lowerBound, starts.0 + range.lowerBound &* inner.0 &* sizes.0,
          starts.1 + range.lowerBound &* inner.1 &* sizes.1, range.count)
      }
    }
    Parallelism.forEachRange(of: rows, grain: Swift.max(grain / length, 1)) { range in
      var position = OuterPosition(outer, at: range.lowerBound)
      for row in range {
        body(row &* length, position.pointers.0, position.pointers.1, length)
        position.advance(outer)
      }
    }
  }

  /// The walk with the second side's innermost axis next to last, if the sides step with stride 1 along different axes:
  /// a copy is then a stack of transpositions.
  func asTransposition() -> StridedWalk? {
    let last = rank - 1
    guard rank >= 2, strides.0[last] == 1, strides.1[last] > 1, shape[last] >= 4 else { return nil }
    for axis in 0..<last where strides.1[axis] == 1 && strides.0[axis] >= shape[last] && shape[axis] >= 4 {
      var result = self
      for next in axis..<(last - 1) {
        result.shape[next] = shape[next + 1]
        result.strides.0[next] = strides.0[next + 1]
        result.strides.1[next] = strides.1[next + 1]
      }
      result.shape[last - 1] = shape[axis]
      result.strides.0[last - 1] = strides.0[axis]
      result.strides.1[last - 1] = strides.1[axis]
      return result
    }
    return nil
  }
}

/// An odometer over the outer axes of a walk.
private struct OuterPosition {
  var pointers: (UnsafeMutableRawPointer, UnsafeMutableRawPointer)
  private var index = Extents()

  init(_ walk: StridedWalk, at start: Int) {
    pointers = walk.pointers(at: start)
    var rest = start
    var axis = walk.rank - 1
    while axis >= 0 {
      index[axis] = rest % walk.shape[axis]
      rest /= walk.shape[axis]
      axis -= 1
    }
  }

  @inline(__always)
  mutating func advance(_ walk: StridedWalk) {
    var axis = walk.rank - 1
    while axis >= 0 {
      index[axis] &+= 1
      pointers.0 += walk.strides.0[axis] &* walk.sizes.0
      pointers.1 += walk.strides.1[axis] &* walk.sizes.1
      if index[axis] < walk.shape[axis] { return }
      pointers.0 -= index[axis] &* walk.strides.0[axis] &* walk.sizes.0
      pointers.1 -= index[axis] &* walk.strides.1[axis] &* walk.sizes.1
      index[axis] = 0
      axis -= 1
    }
  }
}
