public import Tensor

// Functions of every element, on variables: the values are those of the same functions on tensors.

/// `exp` of every element, differentiable.
public func exp<Scalar: FloatingScalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { Variable(x.tracked.map(.exp)) }

/// `expm1` of every element, differentiable.
public func expm1<Scalar: FloatingScalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { Variable(x.tracked.map(.expm1)) }

/// `log` of every element, differentiable.
public func log<Scalar: FloatingScalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { Variable(x.tracked.map(.log)) }

/// `log1p` of every element, differentiable.
public func log1p<Scalar: FloatingScalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { Variable(x.tracked.map(.log1p)) }

/// `log2` of every element, differentiable.
public func log2<Scalar: FloatingScalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { Variable(x.tracked.map(.log2)) }

/// `log10` of every element, differentiable.
public func log10<Scalar: FloatingScalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { Variable(x.tracked.map(.log10)) }

/// `sqrt` of every element, differentiable.
public func sqrt<Scalar: FloatingScalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { Variable(x.tracked.map(.sqrt)) }

/// `rsqrt` of every element, differentiable.
public func rsqrt<Scalar: FloatingScalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { Variable(x.tracked.map(.rsqrt)) }

/// `reciprocal` of every element, differentiable.
public func reciprocal<Scalar: FloatingScalar>(_ x: Variable<Scalar>) -> Variable<Scalar> {
  Variable(x.tracked.map(.reciprocal))
}

/// `sin` of every element, differentiable.
public func sin<Scalar: FloatingScalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { Variable(x.tracked.map(.sin)) }

/// `cos` of every element, differentiable.
public func cos<Scalar: FloatingScalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { Variable(x.tracked.map(.cos)) }

/// `tan` of every element, differentiable.
public func tan<Scalar: FloatingScalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { Variable(x.tracked.map(.tan)) }

/// `asin` of every element, differentiable.
public func asin<Scalar: FloatingScalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { Variable(x.tracked.map(.asin)) }

/// `acos` of every element, differentiable.
public func acos<Scalar: FloatingScalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { Variable(x.tracked.map(.acos)) }

/// `atan` of every element, differentiable.
public func atan<Scalar: FloatingScalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { Variable(x.tracked.map(.atan)) }

/// `sinh` of every element, differentiable.
public func sinh<Scalar: FloatingScalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { Variable(x.tracked.map(.sinh)) }

/// `cosh` of every element, differentiable.
public func cosh<Scalar: FloatingScalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { Variable(x.tracked.map(.cosh)) }

/// `tanh` of every element, differentiable.
public func tanh<Scalar: FloatingScalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { Variable(x.tracked.map(.tanh)) }

/// `sigmoid` of every element, differentiable.
public func sigmoid<Scalar: FloatingScalar>(_ x: Variable<Scalar>) -> Variable<Scalar> {
  Variable(x.tracked.map(.sigmoid))
}

/// `silu` of every element, differentiable.
public func silu<Scalar: FloatingScalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { Variable(x.tracked.map(.silu)) }

/// `softplus` of every element, differentiable.
public func softplus<Scalar: FloatingScalar>(_ x: Variable<Scalar>) -> Variable<Scalar> {
  Variable(x.tracked.map(.softplus))
}

/// `erf` of every element, differentiable.
public func erf<Scalar: FloatingScalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { Variable(x.tracked.map(.erf)) }

/// `sign` of every element, differentiable. Its gradient is 0.
public func sign<Scalar: FloatingScalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { Variable(x.tracked.map(.sign)) }

/// `square` of every element, differentiable.
public func square<Scalar: FloatingScalar>(_ x: Variable<Scalar>) -> Variable<Scalar> {
  Variable(x.tracked.map(.square))
}

/// `floor` of every element, differentiable. Its gradient is 0.
public func floor<Scalar: FloatingScalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { Variable(x.tracked.map(.floor)) }

/// `ceil` of every element, differentiable. Its gradient is 0.
public func ceil<Scalar: FloatingScalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { Variable(x.tracked.map(.ceil)) }

/// `round` of every element, differentiable. Its gradient is 0.
public func round<Scalar: FloatingScalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { Variable(x.tracked.map(.round)) }

/// `relu` of every element, differentiable. Its derivative at 0 is 0.
public func relu<Scalar: FloatingScalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { Variable(x.tracked.map(.relu)) }

/// `abs` of every element, differentiable. Its derivative at 0 is 0.
public func abs<Scalar: FloatingScalar>(_ x: Variable<Scalar>) -> Variable<Scalar> {
  Variable(x.tracked.map(.absolute))
}

/// x where x > 0, negativeSlope · x elsewhere, differentiable.
public func leakyReLU<Scalar: FloatingScalar>(
  _ x: Variable<Scalar>, negativeSlope: Scalar = 0.01
) -> Variable<Scalar> {
  Variable(x.tracked.map(.leakyReLU, negativeSlope.asDouble))
}

/// x where x > 0, alpha · (e^x − 1) elsewhere, differentiable.
public func elu<Scalar: FloatingScalar>(_ x: Variable<Scalar>, alpha: Scalar = 1) -> Variable<Scalar> {
  Variable(x.tracked.map(.elu, alpha.asDouble))
}

/// x · Φ(x), differentiable.
public func gelu<Scalar: FloatingScalar>(
  _ x: Variable<Scalar>, approximate: GELUApproximation = .none
) -> Variable<Scalar> {
  Variable(x.tracked.map(approximate == .none ? .gelu : .geluTanh))
}

/// Every element limited to min...max, differentiable: the gradient passes where min ≤ x ≤ max.
public func clamp<Scalar: FloatingScalar>(
  _ x: Variable<Scalar>, min: Scalar? = nil, max: Scalar? = nil
) -> Variable<Scalar> {
  Variable(x.tracked.map(.clamp, min?.asDouble ?? -.infinity, max?.asDouble ?? .infinity))
}
