public import Tensor

/// Features of a standard normal distribution, and labels that depend on them linearly: y = X·w + b + noise.
///
/// Gives features [count, d] and labels [count, 1]; `noise` is the standard deviation of the normal noise.
/// Equals `synthetic_data` of "Dive into Deep Learning", section 3.2.
public func syntheticLinear(
  weight: Tensor<Float>, bias: Float, count: Int, noise: Float, using generator: inout RandomGenerator
) -> (features: Tensor<Float>, labels: Tensor<Float>) {
  require(weight.count > 0, "syntheticLinear: weight of shape \(weight.shape): at least one is needed")
  let features = Tensor<Float>.normal([count, weight.count], using: &generator)
  let exact = matmul(features, weight.reshaped([weight.count, 1])) + bias
  return (features, exact + Tensor<Float>.normal([count, 1], std: noise, using: &generator))
}
