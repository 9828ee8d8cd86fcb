public import Tensor

/// −w (p t log σ(x) + (1 − t) log(1 − σ(x))), reduced: inputs x, t, and perhaps p and w.
struct BinaryCrossEntropy: BinaryPrimitive {
  let reduction: LossReduction
  /// The weight p of the positive class, broadcast.
  let positiveWeight: AnyTensor?
  /// The weight w of each element, broadcast.
  let weight: AnyTensor?

  var name: String { "bceWithLogits" }

  /// The weight of log σ(x) beside that of (1 − t) x: 1 + (p − 1) t.
  private func logWeight(_ t: Tracked) -> Tracked? {
    positiveWeight.map { 1 + t * (Tracked($0, nil) - 1) }
  }

  /// One pass does where nothing is weighted by element.
  private var isUnweighted: Bool { positiveWeight == nil && weight == nil }

  func forward(_ a: AnyTensor, _ b: AnyTensor) -> AnyTensor {
    if isUnweighted { return reduction.apply(.binaryCrossEntropy(1), a, b) }
    let (x, t) = (Tracked(a, nil), Tracked(b, nil))
    // (1 − t) x + (1 + (p − 1) t) log(1 + e^−x): no logarithm of a rounded sigmoid.
    let softplus = (-x).map(.softplus)
    var losses = (1 - t) * x + (logWeight(t).map { $0 * softplus } ?? softplus)
    if let weight { losses = losses * Tracked(weight, nil) }
    return reduction.apply(losses.value)
  }

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    if isUnweighted && point.isPlain(g) && !point.needs(1) {
      let x = point.value(0)
      let scale = 1 / reduction.divisor(x)
      return Gradients(
        Tracked(constant: .lossGradient(.binaryCrossEntropy(1), g.value, x, point.value(1), scale: scale)))
    }
    let (x, t) = (point.input(0), point.input(1))
    var scale = reduction.spread(g, x.value)
    if let weight { scale = scale * Tracked(weight, nil) }
    var toLogits: Tracked?, toTarget: Tracked?
    if point.needs(0) {
      let s = x.map(.sigmoid)
      toLogits = (logWeight(t).map { (1 - t) - $0 * (1 - s) } ?? s - t) * scale
    }
    if point.needs(1) {
      let change = positiveWeight.map { (Tracked($0, nil) - 1) * (-x).map(.softplus) - x } ?? -x
      toTarget = change * scale
    }
    return Gradients(toLogits, toTarget)
  }
}

/// The mean binary cross-entropy of logits and targets in 0...1. The shapes must be the same.
public func bceWithLogits<Scalar: FloatingScalar>(
  _ logits: Variable<Scalar>, _ target: Tensor<Scalar>
) -> Variable<Scalar> {
  bceWithLogits(logits, target, reduction: .mean)
}

/// −w (p t log σ(x) + (1 − t) log(1 − σ(x))) for logits x and targets t in 0...1, then reduced. Without overflow.
///
/// - Parameters:
///   - logits: x, of any shape.
///   - target: t, of the same shape.
///   - reduction: how the losses of the elements become one figure.
///   - weight: w, one for each element, broadcast.
///   - posWeight: p, how much more the positive class counts, broadcast: usually one for each class.
///
/// Traps where the shapes of logits and target differ.
public func bceWithLogits<Scalar: FloatingScalar>(
  _ logits: Variable<Scalar>, _ target: Tensor<Scalar>, reduction: LossReduction = .mean,
  weight: Tensor<Scalar>? = nil, posWeight: Tensor<Scalar>? = nil
) -> Variable<Scalar> {
  logits.mustMatch(target.shape, "bceWithLogits")
  let loss = BinaryCrossEntropy(
    reduction: reduction, positiveWeight: posWeight.map { AnyTensor($0) }, weight: weight.map { AnyTensor($0) })
  return Variable(loss.record(logits.tracked, target.tracked))
}

/// The binary cross-entropy of logits and targets that are variables too; differentiable in both.
public func bceWithLogits<Scalar: FloatingScalar>(
  _ logits: Variable<Scalar>, _ target: Variable<Scalar>, reduction: LossReduction = .mean
) -> Variable<Scalar> {
  logits.mustMatch(target.shape, "bceWithLogits")
  let loss = BinaryCrossEntropy(reduction: reduction, positiveWeight: nil, weight: nil)
  return Variable(loss.record(logits.tracked, target.tracked))
}
