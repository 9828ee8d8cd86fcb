public import Tensor

/// x · wᵀ + b: inputs x [..., in], w [out, in] and, if there is one, b [out].
struct LinearMap: Primitive {
  let hasBias: Bool

  var name: String { "linear" }

  static func record(_ x: Tracked, _ weight: Tracked, _ bias: Tracked?) -> Tracked {
    let output = AnyTensor.linear(x.value, weight: weight.value, bias: bias?.value)
    guard let bias else {
      return LinearMap(hasBias: false).recorded(output, x.value, weight.value, x.source, weight.source)
    }
    return LinearMap(hasBias: true).recorded(output, x, weight, bias)
  }

  func gradients(_ gradient: Tracked, at point: Point) -> Gradients {
    let dx = point.needs(0) ? gradient.matmul(point.input(1)) : nil
    let rows = point.value(0)
    let g = gradient.rank == 2 ? gradient : gradient.reshaped(rows.rowsShape(columns: point.value(1).shape[0]))
    var dw: Tracked?
    if point.needs(1) {
      let x = rows.rank == 2 ? point.input(0) : point.input(0).reshaped(rows.rowsShape(columns: rows.shape.last!))
      dw = g.transposedMatrix().matmul(x)
    }
    return Gradients(dx, dw, hasBias && point.needs(2) ? g.sum(AxisSet(0)) : nil)
  }
}

extension AnyTensor {
  /// The shape with all axes but the last made one, and another last axis.
  fileprivate func rowsShape(columns: Int) -> Shape { [count / Swift.max(shape.last ?? 1, 1), columns] }
}

/// x · weightᵀ + bias: [..., in], [out, in], [out] → [..., out], in one operation.
///
/// Traps where the number of features differs.
public func linear<Scalar>(
  _ x: Tensor<Scalar>, weight: Variable<Scalar>, bias: Variable<Scalar>? = nil
) -> Variable<Scalar> {
  Variable(LinearMap.record(x.tracked, weight.tracked, bias?.tracked))
}

/// x · weightᵀ + bias: [..., in], [out, in], [out] → [..., out], in one operation.
///
/// Traps where the number of features differs.
public func linear<Scalar>(
  _ x: Variable<Scalar>, weight: Variable<Scalar>, bias: Variable<Scalar>? = nil
) -> Variable<Scalar> {
  Variable(LinearMap.record(x.tracked, weight.tracked, bias?.tracked))
}
