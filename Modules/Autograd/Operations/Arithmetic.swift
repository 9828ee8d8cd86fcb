import Tensor

/// A function of two tensors, element by element, broadcast.
struct Arithmetic: Primitive {
  let function: BinaryFunction

  var name: String { "\(function)" }
  var keeps: Kept { function == .add || function == .sub ? .nothing : .inputs }

  func forward(_ inputs: Inputs) -> AnyTensor { .binary(function, inputs[0], inputs[1]) }

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    switch function {
    case .add: return Gradients(g, g)
    case .sub: return Gradients(g, point.needs(1) ? -g : nil)
    case .mul:
      return Gradients(point.needs(0) ? g * point.input(1) : nil, point.needs(1) ? g * point.input(0) : nil)
    case .div:
      let b = point.input(1)
      return Gradients(point.needs(0) ? g / b : nil, point.needs(1) ? -(g * (point.input(0) / (b * b))) : nil)
    case .pow: return power(g, point)
    case .maximum, .minimum: return extreme(g, point)
    case .atan2:
      let (y, x) = (point.input(0), point.input(1))
      let scaled = g / (x * x + y * y)
      return Gradients(scaled * x, -(scaled * y))
    case .remainder:
      let quotient = AnyTensor.binary(.div, point.value(0), point.value(1)).map(.floor)
      return Gradients(g, point.needs(1) ? -(g * Tracked(constant: quotient)) : nil)
    case .and, .or, .xor: return Gradients(nil, nil)
    }
  }

  /// d aᵇ/da = b aᵇ⁻¹, 0 for b = 0; d aᵇ/db = aᵇ log a, 0 for a = 0 and b ≥ 0.
  private func power(_ g: Tracked, _ point: Point) -> Gradients {
    let (a, b) = (point.input(0), point.input(1))
    let conditions = PowerConditions(exponent: b.value)
    let (exponentIsZero, vanishing) = a.value.open(conditions)
    return Gradients(
      point.needs(0) ? (g * (b * a ** (b - 1))).masked(.!exponentIsZero) : nil,
      point.needs(1) ? (g * (a ** b * a.map(.log))).masked(.!vanishing) : nil)
  }

  /// The gradient goes to the one that won; equals share it.
  private func extreme(_ g: Tracked, _ point: Point) -> Gradients {
    let (a, b) = (point.value(0), point.value(1))
    let (first, second) = a.open(Winners(other: b, isMaximum: function == .maximum))
    return Gradients(
      point.needs(0) ? g * Tracked(constant: first) : nil, point.needs(1) ? g * Tracked(constant: second) : nil)
  }
}

/// Where the gradient of a power is 0 by definition.
private struct PowerConditions: FloatingVisitor {
  let exponent: AnyTensor

  func visit<Scalar: FloatingScalar>(_ base: Tensor<Scalar>) -> (Tensor<Bool>, Tensor<Bool>) {
    let exponent = exponent.tensor(of: Scalar.self)
    return (exponent .== 0, (base .== 0) .& (exponent .>= 0))
  }
}

/// How much of the gradient each of two gets: 1 for the greater (or smaller) one, a half each where they are equal.
private struct Winners: FloatingVisitor {
  let other: AnyTensor
  let isMaximum: Bool

  func visit<Scalar: FloatingScalar>(_ a: Tensor<Scalar>) -> (AnyTensor, AnyTensor) {
    let b = other.tensor(of: Scalar.self)
    let shared = Tensor<Scalar>(a .== b) * 0.5
    let (first, second) = isMaximum ? (a .> b, b .> a) : (a .< b, b .< a)
    return (AnyTensor(Tensor<Scalar>(first) + shared), AnyTensor(Tensor<Scalar>(second) + shared))
  }
}

/// A function of every element and one number.
struct ScalarArithmetic: Primitive {
  let function: BinaryFunction
  let number: Double
  let onLeft: Bool

  var name: String { "\(function)" }
  var keeps: Kept {
    switch function {
    case .add, .sub, .mul: .nothing
    case .div: onLeft ? .inputs : .nothing
    case .pow: onLeft ? .output : .inputs
    default: .inputs
    }
  }

  func forward(_ inputs: Inputs) -> AnyTensor {
    if function == .pow && !onLeft { return inputs[0].map(.powScalar, number) }
    return .binary(function, inputs[0], number, scalarOnLeft: onLeft)
  }

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    switch function {
    case .add: return Gradients(g)
    case .sub: return Gradients(onLeft ? -g : g)
    case .mul: return Gradients(g * number)
    case .div where onLeft:
      let x = point.input(0)
      return Gradients(g * (-number / (x * x)))
    case .div: return Gradients(g / number)
    case .pow where onLeft:
      let logarithm = AnyTensor.full([], number, .double).map(.log).tensor(of: Double.self).item()
      return Gradients(g * (point.output * logarithm))
    case .pow:
      let x = point.input(0)
      if number == 0 { return Gradients(g * g.full(x.shape, 0)) }
      if number == 1 { return Gradients(g) }
      if number == 2 { return Gradients(g * (x * 2)) }
      if point.isPlain(g) {
        return Gradients(Tracked(.gradient(of: .powScalar, g.value, x: x.value, y: x.value, number, 0), nil))
      }
      return Gradients(g * (number * x ** (number - 1)))
    default: fail("\(function) with a number has no gradient")
    }
  }
}

/// The elements where a mask is true, 0 elsewhere: a 0 whatever the element, NaN too.
struct Masked: Primitive {
  let mask: Tensor<Bool>

  var name: String { "masked" }
  var keeps: Kept { .nothing }

  func forward(_ inputs: Inputs) -> AnyTensor {
    .select(mask, inputs[0], inputs[0].full([], 0))
  }

  func gradients(_ g: Tracked, at point: Point) -> Gradients { Gradients(g.masked(mask)) }
}
