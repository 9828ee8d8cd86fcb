public import Autograd
public import Tensor

/// Which side of a weight keeps the variance.
public enum FanMode: Sendable {
  /// The inputs: values keep their size on the way forward.
  case fanIn
  /// The outputs: gradients keep their size on the way back.
  case fanOut
}

/// What follows a layer, for the size of its weights.
public enum Nonlinearity: Sendable {
  /// Nothing: the gain is 1.
  case linear
  /// σ(x): the gain is 1.
  case sigmoid
  /// tanh x: the gain is 5/3.
  case tanh
  /// max(x, 0): the gain is √2.
  case relu
  /// The scaled ELU: the gain is 3/4.
  case selu
  /// With its slope below 0.
  case leakyReLU(Double = 0.01)

  /// By how much weights have to be larger for what the function takes away.
  public var gain: Double {
    switch self {
    case .linear, .sigmoid: 1
    case .tanh: 5.0 / 3
    case .relu: 2.0.squareRoot()
    case .selu: 0.75
    case .leakyReLU(let slope): (2 / (1 + slope * slope)).squareRoot()
    }
  }
}

extension Init {
  /// Evenly in ±gain · √(6 / (fanIn + fanOut)) (Glorot and Bengio 2010).
  public static func xavierUniform(_ parameter: Parameter, gain: Double = 1, using generator: inout RandomGenerator) {
    let (fanIn, fanOut) = fans(parameter, "xavierUniform")
    let bound = Float(gain * (6 / Double(fanIn + fanOut)).squareRoot())
    uniform(parameter, low: -bound, high: bound, using: &generator)
  }

  /// Normal with standard deviation gain · √(2 / (fanIn + fanOut)) (Glorot and Bengio 2010).
  public static func xavierNormal(_ parameter: Parameter, gain: Double = 1, using generator: inout RandomGenerator) {
    let (fanIn, fanOut) = fans(parameter, "xavierNormal")
    normal(parameter, std: Float(gain * (2 / Double(fanIn + fanOut)).squareRoot()), using: &generator)
  }

  /// Evenly in ±gain · √(3 / fan) (He et al. 2015). PyTorch's default, a leaky ReLU of slope 0, is `.relu`.
  public static func kaimingUniform(
    _ parameter: Parameter, mode: FanMode = .fanIn, nonlinearity: Nonlinearity = .leakyReLU(0),
    using generator: inout RandomGenerator
  ) {
    let fan = fan(parameter, mode, "kaimingUniform")
    let bound = Float(nonlinearity.gain * (3 / Double(fan)).squareRoot())
    uniform(parameter, low: -bound, high: bound, using: &generator)
  }

  /// Normal with standard deviation gain / √fan (He et al. 2015).
  public static func kaimingNormal(
    _ parameter: Parameter, mode: FanMode = .fanIn, nonlinearity: Nonlinearity = .leakyReLU(0),
    using generator: inout RandomGenerator
  ) {
    let fan = fan(parameter, mode, "kaimingNormal")
    normal(parameter, std: Float(nonlinearity.gain / Double(fan).squareRoot()), using: &generator)
  }

  /// How many inputs and outputs a weight [out, in, …] has, those of every further axis counted in.
  static func fans(_ parameter: Parameter, _ name: String) -> (fanIn: Int, fanOut: Int) {
    let shape = parameter.shape
    guard shape.count >= 2 else { fail("Init.\(name): shape \(shape): a weight has at least two axes") }
    let field = shape[2...].reduce(1, *)
    return (shape[1] * field, shape[0] * field)
  }

  private static func fan(_ parameter: Parameter, _ mode: FanMode, _ name: String) -> Int {
    let (fanIn, fanOut) = fans(parameter, name)
    return mode == .fanIn ? fanIn : fanOut
  }
}

extension Init {
  /// Rows, or columns where they are fewer, that are orthogonal and of length `gain`: Q of the QR decomposition of a
  /// normal matrix, with the signs of R's diagonal (Saxe et al. 2013). Axes after the first are taken as one.
  public static func orthogonal(_ parameter: Parameter, gain: Double = 1, using generator: inout RandomGenerator) {
    let shape = parameter.shape
    guard shape.count >= 2 else { fail("Init.orthogonal: shape \(shape): a weight has at least two axes") }
    let rows = shape[0], columns = shape[1...].reduce(1, *)
    let isWide = rows < columns
    let flat = Tensor<Float>.normal([rows, columns], using: &generator)
    let (q, r) = Linalg.qr(isWide ? flat.transposed() : flat)
    let signed = q * sign(r.diagonal())
    parameter.value = (Float(gain) * (isWide ? signed.transposed() : signed)).reshaped(shape)
  }
}
