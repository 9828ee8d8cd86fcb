public import Tensor

/// x · wᵀ + b: inputs x [..., in], w [out, in] and, if there is one, b [out].
struct LinearMap: Primitive {
  let hasBias: Bool

  var name: String { "linear" }
  var keeps: Kept { .others }

  @inline(__always)
  static func record(_ x: Tracked, _ weight: Tracked, _ bias: Tracked?) -> Tracked {
    x.withValue { input in
      weight.withValue { matrix in
        guard let bias else { return record(input, matrix, nil, x.node, weight.node, nil) }
        return bias.withValue { record(input, matrix, $0, x.node, weight.node, bias.node) }
      }
    }
  }

  @inline(never)
  private static func record(
    _ x: AnyTensor, _ weight: AnyTensor, _ bias: AnyTensor?, _ first: Node?, _ second: Node?, _ third: Node?
  ) -> Tracked {
    LinearMap(hasBias: bias != nil)
      .recorded(.linear(x, weight: weight, bias: bias), x, weight, first, second, third)
  }

  func gradients(_ gradient: Tracked, at point: Point) -> Gradients {
    if point.isPlain(gradient), hasBias, point.needs(1), point.needs(2), !point.needs(0),
      let parts = point.withValue(0, { AnyTensor.linearColumnGradients(gradient.value, $0) })
    {
      return Gradients(nil, Tracked(constant: parts.weight), Tracked(constant: parts.bias))
    }
    let dx = point.needs(0) ? gradient.matmul(point.input(1)) : nil
    let g = gradient.rank == 2 ? gradient : gradient.reshaped(gradient.value.rowsShape)
    var dw: Tracked?
    if point.needs(1) {
      let x = point.input(0)
      dw = g.transposedMatrix().matmul(x.rank == 2 ? x : x.reshaped(x.value.rowsShape))
    }
    return Gradients(dx, dw, hasBias && point.needs(2) ? g.sum(AxisSet(0)) : nil)
  }
}

extension AnyTensor {
  /// The shape with all axes but the last made one.
  fileprivate var rowsShape: Shape { [count / Swift.max(shape.last ?? 1, 1), shape.last ?? 1] }
}

/// x · weightᵀ + bias: [..., in], [out, in], [out] → [..., out], in one operation.
///
/// Traps where the number of features differs.
public func linear<Scalar: FloatingScalar>(
  _ x: Tensor<Scalar>, weight: Variable<Scalar>, bias: Variable<Scalar>? = nil
) -> Variable<Scalar> {
  Variable(LinearMap.record(x.tracked, weight.tracked, bias?.tracked))
}

/// x · weightᵀ + bias: [..., in], [out, in], [out] → [..., out], in one operation.
///
/// Traps where the number of features differs.
public func linear<Scalar: FloatingScalar>(
  _ x: Variable<Scalar>, weight: Variable<Scalar>, bias: Variable<Scalar>? = nil
) -> Variable<Scalar> {
  Variable(LinearMap.record(x.tracked, weight.tracked, bias?.tracked))
}
