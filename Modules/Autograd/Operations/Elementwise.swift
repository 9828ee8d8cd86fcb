import Tensor

/// A function of every element, with its parameters.
struct Elementwise: Primitive {
  let function: UnaryFunction
  var p = 0.0, q = 0.0

  var name: String { "\(function)" }
  var keeps: Kept { function.derivativeUsesResult ? .output : .inputs }

  func forward(_ inputs: Inputs) -> AnyTensor { inputs[0].map(function, p, q) }

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    let seen = function.derivativeUsesResult ? point.output : point.input(0)
    if point.isPlain(g) {
      return Gradients(Tracked(.gradient(of: function, g.value, x: seen.value, y: seen.value, p, q), nil))
    }
    return Gradients(derivative(seen).map { g * $0 })
  }

  /// The table of derivatives: f′ in terms of v, which is y = f(x) where the derivative uses the result, x elsewhere.
  /// nil where it is 0 everywhere.
  private func derivative(_ v: Tracked) -> Tracked? {
    func mask(_ holds: BinaryMask) -> Tracked { Tracked(holds.of(v.value), nil) }
    switch function {
    case .negate: return v.full(v.shape, -1)
    case .absolute: return Tracked(constant: v.value.map(.sign))
    case .square: return 2 * v
    case .relu: return mask(.above(0))
    case .clamp: return mask(.within(p, q))
    case .reciprocal: return -(v * v)
    case .sqrt: return 0.5 / v
    case .rsqrt: return -0.5 * v * v * v
    case .exp: return v
    case .expm1: return v + 1
    case .log: return 1 / v
    case .log1p: return 1 / (v + 1)
    case .log2: return 1.442695040888963407 / v
    case .log10: return 0.434294481903251828 / v
    case .sin: return v.map(.cos)
    case .cos: return -v.map(.sin)
    case .tan: return 1 + v.map(.tan) ** 2
    case .asin: return (1 - v * v).map(.rsqrt)
    case .acos: return -(1 - v * v).map(.rsqrt)
    case .atan: return 1 / (1 + v * v)
    case .sinh: return v.map(.cosh)
    case .cosh: return v.map(.sinh)
    case .tanh: return 1 - v * v
    case .sigmoid: return v * (1 - v)
    case .silu:
      let s = v.map(.sigmoid)
      return s * (1 + v * (1 - s))
    case .softplus: return v.map(.sigmoid)
    case .erf: return 1.128379167095512574 * (-(v * v)).map(.exp)
    case .gelu:
      let distribution = 0.5 * (1 + (v * 0.707106781186547524).map(.erf))
      return distribution + v * (0.398942280401432678 * (-0.5 * v * v).map(.exp))
    case .geluTanh:
      let t = (0.797884560802865356 * (v + 0.044715 * v * v * v)).map(.tanh)
      let inner = 0.797884560802865356 * (1 + 3 * 0.044715 * v * v)
      return 0.5 * (1 + t) + 0.5 * v * (1 - t * t) * inner
    case .leakyReLU: return mask(.above(0)) * (1 - p) + p
    case .elu:
      let positive = mask(.above(0))
      return positive + (1 - positive) * (p * v.map(.clamp, -.infinity, 0).map(.exp))
    case .powScalar: return p * v ** (p - 1)
    case .sign, .floor, .ceil, .round, .not, .isNaN, .isFinite, .isInfinite: return nil
    }
  }
}

extension UnaryFunction {
  /// Whether the derivative is a function of y = f(x); of x if not.
  fileprivate var derivativeUsesResult: Bool {
    switch self {
    case .exp, .expm1, .tanh, .sigmoid, .sqrt, .rsqrt, .reciprocal, .relu: true
    default: false
    }
  }
}

/// A condition on elements, as ones and zeros of their own type.
private enum BinaryMask: FloatingVisitor {
  case above(Double)
  case within(Double, Double)

  func of(_ value: AnyTensor) -> AnyTensor {
    switch self {
    case .above, .within: value.open(self)
    }
  }

  func visit<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> AnyTensor {
    switch self {
    case .above(let bound): AnyTensor(Tensor<Scalar>(x .> Scalar(nearest: bound)))
    case .within(let low, let high):
      AnyTensor(Tensor<Scalar>((x .>= Scalar(nearest: low)) .& (x .<= Scalar(nearest: high))))
    }
  }
}
