public import Tensor

/// A loss of the difference d = prediction − target, element by element, reduced.
struct DifferenceLoss: BinaryPrimitive {
  let loss: ElementLoss
  let reduction: LossReduction

  var name: String {
    switch loss {
    case .squared: "mse"
    case .absolute: "l1"
    default: "huber"
    }
  }

  func forward(_ a: AnyTensor, _ b: AnyTensor) -> AnyTensor { reduction.apply(loss, a, b) }

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    if point.isPlain(g) {
      let toPrediction = point.withValue(0) { x in
        point.withValue(1) { t in
          Tracked(constant: .lossGradient(loss, g.value, x, t, scale: 1 / reduction.divisor(x)))
        }
      }
      if point.needsOnly(0) { return Gradients(toPrediction) }
      return Gradients(point.needs(0) ? toPrediction : nil, point.needs(1) ? -toPrediction : nil)
    }
    let d = point.input(0) - point.input(1)
    let scale = reduction.spread(g, d.value)
    let toPrediction: Tracked
    switch loss {
    case .absolute: toPrediction = Tracked(constant: d.value.map(.sign)) * scale
    case .huber(let delta):
      let isSteep = d.value.map(.absolute).compared(.greaterOrEqual, delta)
      let steep = Tracked(constant: d.value.map(.sign)) * delta
      toPrediction = (d.masked(.!isSteep) + steep.masked(isSteep)) * scale
    default: toPrediction = 2 * d * scale
    }
    return Gradients(point.needs(0) ? toPrediction : nil, point.needs(1) ? -toPrediction : nil)
  }
}

/// The mean of (prediction − target)².
///
/// The shapes must be the same: [n] against [n, 1] would broadcast to [n, n], so it stops.
public func mseLoss<Scalar: FloatingScalar>(
  _ prediction: Variable<Scalar>, _ target: Tensor<Scalar>
) -> Variable<Scalar> {
  mseLoss(prediction, target, reduction: .mean)
}

/// (prediction − target)², element by element, then reduced. The shapes must be the same.
public func mseLoss<Scalar: FloatingScalar>(
  _ prediction: Variable<Scalar>, _ target: Tensor<Scalar>, reduction: LossReduction
) -> Variable<Scalar> {
  prediction.mustMatch(target.shape, "mseLoss")
  return Variable(DifferenceLoss(loss: .squared, reduction: reduction).record(prediction.tracked, target.tracked))
}

/// (prediction − target)², element by element, then reduced; differentiable in both. The shapes must be the same.
public func mseLoss<Scalar: FloatingScalar>(
  _ prediction: Variable<Scalar>, _ target: Variable<Scalar>, reduction: LossReduction = .mean
) -> Variable<Scalar> {
  prediction.mustMatch(target.shape, "mseLoss")
  return Variable(DifferenceLoss(loss: .squared, reduction: reduction).record(prediction.tracked, target.tracked))
}

/// The mean of |prediction − target|. The shapes must be the same.
public func l1Loss<Scalar: FloatingScalar>(
  _ prediction: Variable<Scalar>, _ target: Tensor<Scalar>
) -> Variable<Scalar> {
  l1Loss(prediction, target, reduction: .mean)
}

/// |prediction − target|, element by element, then reduced. The shapes must be the same.
public func l1Loss<Scalar: FloatingScalar>(
  _ prediction: Variable<Scalar>, _ target: Tensor<Scalar>, reduction: LossReduction
) -> Variable<Scalar> {
  prediction.mustMatch(target.shape, "l1Loss")
  return Variable(DifferenceLoss(loss: .absolute, reduction: reduction).record(prediction.tracked, target.tracked))
}

/// |prediction − target|, element by element, then reduced; differentiable in both. The shapes must be the same.
public func l1Loss<Scalar: FloatingScalar>(
  _ prediction: Variable<Scalar>, _ target: Variable<Scalar>, reduction: LossReduction = .mean
) -> Variable<Scalar> {
  prediction.mustMatch(target.shape, "l1Loss")
  return Variable(DifferenceLoss(loss: .absolute, reduction: reduction).record(prediction.tracked, target.tracked))
}

/// The mean Huber loss with δ = 1. The shapes must be the same.
public func huberLoss<Scalar: FloatingScalar>(
  _ prediction: Variable<Scalar>, _ target: Tensor<Scalar>
) -> Variable<Scalar> {
  huberLoss(prediction, target, reduction: .mean)
}

/// d²/2 where |d| ≤ δ, δ (|d| − δ/2) elsewhere, with d = prediction − target (Huber 1964), then reduced.
///
/// Traps where the shapes differ, or δ is not positive.
public func huberLoss<Scalar: FloatingScalar>(
  _ prediction: Variable<Scalar>, _ target: Tensor<Scalar>, reduction: LossReduction = .mean, delta: Scalar = 1
) -> Variable<Scalar> {
  Variable(huber(prediction.tracked, target.tracked, prediction, target.shape, reduction, delta))
}

/// d²/2 where |d| ≤ δ, δ (|d| − δ/2) elsewhere, with d = prediction − target, then reduced; differentiable in both.
///
/// Traps where the shapes differ, or δ is not positive.
public func huberLoss<Scalar: FloatingScalar>(
  _ prediction: Variable<Scalar>, _ target: Variable<Scalar>, reduction: LossReduction = .mean, delta: Scalar = 1
) -> Variable<Scalar> {
  Variable(huber(prediction.tracked, target.tracked, prediction, target.shape, reduction, delta))
}

private func huber<Scalar: FloatingScalar>(
  _ prediction: Tracked, _ target: Tracked, _ variable: Variable<Scalar>, _ shape: Shape, _ reduction: LossReduction,
  _ delta: Scalar
) -> Tracked {
  variable.mustMatch(shape, "huberLoss")
  guard delta > 0 else { fail("huberLoss: delta \(delta): must be positive") }
  return DifferenceLoss(loss: .huber(delta.asDouble), reduction: reduction).record(prediction, target)
}
