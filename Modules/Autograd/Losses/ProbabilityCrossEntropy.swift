public import Tensor

/// −w (t log x + (1 − t) log(1 − x)), reduced: inputs x and t, both in 0...1.
private struct ProbabilityCrossEntropy: BinaryPrimitive {
  let reduction: LossReduction
  /// The weight w of each element, broadcast.
  let weight: AnyTensor?

  var name: String { "binaryCrossEntropy" }

  /// log x, which stops at −100, as in PyTorch: a probability of 0 costs 100, not infinity.
  private func logarithm(_ x: Tracked) -> Tracked { x.map(.log).map(.clamp, -100, .infinity) }
  private func logarithmOfRest(_ x: Tracked) -> Tracked { (-x).map(.log1p).map(.clamp, -100, .infinity) }

  func forward(_ a: AnyTensor, _ b: AnyTensor) -> AnyTensor {
    let (x, t) = (Tracked(a, nil), Tracked(b, nil))
    var losses = (t - 1) * logarithmOfRest(x) - t * logarithm(x)
    if let weight { losses = losses * Tracked(weight, nil) }
    return reduction.apply(losses.value)
  }

  /// What keeps the slope finite where a probability is 0 or 1; a Float in PyTorch.
  private static let epsilon = Double(Float(1e-12))

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    let (x, t) = (point.input(0), point.input(1))
    var scale = reduction.spread(g, x.value)
    if let weight { scale = scale * Tracked(weight, nil) }
    return Gradients(
      point.needs(0) ? (x - t) / (x * (1 - x)).map(.clamp, Self.epsilon, .infinity) * scale : nil,
      point.needs(1) ? ((-x).map(.log1p) - x.map(.log)) * scale : nil)
  }
}

/// The mean binary cross-entropy of probabilities and targets in 0...1. The shapes must be the same.
///
/// From logits, `bceWithLogits` is the exact one.
public func binaryCrossEntropy<Scalar: FloatingScalar>(
  _ probabilities: Variable<Scalar>, _ target: Tensor<Scalar>
) -> Variable<Scalar> {
  binaryCrossEntropy(probabilities, target, reduction: .mean)
}

/// −w (t log x + (1 − t) log(1 − x)) for probabilities x and targets t in 0...1, then reduced; each logarithm stops at
/// −100. Equals PyTorch's `binary_cross_entropy`.
///
/// - Parameters:
///   - probabilities: x, of any shape.
///   - target: t, of the same shape.
///   - reduction: how the losses of the elements become one figure.
///   - weight: w, one for each element, broadcast.
///
/// Traps where the shapes differ, and where a probability is outside 0...1.
public func binaryCrossEntropy<Scalar: FloatingScalar>(
  _ probabilities: Variable<Scalar>, _ target: Tensor<Scalar>, reduction: LossReduction = .mean,
  weight: Tensor<Scalar>? = nil
) -> Variable<Scalar> {
  probabilities.mustMatch(target.shape, "binaryCrossEntropy")
  let value = probabilities.value
  if value.count > 0, !(value.min().item() >= 0 && value.max().item() <= 1) {
    let position = value.scalars.firstIndex { !($0 >= 0 && $0 <= 1) } ?? 0
    fail(
      "binaryCrossEntropy: element \(position) is \(value.scalars[position]): probabilities in 0...1 are needed; "
        + "bceWithLogits takes logits")
  }
  let loss = ProbabilityCrossEntropy(reduction: reduction, weight: weight.map { AnyTensor($0) })
  return Variable(loss.record(probabilities.tracked, target.tracked))
}
