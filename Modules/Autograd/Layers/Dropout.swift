public import Tensor

/// Each element kept with probability 1 − p and then divided by 1 − p, else 0, differentiable (Srivastava et al. 2014).
///
/// Traps unless 0 ≤ p ≤ 1.
public func dropout<Scalar>(
  _ x: Variable<Scalar>, probability: Scalar, using generator: inout RandomGenerator
) -> Variable<Scalar> {
  x * dropoutScale(x.shape, probability, &generator)
}

/// Each element kept with probability 1 − p and then divided by 1 − p, else 0.
///
/// Traps unless 0 ≤ p ≤ 1.
public func dropout<Scalar: FloatingScalar>(
  _ x: Tensor<Scalar>, probability: Scalar, using generator: inout RandomGenerator
) -> Tensor<Scalar> {
  x * dropoutScale(x.shape, probability, &generator)
}

/// 1 / (1 − p) where an element is kept, 0 elsewhere.
private func dropoutScale<Scalar: FloatingScalar>(
  _ shape: Shape, _ probability: Scalar, _ generator: inout RandomGenerator
) -> Tensor<Scalar> {
  guard probability >= 0, probability <= 1 else { fail("dropout: probability \(probability): must be in 0...1") }
  if probability == 1 { return .zeros(shape) }
  let kept = Tensor<Scalar>.uniform(shape, using: &generator) .>= probability
  return Tensor<Scalar>(kept) * (1 / (1 - probability))
}
