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
    layout.fill(from: source.layout)
  }

  /// Writes one value everywhere.
  func fill<Scalar: TensorScalar>(with value: Scalar) { layout.fill(with: value) }
}

extension StridedWalk {
  /// Both walk the innermost axis with stride 1: whole rows, which are asked for before their turn.
  func copyRows(_ size: Int) {
    let (length, rows) = (shape[rank - 1], shape[rank - 2])
    let (so, sx) = (strides.0[rank - 2] * size, strides.1[rank - 2] * size)
    let outer = dropping(last: 2)
    Parallelism.forEachRange(of: outer.volume * rows, grain: Swift.max((1 << 17) / Swift.max(length, 1), 1)) { range in
      var row = range.lowerBound
      while row < range.upperBound {
        let (to, from) = outer.pointers(at: row / rows)
        let first = row % rows, count = Swift.min(rows - first, range.upperBound - row)
        mk_copy_rows(to + first * so, so, from + first * sx, sx, count, length * size)
        row += count
      }
    }
  }

  /// Both walk one of the two innermost axes with stride 1, not the same one: blocks keep both sides in the cache.
  func transpose(_ size: Int) {
    let columns = rank - 1, rows = rank - 2
    let matrix = shape[rows] * shape[columns]
    let (ldo, ldx) = (strides.0[rows], strides.1[columns])
    let outer = dropping(last: 2)
    // The source's rows are the destination's columns.
    let pieceRows = Swift.max(64, (1 << 16) / Swift.max(shape[rows], 1)) & ~63
    let pieces = (shape[columns] + pieceRows - 1) / pieceRows
    let columnCount = shape[columns], rowCount = shape[rows]
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
