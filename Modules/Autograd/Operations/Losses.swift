public import Tensor

/// How the losses of the elements become one figure.
public enum LossReduction: Sendable {
  /// The mean.
  case mean
  /// The sum.
  case sum
  /// Each by itself.
  case none
}

/// (prediction − target)², reduced.
struct SquaredError: Primitive {
  let reduction: LossReduction

  var name: String { "mse" }

  func forward(_ inputs: Operands<AnyTensor>) -> AnyTensor {
    let difference = AnyTensor.binary(.sub, inputs[0], inputs[1])
    let squared = AnyTensor.binary(.mul, difference, difference)
    switch reduction {
    case .none: return squared
    case .sum: return squared.sum(nil, keepDims: false)
    case .mean:
      return .binary(.div, squared.sum(nil, keepDims: false), Double(squared.count), scalarOnLeft: false)
    }
  }

  func gradients(_ g: Tracked, at point: Point) -> Operands<Tracked?> {
    let count = reduction == .mean ? Double(Swift.max(point.value(0).count, 1)) : 1
    let toPrediction = (point.input(0) - point.input(1)) * (g * (2 / count))
    return Operands(toPrediction, point.needs(1) ? -toPrediction : nil)
  }
}

/// (prediction − target)², element by element, then reduced. The shapes must be the same: [n] against [n, 1] would
/// broadcast to [n, n], so it stops.
public func mseLoss<Scalar>(
  _ prediction: Variable<Scalar>, _ target: Tensor<Scalar>, reduction: LossReduction = .mean
) -> Variable<Scalar> {
  if prediction.shape != target.shape { shapesDiffer("mseLoss", prediction.shape, target.shape) }
  return Variable(SquaredError(reduction: reduction).record(Operand(prediction), Operand(target)))
}

@inline(never)
func shapesDiffer(_ loss: String, _ prediction: Shape, _ target: Shape) -> Never {
  fail("\(loss): prediction \(prediction) and target \(target): the shapes must be the same")
}
