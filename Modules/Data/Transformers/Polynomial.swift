public import Tensor

/// The powers of one feature: x, x², …, x^degree, each divided by a factorial where `scaled`.
///
/// x has shape [n] or [n, 1]; the result [n, degree + 1] begins with x⁰ = 1. With `scaled`, column i is x^i / i!, as in
/// "Dive into Deep Learning", section 3.6.
public func polynomialFeatures(_ x: Tensor<Float>, degree: Int, scaled: Bool = false) -> Tensor<Float> {
  require(degree >= 0, "polynomialFeatures: degree \(degree): 0 or more is needed")
  require(x.rank > 0 && x.count == x.shape[0], "polynomialFeatures: shape \(x.shape): one feature, [n] or [n, 1]")
  let values = x.scalars
  return Tensor(shape: [values.count, degree + 1]) { target in
    for (row, value) in values.enumerated() {
      var term: Float = 1
      for power in 0...degree {
        target[row * (degree + 1) + power] = term
        term *= scaled ? value / Float(power + 1) : value
      }
    }
  }
}
