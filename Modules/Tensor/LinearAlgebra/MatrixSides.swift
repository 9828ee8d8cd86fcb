import Kernels
import OpenBLAS

/// One matrix in memory: any steps from row to row and from column to column.
struct MatrixView {
  var data: UnsafeMutableRawPointer
  let rowStride: Int
  let columnStride: Int

  @inline(__always)
  init(_ x: Storage) {
    (data, rowStride, columnStride) = x.withUnsafeMutablePointerToHeader {
      let rank = $0.pointee.shape.rank
      return ($0.pointee.data, $0.pointee.strides[rank - 2], $0.pointee.strides[rank - 1])
    }
  }

  init(_ data: UnsafeMutableRawPointer, rowStride: Int) {
    self.data = data
    self.rowStride = rowStride
    columnStride = 1
  }

  /// How BLAS sees it, row-major: straight or transposed, rows `leading` apart; nil if it cannot.
  func blas(_ rows: Int, _ columns: Int) -> (transposed: CBLAS_TRANSPOSE, leading: blasint)? {
    if (columnStride == 1 || columns == 1) && (rowStride >= columns || rows == 1) {
      return (CblasNoTrans, blasint(rows == 1 ? columns : rowStride))
    }
    if (rowStride == 1 || rows == 1) && (columnStride >= rows || columns == 1) {
      return (CblasTrans, blasint(columns == 1 ? rows : columnStride))
    }
    return nil
  }
}

/// The two sides of a product; whoever holds it keeps their memory alive.
struct MatrixSides {
  var a: MatrixView
  var b: MatrixView

  @inline(__always)
  init(_ a: Storage, _ b: Storage) {
    self.a = MatrixView(a)
    self.b = MatrixView(b)
  }

  /// Up to this many multiplications, and up to so many columns, a BLAS takes longer to begin than our loop to end.
  private static let few = 1 << 16, narrow = 32

  /// out = a · b, row-major, of `n` rows and `m` columns.
  func multiply(into out: UnsafeMutableRawPointer, _ n: Int, _ m: Int, _ k: Int, _ type: ScalarType) {
    if n == 0 || m == 0 { return }
    if k == 0 {
      out.initializeMemory(as: UInt8.self, repeating: 0, count: n * m * type.size)
      return
    }
    switch type {
    case .float, .double:
      if m <= Self.narrow || n &* m &* k <= Self.few {
        small(into: out, n, m, k, isFloat: type == .float)
      } else {
        large(into: out, n, m, k, isFloat: type == .float)
      }
    case .int32: whole(Int32.self, into: out, n, m, k)
    case .int: whole(Int.self, into: out, n, m, k)
    case .uint8: whole(UInt8.self, into: out, n, m, k)
    case .bool: fail("matmul: truth values have no matrix product")
    }
  }

  private func small(into out: UnsafeMutableRawPointer, _ n: Int, _ m: Int, _ k: Int, isFloat: Bool) {
    let size = isFloat ? 4 : 8
    Parallelism.forEachRange(of: n, grain: Swift.max((1 << 19) / (m &* k), 8)) { rows in
      let (to, from) = (
        out + rows.lowerBound &* m &* size, a.data + rows.lowerBound &* a.rowStride &* size
      )
      if isFloat {
        mk_gemm_small_f32(
          to.assumingMemoryBound(to: Float.self), from.assumingMemoryBound(to: Float.self), a.rowStride,
          a.columnStride, b.data.assumingMemoryBound(to: Float.self), b.rowStride, b.columnStride, rows.count, m, k, 0)
      } else {
        mk_gemm_small_f64(
          to.assumingMemoryBound(to: Double.self), from.assumingMemoryBound(to: Double.self), a.rowStride,
          a.columnStride, b.data.assumingMemoryBound(to: Double.self), b.rowStride, b.columnStride, rows.count, m, k,
          0)
      }
    }
  }

