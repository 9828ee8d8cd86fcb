public import Autograd
public import Tensor

/// Gradients kept within bounds, between `backward()` and `step()`.
public enum GradientClipping {
  /// Scales all gradients together so that their norm is at most `maxNorm`; equals PyTorch's `clip_grad_norm_`.
  ///
  /// - Parameters:
  ///   - parameters: those without a gradient are left out.
  ///   - maxNorm: the most that the norm may be afterwards.
  ///   - order: of the norm, 2 or `.infinity` or another above 0.
  /// - Returns: the norm before, over all gradients as one vector.
  @discardableResult
  public static func byNorm<Scalar: FloatingScalar>(
    _ parameters: [Variable<Scalar>], maxNorm: Double, order: Double = 2
  ) -> Double {
    guard order > 0 else { fail("GradientClipping.byNorm: order \(order): above 0 is needed") }
    let gradients = parameters.compactMap(\.grad)
    let total: Double
    if order == .infinity {
      total = gradients.map(\.greatest).reduce(0) { $0.isNaN || $1.isNaN ? .nan : Swift.max($0, $1) }
    } else {
      let sum = gradients.reduce(0.0) { $0 + $1.sumOfPowers(order) }
      total = order == 2 ? sum.squareRoot() : Double(exp(log(Tensor<Double>(sum)) / order).item())
    }
    let scale = maxNorm / (total + 1e-6)
    if scale < 1 || scale.isNaN { for parameter in parameters { parameter.grad? *= Scalar(scale) } }
    return total
  }

  /// Limits every element of every gradient to ±`limit`; equals PyTorch's `clip_grad_value_`.
  public static func byValue<Scalar: FloatingScalar>(_ parameters: [Variable<Scalar>], limit: Scalar) {
    guard limit >= 0 else { fail("GradientClipping.byValue: limit \(limit): 0 or more is needed") }
    for parameter in parameters {
      if let gradient = parameter.grad { parameter.grad = clamp(gradient, min: -limit, max: limit) }
    }
  }
}

extension Tensor where Scalar: FloatingScalar {
  fileprivate func sumOfPowers(_ order: Double) -> Double {
    let magnitudes = order == 2 ? self * self : abs(self) ** Scalar(order)
    return Double(magnitudes.sum().item())
  }
}
