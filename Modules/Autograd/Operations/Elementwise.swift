import Tensor

/// A function of every element, with its parameters.
struct Elementwise: UnaryPrimitive {
  let function: UnaryFunction
  var p = 0.0, q = 0.0

  var name: String { "\(function)" }
  var keeps: Kept { function.seen }

  func forward(_ x: AnyTensor) -> AnyTensor { x.map(function, p, q) }

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    if point.isPlain(g) {
      let x = point.node.inputs.first ?? point.output.value
      return Gradients(
        Tracked(constant: .gradient(of: function, g.value, x: x, y: point.node.output ?? x, p, q)))
    }
    return Gradients(derivative(function.seen == .output ? point.output : point.input(0)).map { g * $0 })
  }

  /// The table of derivatives: f′ in terms of v, which is y = f(x) where only the result is kept, x elsewhere. nil where
  /// it is 0 everywhere.
  private func derivative(_ v: Tracked) -> Tracked? {
    func ones(where mask: Tensor<Bool>) -> Tracked { Tracked(constant: v.value.ones(where: mask)) }
    switch function {
    case .negate: return v.full(v.shape, -1)
    case .absolute: return Tracked(constant: v.value.map(.sign))
    case .square: return 2 * v
    case .relu: return ones(where: .!v.value.compared(.lessOrEqual, 0))
    case .clamp: return ones(where: v.value.compared(.greaterOrEqual, p) .& v.value.compared(.lessOrEqual, q))
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
    case .tan: return 1 + v * v
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
    case .leakyReLU: return ones(where: v.value.compared(.greater, 0)) * (1 - p) + p
    case .elu:
      let above = v.value.compared(.greater, 0)
      let below = v.masked(.!v.value.compared(.greaterOrEqual, 0))
      return ones(where: above) + (p * below.map(.exp)).masked(.!above)
    case .powScalar: return p * v ** (p - 1)
    case .sign, .floor, .ceil, .round, .not, .isNaN, .isFinite, .isInfinite: return nil
    }
  }
}

extension UnaryFunction {
  /// What the derivative is a function of: x, y = f(x), or both.
  fileprivate var seen: Kept {
    switch self {
    case .exp, .expm1, .tan, .tanh, .sigmoid, .sqrt, .rsqrt, .reciprocal, .relu: .output
    case .elu: [.inputs, .output]
    default: .inputs
    }
  }
}
