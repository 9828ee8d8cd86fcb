import OpenBLAS

/// Linear algebra on matrices in the last two axes; axes before them are batches.
///
/// Shapes that do not fit trap, as everywhere; a matrix that has no solution throws a `LinalgError`. Functions that need
/// no property of the matrix do not throw: where it holds NaN or infinities, so does the result.
public enum Linalg {}

/// Row-major matrices in the last two axes, as many as the batch has.
struct MatrixStack {
  let storage: Storage
  let rows: Int, columns: Int
  let count: Int

  /// A contiguous copy that may be overwritten.
  init(copying x: Storage) { self.init(x.copied()) }

  init(_ storage: Storage) {
    self.storage = storage
    (rows, columns) = (storage.length(storage.rank - 2), storage.length(storage.rank - 1))
    count = storage.shape.batch.volume
  }

  /// The rows of a last axis, as matrices of one row.
  init(rowsOf storage: Storage) {
    self.storage = storage
    (rows, columns) = (1, storage.length(storage.rank - 1))
    count = storage.count / Swift.max(columns, 1)
  }

  init(_ batch: Shape, _ rows: Int, _ columns: Int, _ type: ScalarType) {
    self.init(
      Storage.uninitialized(
        batch.inserting(rows, at: batch.rank).inserting(columns, at: batch.rank + 1), type))
  }

  func start(_ matrix: Int) -> UnsafeMutableRawPointer { storage.data + matrix * rows * columns * storage.type.size }

  /// Whether LAPACK may be given a matrix: with NaN some of its loops do not end.
  func isFinite(_ matrix: Int) -> Bool {
    func all<Scalar: FloatingScalar>(_: Scalar.Type) -> Bool {
      UnsafeBufferPointer(start: start(matrix).assumingMemoryBound(to: Scalar.self), count: rows * columns)
        .allSatisfy { ($0 - $0) == 0 }
    }
    return storage.type == .float ? all(Float.self) : all(Double.self)
  }

  /// Puts NaN into every element of a matrix.
  func spoil(_ matrix: Int) {
    func fill<Scalar: FloatingScalar>(_: Scalar.Type) {
      start(matrix).assumingMemoryBound(to: Scalar.self).update(repeating: .nan, count: rows * columns)
    }
    if storage.type == .float { fill(Float.self) } else { fill(Double.self) }
  }

  /// Every matrix transposed, copied: the column-major form of what this stack holds, and back.
  var transposed: MatrixStack { MatrixStack(copying: storage.transposedMatrices()) }
}

extension Shape {
  /// Without the last two axes.
  var batch: Shape {
    var result = self
    result.rank = Swift.max(rank - 2, 0)
    return result
  }

  func appending(_ lengths: Int...) -> Shape {
    var result = self
    for length in lengths { result = result.inserting(length, at: result.rank) }
    return result
  }
}

extension Storage {
  /// A view with the last two axes exchanged.
  func transposedMatrices() -> Storage {
    var order = Array(0..<rank)
    order.swapAt(rank - 1, rank - 2)
    return permuted(order)
  }
}

extension Linalg {
  static func checkMatrix(_ x: Storage, _ operation: StaticString) {
    if x.rank < 2 { fail("\(operation): shape \(x.shape): a matrix is needed") }
  }

  static func checkSquare(_ x: Storage, _ operation: StaticString) {
    checkMatrix(x, operation)
    if x.length(x.rank - 2) != x.length(x.rank - 1) {
      fail("\(operation): shape \(x.shape): a square matrix is needed")
    }
  }
}
