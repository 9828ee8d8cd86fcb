import Kernels

extension Storage {
  /// Itself if row-major without gaps, else a row-major copy.
  @inline(__always)
  func contiguous() -> Storage { isContiguous ? self : copied() }

  /// A row-major copy with elements of its own.
  func copied() -> Storage {
    let result = Storage.uninitialized(shape, type)
    result.fill(from: self)
    return result
  }

  /// Writes the elements of a storage that broadcasts to this one's shape, whatever the strides of either.
  func fill(from source: Storage) {
    let size = type.size
    if isContiguous && source.isContiguous && source.count == count {
      let (to, from) = (data, source.data)
      Parallelism.forEachRange(of: count * size, grain: 1 << 20) { bytes in
        (to + bytes.lowerBound).copyMemory(from: from + bytes.lowerBound, byteCount: bytes.count)
      }
      return
    }
    let walk = StridedWalk(shape: shape, self, source)
    if walk.isTransposition(size) { return transpose(walk, size) }
    let strides = walk.innerStrides
    walk.forEachRow(grain: 1 << 17) { _, to, from, length in
      mk_copy(to, strides.0, from, strides.1, length, size)
    }
  }

  /// Both walk one of the two innermost axes with stride 1, not the same one: blocks keep both sides in the cache.
  private func transpose(_ walk: StridedWalk, _ size: Int) {
    let columns = walk.rank - 1, rows = walk.rank - 2
    let matrix = walk.shape[rows] * walk.shape[columns]
    let (ldo, ldx) = (walk.strides.0[rows], walk.strides.1[columns])
    let outer = walk.dropping(last: 2)
    // The source's rows are the destination's columns.
    let pieceRows = Swift.max(64, (1 << 16) / Swift.max(walk.shape[rows], 1)) & ~63
    let pieces = (walk.shape[columns] + pieceRows - 1) / pieceRows
    let columnCount = walk.shape[columns], rowCount = walk.shape[rows]
    let outerCount = outer.volume
    Parallelism.forEachRange(of: outerCount * pieces, grain: matrix * outerCount < 1 << 16 ? .max : 1) { range in
      for item in range {
        let (to, from) = outer.pointers(at: item / pieces)
        let first = item % pieces * pieceRows
        mk_transpose(
          to + first * size, ldo, from + first * ldx * size, ldx, Swift.min(pieceRows, columnCount - first), rowCount,
          size)
      }
    }
  }
}
