public import Tensor

/// (x − mean) / √(variance + ε) over the last axes, times a weight, plus a bias (Ba, Kiros and Hinton 2016).
///
/// - Parameters:
///   - shape: the last axes of `x`, over which mean and (biased) variance are taken.
///   - weight: of that shape; ones if it is left out.
///   - bias: of that shape; zeros if it is left out.
///
/// Traps where `x` does not end in that shape.
public func layerNorm<Scalar>(
  _ x: Variable<Scalar>, shape: Shape, weight: Variable<Scalar>? = nil, bias: Variable<Scalar>? = nil,
  epsilon: Scalar = 1e-5
) -> Variable<Scalar> {
  guard shape.count > 0, x.rank >= shape.count, Array(x.shape.suffix(shape.count)) == Array(shape) else {
    fail("layerNorm: input \(x.shape) does not end in \(shape)")
  }
  for (name, parameter) in [("weight", weight), ("bias", bias)] {
    if let parameter, parameter.shape != shape {
      fail("layerNorm: \(name) \(parameter.shape): the shape \(shape) is needed")
    }
  }
  var bits: UInt8 = 0
  for axis in (x.rank - shape.count)..<x.rank { bits |= 1 << UInt8(axis) }
  let operation = Normalization(axes: AxisSet(bits: bits), epsilon: epsilon.asDouble)
  let normalized = Variable<Scalar>(operation.record(x.tracked))
  let scaled = weight.map { normalized * $0 } ?? normalized
  return bias.map { scaled + $0 } ?? scaled
}

/// (x − mean) / √(variance + ε) over axes.
struct Normalization: UnaryPrimitive {
  let axes: AxisSet
  let epsilon: Double

  var name: String { "normalized" }
  var keeps: Kept { [.inputs, .output] }

  func forward(_ x: AnyTensor) -> AnyTensor {
    let centred = Self.centred(Tracked(x, nil), axes)
    return (centred * deviation(centred)).value
  }

  /// (g − mean g − y mean(g y)) / √(variance + ε)
  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    let y = point.output
    let scale = deviation(Self.centred(point.input(0), axes))
    return Gradients((g - g.mean(axes) - y * (g * y).mean(axes)) * scale)
  }

  private static func centred(_ x: Tracked, _ axes: AxisSet) -> Tracked { x - x.mean(axes) }

  /// 1 / √(variance + ε)
  private func deviation(_ centred: Tracked) -> Tracked {
    ((centred * centred).mean(axes) + epsilon).map(.rsqrt)
  }
}

extension Tracked {
  /// The mean over axes, which stay with length 1.
  fileprivate func mean(_ axes: AxisSet) -> Tracked {
    Sum(axes: axes, keepDims: true, isMean: true).record(self)
  }
}
