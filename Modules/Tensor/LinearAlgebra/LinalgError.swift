/// Why a matrix has no solution, inverse or factorization.
public enum LinalgError: Error, Equatable, Sendable {
  /// A pivot is exactly zero. Pivots count from 1; `matrix` is the place in the batch, counted row-major from 0.
  case singular(operation: String, shape: Shape, pivot: Int, matrix: Int)
  /// The leading part of this many rows is not positive definite.
  case notPositiveDefinite(operation: String, shape: Shape, order: Int, matrix: Int)
}

extension LinalgError: CustomStringConvertible {
  /// `solve: [3, 3]: the matrix is singular: pivot 3 is zero`
  public var description: String {
    switch self {
    case .singular(let operation, let shape, let pivot, let matrix):
      "\(operation): \(shape): \(Self.subject(shape, matrix)) is singular: pivot \(pivot) is zero"
    case .notPositiveDefinite(let operation, let shape, let order, let matrix):
      "\(operation): \(shape): \(Self.subject(shape, matrix)) is not positive definite: "
        + "its leading \(order) by \(order) part is not"
    }
  }

  private static func subject(_ shape: Shape, _ matrix: Int) -> String {
    shape.rank > 2 ? "matrix \(matrix) of the batch" : "the matrix"
  }
}
