public import Tensor

/// Elements dropped by a stream of random words, and again by the same words on the way back.
struct RandomDrop: UnaryPrimitive {
  let probability: Double
  let key: UInt64, stream: UInt64

  var name: String { "dropout" }
  var keeps: Kept { .nothing }

  func forward(_ x: AnyTensor) -> AnyTensor { x.dropout(probability, key: key, stream: stream) }

  func gradients(_ g: Tracked, at point: Point) -> Gradients { Gradients(record(g)) }

  init(_ probability: Double, _ generator: inout RandomGenerator) {
    guard probability >= 0, probability <= 1 else { fail("dropout: probability \(probability): must be in 0...1") }
    self.probability = probability
    (key, stream) = generator.takeStream()
  }
}

/// Each element kept with probability 1 − p and then divided by 1 − p, else 0, differentiable (Srivastava et al. 2014).
///
/// Traps unless 0 ≤ p ≤ 1.
public func dropout<Scalar: FloatingScalar>(
  _ x: Variable<Scalar>, probability: Scalar, using generator: inout RandomGenerator
) -> Variable<Scalar> {
  Variable(RandomDrop(probability.asDouble, &generator).record(x.tracked))
}

/// Each element kept with probability 1 − p and then divided by 1 − p, else 0.
///
/// Traps unless 0 ≤ p ≤ 1.
public func dropout<Scalar: FloatingScalar>(
  _ x: Tensor<Scalar>, probability: Scalar, using generator: inout RandomGenerator
) -> Tensor<Scalar> {
  let drop = RandomDrop(probability.asDouble, &generator)
  return drop.forward(AnyTensor(x)).tensor()
}
