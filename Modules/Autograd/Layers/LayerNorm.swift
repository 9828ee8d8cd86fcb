public import Tensor

/// (x − mean) / √(variance + ε) over the last axes, times a weight, plus a bias (Ba, Kiros and Hinton 2016).
///
/// - Parameters:
///   - x: of any shape that ends in `shape`.
///   - shape: the last axes of `x`, over which mean and (biased) variance are taken.
///   - weight: of that shape; ones if it is left out.
///   - bias: of that shape; zeros if it is left out.
///   - epsilon: ε, which keeps the root away from 0.
///
/// Traps where `x` does not end in that shape.
public func layerNorm<Scalar: FloatingScalar>(
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
  let operation = LayerNorm(
    shape: shape, epsilon: epsilon.asDouble, hasWeight: weight != nil, hasBias: bias != nil)
  return Variable(operation.record(x.tracked, weight?.tracked, bias?.tracked))
}

/// Inputs x and, where there are, weight and bias.
struct LayerNorm: Primitive {
  /// The last axes, over which mean and variance are taken.
  let shape: Shape
  let epsilon: Double
  let hasWeight: Bool
  let hasBias: Bool

  var name: String { "layerNorm" }

  func record(_ x: Tracked, _ weight: Tracked?, _ bias: Tracked?) -> Tracked {
    let (output, moments) = x.value.layerNorm(
      columns: shape.volume, weight: weight?.value, bias: bias?.value, epsilon: epsilon)
    let inputs = [x] + [weight, bias].compactMap { $0 }
    return recorded(output, inputs, keeping: [moments.mean, moments.scale])
  }

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    let count = 1 + (hasWeight ? 1 : 0) + (hasBias ? 1 : 0)
    var toInput: Tracked, toWeight: Tracked, toBias: Tracked
    if point.isPlain(g) {
      let parts = point.value(0).layerNormGradients(
        g.value, columns: shape.volume, weight: hasWeight ? point.value(1) : nil,
        moments: RowMoments(mean: point.value(count), scale: point.value(count + 1)))
      toInput = Tracked(constant: parts.input)
      toWeight = Tracked(constant: parts.weight).reshaped(shape)
      toBias = Tracked(constant: parts.bias).reshaped(shape)
    } else {
      // (g w − mean(g w) − y mean(g w y)) / √(variance + ε) with y the normalized input.
      let x = point.input(0)
      let axes = lastAxes(x.rank)
      func mean(_ x: Tracked) -> Tracked { Sum(axes: axes, keepDims: true, isMean: true).record(x) }
      let centred = x - mean(x)
      let scale = (mean(centred * centred) + epsilon).map(.rsqrt)
      let y = centred * scale
      let weighted = hasWeight ? g * point.input(1) : g
      toInput = (weighted - mean(weighted) - y * mean(weighted * y)) * scale
      toWeight = (g * y).summed(to: shape)
      toBias = g.summed(to: shape)
    }
    return Gradients(array: [toInput] + (hasWeight ? [toWeight] : []) + (hasBias ? [toBias] : []))
  }

  private func lastAxes(_ rank: Int) -> AxisSet {
    var bits: UInt8 = 0
    for axis in (rank - shape.count)..<rank { bits |= 1 << UInt8(axis) }
    return AxisSet(bits: bits)
  }
}
