public import Tensor

/// t (log t − x) for log-probabilities x, reduced; e^t (t − x) where the targets are log-probabilities too.
struct KLDivergence: BinaryPrimitive {
  let reduction: LossReduction
  let logTarget: Bool

  var name: String { "klDivergence" }

  func forward(_ a: AnyTensor, _ b: AnyTensor) -> AnyTensor {
    let (x, t) = (Tracked(a, nil), Tracked(b, nil))
    if logTarget { return reduction.apply((t.map(.exp) * (t - x)).value) }
    // 0 log 0 is 0; a target of 0 also hides a log-probability of −∞.
    let losses = t.value.zeros(AnyTensor.binary(.mul, t.value, (t.map(.log) - x).value))
    return reduction.apply(losses)
  }

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    let (x, t) = (point.input(0), point.input(1))
    let scale = reduction.spread(g, x.value)
    let probability = logTarget ? t.map(.exp) : t
    let toTarget: Tracked? =
      point.needs(1) ? scale * (logTarget ? probability * (t - x + 1) : t.map(.log) + 1 - x) : nil
    return Gradients(point.needs(0) ? -(probability * scale) : nil, toTarget)
  }
}

extension AnyTensor {
  /// `x` with 0 where this is 0.
  fileprivate func zeros(_ x: AnyTensor) -> AnyTensor { open(WhereZero(x: x)) }
}

private struct WhereZero: FloatingVisitor {
  let x: AnyTensor
  func visit<Scalar: FloatingScalar>(_ condition: Tensor<Scalar>) -> AnyTensor {
    AnyTensor(x.tensor(of: Scalar.self).replacing(with: 0, where: condition .== 0))
  }
}

/// The mean over all elements of t (log t − x), for log-probabilities x and probabilities t.
public func klDivergence<Scalar: FloatingScalar>(_ logProbabilities: Variable<Scalar>, _ target: Tensor<Scalar>)
  -> Variable<Scalar>
{
  klDivergence(logProbabilities, target, reduction: .mean)
}

/// The Kullback–Leibler divergence Σ t (log t − x), for log-probabilities x and probabilities t, reduced.
///
/// - Parameters:
///   - logProbabilities: x, of any shape.
///   - target: t, of the same shape.
///   - reduction: `.mean` is over all elements, as in PyTorch; `.batchMean` gives the divergence by its definition.
///   - logTarget: the targets are logarithms too.
///
/// Traps where the shapes differ.
public func klDivergence<Scalar: FloatingScalar>(
  _ logProbabilities: Variable<Scalar>, _ target: Tensor<Scalar>, reduction: LossReduction = .mean,
  logTarget: Bool = false
) -> Variable<Scalar> {
  logProbabilities.mustMatch(target.shape, "klDivergence")
  let loss = KLDivergence(reduction: reduction, logTarget: logTarget)
  return Variable(loss.record(logProbabilities.tracked, target.tracked))
}

/// The Kullback–Leibler divergence with a target that is a variable too; differentiable in both, towards a target of 0
/// with the slope −∞ of t log t.
public func klDivergence<Scalar: FloatingScalar>(
  _ logProbabilities: Variable<Scalar>, _ target: Variable<Scalar>, reduction: LossReduction = .mean,
  logTarget: Bool = false
) -> Variable<Scalar> {
  logProbabilities.mustMatch(target.shape, "klDivergence")
  let loss = KLDivergence(reduction: reduction, logTarget: logTarget)
  return Variable(loss.record(logProbabilities.tracked, target.tracked))
}
