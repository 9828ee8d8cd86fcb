public import Tensor

/// The elements at (i, i + offset) of two axes, as the last axis.
struct Diagonal: UnaryPrimitive {
  let offset: Int
  let axis1: Int
  let axis2: Int

  var name: String { "diagonal" }
  var keeps: Kept { .nothing }

  func forward(_ x: AnyTensor) -> AnyTensor { x.diagonal(offset, axis1, axis2) }

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    Gradients(DiagonalMatrix(diagonal: self, shape: point.shape(0)).record(g))
  }
}

/// Zeros with something on a diagonal: what undoes `Diagonal` for gradients.
struct DiagonalMatrix: UnaryPrimitive {
  let diagonal: Diagonal
  /// Of the result.
  let shape: Shape

  var name: String { "diagonalMatrix" }
  var keeps: Kept { .nothing }

  func forward(_ x: AnyTensor) -> AnyTensor {
    x.diagonalMatrix(diagonal.offset, diagonal.axis1, diagonal.axis2, shape)
  }

  func gradients(_ g: Tracked, at point: Point) -> Gradients { Gradients(diagonal.record(g)) }
}

extension Tracked {
  /// The last two axes with 0 above a diagonal.
  func tril(_ diagonal: Int = 0) -> Tracked { masked(.!Tensor<Bool>.above(diagonal, of: shape)) }
  /// The last two axes with 0 below a diagonal.
  func triu(_ diagonal: Int = 0) -> Tracked { masked(.above(diagonal - 1, of: shape)) }
}

extension Tensor where Scalar == Bool {
  /// Where the column is more than `diagonal` beyond the row, in the last two axes of a shape.
  fileprivate static func above(_ diagonal: Int, of shape: Shape) -> Tensor {
    let columns = Tensor<Int>.arange(shape[shape.count - 1])
    return columns .> Tensor<Int>.arange(shape[shape.count - 2]).unsqueezed(axis: 1) + diagonal
  }
}

extension Variable where Scalar: FloatingScalar {
  /// The last two axes with everything above a diagonal set to 0. `diagonal` counts upward from the main one.
  ///
  /// Traps below rank 2.
  public func tril(diagonal: Int = 0) -> Variable {
    guard rank >= 2 else { fail("tril: shape \(shape): at least two axes are needed") }
    return Variable(tracked.tril(diagonal))
  }

  /// The last two axes with everything below a diagonal set to 0.
  ///
  /// Traps below rank 2.
  public func triu(diagonal: Int = 0) -> Variable {
    guard rank >= 2 else { fail("triu: shape \(shape): at least two axes are needed") }
    return Variable(tracked.triu(diagonal))
  }

  /// The elements at (i, i + offset) of two axes, as the last axis: [n, n] → [n].
  ///
  /// Traps below rank 2, and where the two axes are the same.
  public func diagonal(offset: Int = 0, axis1: Int = 0, axis2: Int = 1) -> Variable {
    Variable(
      Diagonal(offset: offset, axis1: resolved(axis1, "diagonal"), axis2: resolved(axis2, "diagonal"))
        .record(tracked))
  }

  /// A square matrix with these elements at (i, i + offset), and 0 elsewhere: [n] → [n + |offset|, n + |offset|].
  ///
  /// Traps unless the rank is 1.
  public static func diagonal(_ elements: Variable, offset: Int = 0) -> Variable {
    guard elements.rank == 1 else { fail("diagonal: shape \(elements.shape): one axis is needed") }
    let side = elements.count + Swift.abs(offset)
    let diagonal = Diagonal(offset: offset, axis1: 0, axis2: 1)
    return Variable(DiagonalMatrix(diagonal: diagonal, shape: [side, side]).record(elements.tracked))
  }

  /// Σ x[i, i]: rank 0.
  ///
  /// Traps unless the rank is 2.
  public func trace() -> Variable {
    guard rank == 2 else { fail("trace: shape \(shape): two axes are needed") }
    return diagonal().sum()
  }
}