  private func large(into out: UnsafeMutableRawPointer, _ n: Int, _ m: Int, _ k: Int, isFloat: Bool) {
    guard let left = a.blas(n, k) else {
      return packingLeft(n, k, isFloat) { $0.large(into: out, n, m, k, isFloat: isFloat) }
    }
    guard let right = b.blas(k, m) else {
      return packingRight(k, m, isFloat) { $0.large(into: out, n, m, k, isFloat: isFloat) }
    }
    _ = BLAS.isReady
    let size = isFloat ? 4 : 8
    let sharesRows = n >= m
    let length = sharesRows ? n : m
    let step = Self.isShared(n, m, k) ? Self.part(of: length) : length
    let parts = (length + step - 1) / step
    Parallelism.forEachRange(of: parts, grain: 1) { range in
      for part in range {
        let count = Swift.min(step, length - part * step)
        var sides = self
        var to = out
        if sharesRows {
          sides.a.data += part * step * a.rowStride * size
          to += part * step * m * size
        } else {
          sides.b.data += part * step * b.columnStride * size
          to += part * step * size
        }
        let (rows, columns) = sharesRows ? (count, m) : (n, count)
        sides.call(to, rows, columns, k, left, right, stride: m, isFloat)
      }
    }
  }

  /// From here on, sharing a product among threads pays.
  private static let manyOperations = 1 << 20

  /// Whether one product is computed by several threads.
  static func isShared(_ n: Int, _ m: Int, _ k: Int) -> Bool { n &* m &* k >= manyOperations }

  /// How many rows or columns one call computes: by their number alone, since a BLAS treats the edges of what it is
  /// given in another way, to the last bit. Each call packs the other side again, which many rows make up for; the calls
  /// are even in number and alike in length, so that threads end together.
  private static func part(of length: Int) -> Int {
    let wanted = Swift.min(Swift.max((length + 511) / 512, 1), 16) * 2
    return ((length + wanted - 1) / wanted + 15) & ~15
  }

  private func call(
    _ out: UnsafeMutableRawPointer, _ n: Int, _ m: Int, _ k: Int, _ left: (CBLAS_TRANSPOSE, blasint),
    _ right: (CBLAS_TRANSPOSE, blasint), stride: Int, _ isFloat: Bool
  ) {
    let (rows, columns, inner) = (blasint(n), blasint(m), blasint(k))
    if isFloat {
      cblas_sgemm(
        CblasRowMajor, left.0, right.0, rows, columns, inner, 1, a.data.assumingMemoryBound(to: Float.self), left.1,
        b.data.assumingMemoryBound(to: Float.self), right.1, 0, out.assumingMemoryBound(to: Float.self),
        blasint(stride))
    } else {
      cblas_dgemm(
        CblasRowMajor, left.0, right.0, rows, columns, inner, 1, a.data.assumingMemoryBound(to: Double.self), left.1,
        b.data.assumingMemoryBound(to: Double.self), right.1, 0, out.assumingMemoryBound(to: Double.self),
        blasint(stride))
    }
  }

  private func packingLeft(_ rows: Int, _ columns: Int, _ isFloat: Bool, _ body: (MatrixSides) -> Void) {
    let copy = a.packed(rows, columns, isFloat)
    var sides = self
    sides.a = MatrixView(copy.data, rowStride: columns)
    body(sides)
    withExtendedLifetime(copy) {}
  }

  private func packingRight(_ rows: Int, _ columns: Int, _ isFloat: Bool, _ body: (MatrixSides) -> Void) {
    let copy = b.packed(rows, columns, isFloat)
    var sides = self
    sides.b = MatrixView(copy.data, rowStride: columns)
    body(sides)
    withExtendedLifetime(copy) {}
  }

  /// The product of integer matrices, which BLAS does not have; overflow wraps.
  private func whole<Scalar: IntegerScalar>(
    _: Scalar.Type, into out: UnsafeMutableRawPointer, _ n: Int, _ m: Int, _ k: Int
  ) {
    let x = a.data.assumingMemoryBound(to: Scalar.self), y = b.data.assumingMemoryBound(to: Scalar.self)
    let result = out.assumingMemoryBound(to: Scalar.self)
    Parallelism.forEachRange(of: n, grain: Swift.max((1 << 15) / (m &* k), 1)) { rows in
      for row in rows {
        let to = result + row * m
        to.initialize(repeating: 0, count: m)
        for inner in 0..<k {
          let factor = x[row &* a.rowStride &+ inner &* a.columnStride]
          let from = y + inner &* b.rowStride
          for column in 0..<m { to[column] &+= factor &* from[column &* b.columnStride] }
        }
      }
    }
  }
}

extension MatrixView {
  /// A row-major copy, for what BLAS cannot read.
  fileprivate func packed(_ rows: Int, _ columns: Int, _ isFloat: Bool) -> Storage {
    let result = Storage.uninitialized(rows: rows, columns: columns, isFloat ? .float : .double)
    var from = result.layout
    from.data = data
    from.strides[0] = rowStride
    from.strides[1] = columnStride
    result.layout.fill(from: from)
    return result
  }
}
