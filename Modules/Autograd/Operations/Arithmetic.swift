import Tensor

/// A function of two tensors, element by element, broadcast.
struct Arithmetic: BinaryPrimitive {
  let function: BinaryFunction

  var name: String { "\(function)" }
  var keeps: Kept {
    switch function {
    case .add, .sub: .nothing
    case .mul: .others
    default: .inputs
    }
  }
  var takesNumber: Bool { function == .mul || function == .add }

  func forward(_ a: AnyTensor, _ b: AnyTensor) -> AnyTensor { .binary(function, a, b) }

  func gradients(_ g: consuming Tracked, at point: Point) -> Gradients {
    switch function {
    case .add:
      if point.needsOnly(0) { return Gradients(g) }
      return Gradients(point.needs(0) ? g : nil, point.needs(1) ? g : nil)
    case .sub: return Gradients(point.needs(0) ? g : nil, point.needs(1) ? -g : nil)
    case .mul:
      if point.isPlain(g) { return products(g.value, point) }
      return Gradients(point.needs(0) ? g * point.input(1) : nil, point.needs(1) ? g * point.input(0) : nil)
    case .div:
      let b = point.input(1)
      return Gradients(point.needs(0) ? g / b : nil, point.needs(1) ? -(g * (point.input(0) / b / b)) : nil)
    case .pow: return power(g, point)
    case .maximum, .minimum: return extreme(g, point)
    case .atan2:
      let (y, x) = (point.input(0), point.input(1))
      // At the origin, where there is none, 0 as in PyTorch.
      let square = x * x + y * y
      let scaled = (g / square).masked(.!square.value.compared(.equal, 0))
      return Gradients(scaled * x, -(scaled * y))
    case .remainder:
      let quotient = AnyTensor.binary(.div, point.value(0), point.value(1)).map(.floor)
      return Gradients(g, point.needs(1) ? -(g * Tracked(constant: quotient)) : nil)
    case .and, .or, .xor: return Gradients(nil, nil)
    }
  }

  /// For a gradient that may be one number.
  private func products(_ g: AnyTensor, _ point: Point) -> Gradients {
    func product(_ position: Int) -> Tracked {
      point.withValue(position) { Tracked(constant: .binary(.mul, g, $0)) }
    }
    return Gradients(point.needs(0) ? product(1) : nil, point.needs(1) ? product(0) : nil)
  }

  /// d aᵇ/da = b aᵇ⁻¹, 0 for b = 0; d aᵇ/db = aᵇ log a, 0 for a = 0 and b ≥ 0.
  private func power(_ g: Tracked, _ point: Point) -> Gradients {
    let (a, b) = (point.input(0), point.input(1))
    let exponentIsZero = b.value.compared(.equal, 0)
    let vanishing = a.value.compared(.equal, 0) .& b.value.compared(.greaterOrEqual, 0)
    return Gradients(
      point.needs(0) ? (g * (b * a ** (b - 1))).masked(.!exponentIsZero) : nil,
      point.needs(1) ? (g * (a ** b * a.map(.log))).masked(.!vanishing) : nil)
  }

  /// The gradient goes to the one that won; equals share it, and beside NaN, which is neither, both have it whole.
  private func extreme(_ g: Tracked, _ point: Point) -> Gradients {
    let (a, b) = (point.value(0), point.value(1))
    let shared = Tracked(constant: a.ones(where: a.compared(.equal, b))) * 0.5
    let (first, second) = function == .maximum ? (a, b) : (b, a)
    func share(_ wins: AnyTensor, over other: AnyTensor) -> Tracked {
      g * (Tracked(constant: a.ones(where: .!other.compared(.greater, wins))) - shared)
    }
    return Gradients(
      point.needs(0) ? share(first, over: second) : nil, point.needs(1) ? share(second, over: first) : nil)
  }
}

/// A function of every element and one number.
struct ScalarArithmetic: UnaryPrimitive {
  let function: BinaryFunction
  let number: Double
  let onLeft: Bool

  var name: String { "\(function)" }
  var keeps: Kept {
    switch function {
    case .add, .sub, .mul: .nothing
    case .div: onLeft ? .inputs : .nothing
    case .pow where onLeft: number == 0 ? [.inputs, .output] : .output
    case .pow: number == -1 || number == 0.5 ? [.inputs, .output] : .inputs
    default: .inputs
    }
  }

  func forward(_ x: AnyTensor) -> AnyTensor {
    if function == .pow && !onLeft { return x.map(.powScalar, number) }
    return .binary(function, x, number, scalarOnLeft: onLeft)
  }

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    switch function {
    case .add: return Gradients(g)
    case .sub: return Gradients(onLeft ? -g : g)
    case .mul: return Gradients(g * number)
    case .div where onLeft:
      let x = point.input(0)
      return Gradients(g * (-number / x / x))
    case .div: return Gradients(g / number)
    case .pow where onLeft:
      let logarithm = AnyTensor.full([], number, .double).map(.log).tensor(of: Double.self).item()
      let slope = g * (point.output * logarithm)
      // 0 to the power of x is 0 beside every x > 0.
      return Gradients(number == 0 ? slope.masked(.!point.value(0).compared(.greaterOrEqual, 0)) : slope)
    case .pow:
      let x = point.input(0)
      if number == 0 { return Gradients(g * g.full(x.shape, 0)) }
      if number == 1 { return Gradients(g) }
      if number == 2 { return Gradients(g * (x * 2)) }
      if point.isPlain(g) {
        let y = point.node.output ?? x.value
        return Gradients(Tracked(constant: .gradient(of: .powScalar, g.value, x: x.value, y: y, number, 0)))
      }
      return Gradients(g * (number * x ** (number - 1)))
    case .remainder where onLeft:
      let quotient = AnyTensor.binary(.div, point.value(0), number, scalarOnLeft: true).map(.floor)
      return Gradients(-(g * Tracked(constant: quotient)))
    case .remainder: return Gradients(g)
    default: fail("\(function) with a number has no gradient")
    }
  }
}

/// The elements where a mask is true, 0 elsewhere: a 0 whatever the element, NaN too.
struct Masked: UnaryPrimitive {
  let mask: Tensor<Bool>

  var name: String { "masked" }
  var keeps: Kept { .nothing }

  func forward(_ x: AnyTensor) -> AnyTensor {
    .select(mask, x, x.full([], 0))
  }

  func gradients(_ g: Tracked, at point: Point) -> Gradients { Gradients(g.masked(mask)) }
}
