// Functions of every element: shape in, the same shape out. Float results are within 2 units in the last place of the
// exact value; NaN stays NaN.

/// e^x, of every element.
public func exp<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.map(.exp) }

/// e^x − 1, accurate near 0, of every element.
public func expm1<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.map(.expm1) }

/// The natural logarithm; log 0 = −∞, below 0 NaN, of every element.
public func log<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.map(.log) }

/// log(1 + x), accurate near 0, of every element.
public func log1p<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.map(.log1p) }

/// The logarithm to base 2, of every element.
public func log2<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.map(.log2) }

/// The logarithm to base 10, of every element.
public func log10<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.map(.log10) }

/// The square root; below 0 NaN, of every element.
public func sqrt<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.map(.sqrt) }

/// 1 / √x, of every element.
public func rsqrt<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.map(.rsqrt) }

/// 1 / x, of every element.
public func reciprocal<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.map(.reciprocal) }

/// The sine, x in radians, of every element.
public func sin<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.map(.sin) }

/// The cosine, x in radians, of every element.
public func cos<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.map(.cos) }

/// The tangent, x in radians, of every element.
public func tan<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.map(.tan) }

/// The arc sine in radians, in −π/2...π/2, of every element.
public func asin<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.map(.asin) }

/// The arc cosine in radians, in 0...π, of every element.
public func acos<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.map(.acos) }

/// The arc tangent in radians, in −π/2...π/2, of every element.
public func atan<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.map(.atan) }

/// The hyperbolic sine, of every element.
public func sinh<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.map(.sinh) }

/// The hyperbolic cosine, of every element.
public func cosh<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.map(.cosh) }

/// The hyperbolic tangent, of every element.
public func tanh<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.map(.tanh) }

/// 1 / (1 + e^−x), of every element.
public func sigmoid<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.map(.sigmoid) }

/// X · sigmoid(x) (Elfwing et al. 2017), of every element.
public func silu<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.map(.silu) }

/// log(1 + e^x), without overflow, of every element.
public func softplus<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.map(.softplus) }

/// The error function, 2/√π ∫₀ˣ e^(−t²) dt, of every element.
public func erf<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.map(.erf) }

/// |x|, of every element.
public func abs<Scalar: NumericScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.map(.absolute) }

/// −1, 0 or 1 by the sign of x, and 0 for NaN as in PyTorch, of every element.
public func sign<Scalar: NumericScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.map(.sign) }

/// X², of every element.
public func square<Scalar: NumericScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.map(.square) }

/// The greatest whole number not above x, of every element.
public func floor<Scalar: NumericScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.map(.floor) }

/// The least whole number not below x, of every element.
public func ceil<Scalar: NumericScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.map(.ceil) }

/// The nearest whole number, halves to the even one, of every element.
public func round<Scalar: NumericScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.map(.round) }

/// Max(x, 0); NaN is kept, of every element.
public func relu<Scalar: NumericScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.map(.relu) }

/// x where x > 0, negativeSlope · x elsewhere.
public func leakyReLU<Scalar: FloatingScalar>(_ x: Tensor<Scalar>, negativeSlope: Scalar = 0.01) -> Tensor<Scalar> {
  x.map(.leakyReLU, negativeSlope.asDouble)
}

/// x where x > 0, alpha · (e^x − 1) elsewhere (Clevert et al. 2015).
public func elu<Scalar: FloatingScalar>(_ x: Tensor<Scalar>, alpha: Scalar = 1) -> Tensor<Scalar> {
  x.map(.elu, alpha.asDouble)
}

/// How `gelu` is computed.
public enum GELUApproximation: Sendable {
  /// x · Φ(x), with the error function.
  case none
  /// 0.5 x (1 + tanh(√(2/π) (x + 0.044715 x³)))
  case tanh
}

/// x · Φ(x), Φ the standard normal distribution function (Hendrycks and Gimpel 2016), of every element.
///
/// At ±∞ as PyTorch: NaN at −∞, and for Floats without approximation at ∞ too.
public func gelu<Scalar: FloatingScalar>(
  _ x: Tensor<Scalar>, approximate: GELUApproximation = .none
) -> Tensor<Scalar> {
  x.map(approximate == .none ? .gelu : .geluTanh)
}

/// Every element limited to min...max; NaN is kept. A side that is left out is not limited.
public func clamp<Scalar: NumericScalar>(
  _ x: Tensor<Scalar>, min: Scalar? = nil, max: Scalar? = nil
) -> Tensor<Scalar> {
  if Scalar.scalarType == .int {
    // The kernel takes its limits in Double, which does not hold every Int.
    let above = min.map { maximum(x, $0) } ?? x
    return max.map { minimum(above, $0) } ?? above
  }
  return x.map(.clamp, min?.asDouble ?? -.infinity, max?.asDouble ?? .infinity)
}
