public import Autograd
public import Tensor

// Activations as layers: each is the function of the same name on every element.

/// max(x, 0). Equals PyTorch's `nn.ReLU`.
public final class ReLU: Layer {
  /// A layer.
  public init() {}
  /// `relu(x)`
  public func forward(_ x: Variable<Float>) -> Variable<Float> { relu(x) }
}

/// x where x > 0, negativeSlope · x elsewhere. Equals PyTorch's `nn.LeakyReLU`.
public final class LeakyReLU: Layer {
  /// The slope below 0.
  public let negativeSlope: Float
  /// A layer with a slope below 0.
  public init(_ negativeSlope: Float = 0.01) { self.negativeSlope = negativeSlope }
  /// `leakyReLU(x)`
  public func forward(_ x: Variable<Float>) -> Variable<Float> { leakyReLU(x, negativeSlope: negativeSlope) }
  /// `negativeSlope: 0.01`
  public var details: String { "negativeSlope: \(negativeSlope)" }
}

/// x where x > 0, alpha · (e^x − 1) elsewhere. Equals PyTorch's `nn.ELU`.
public final class ELU: Layer {
  /// What large negative inputs give, negated.
  public let alpha: Float
  /// A layer with a limit for large negative inputs.
  public init(alpha: Float = 1) { self.alpha = alpha }
  /// `elu(x)`
  public func forward(_ x: Variable<Float>) -> Variable<Float> { elu(x, alpha: alpha) }
  /// `alpha: 1.0`
  public var details: String { "alpha: \(alpha)" }
}

/// x · Φ(x), Φ the normal distribution function. Equals PyTorch's `nn.GELU`.
public final class GELU: Layer {
  /// Whether Φ is computed, or approximated by tanh.
  public let approximate: GELUApproximation
  /// A layer, exact if not told otherwise.
  public init(approximate: GELUApproximation = .none) { self.approximate = approximate }
  /// `gelu(x)`
  public func forward(_ x: Variable<Float>) -> Variable<Float> { gelu(x, approximate: approximate) }
  /// `approximate: none`
  public var details: String { "approximate: \(approximate)" }
}

/// x · σ(x). Equals PyTorch's `nn.SiLU`.
public final class SiLU: Layer {
  /// A layer.
  public init() {}
  /// `silu(x)`
  public func forward(_ x: Variable<Float>) -> Variable<Float> { silu(x) }
}

/// 1 / (1 + e^−x). Equals PyTorch's `nn.Sigmoid`.
public final class Sigmoid: Layer {
  /// A layer.
  public init() {}
  /// `sigmoid(x)`
  public func forward(_ x: Variable<Float>) -> Variable<Float> { sigmoid(x) }
}

/// The hyperbolic tangent. Equals PyTorch's `nn.Tanh`.
public final class Tanh: Layer {
  /// A layer.
  public init() {}
  /// `tanh(x)`
  public func forward(_ x: Variable<Float>) -> Variable<Float> { tanh(x) }
}

/// log(1 + e^x). Equals PyTorch's `nn.Softplus`.
public final class Softplus: Layer {
  /// A layer.
  public init() {}
  /// `softplus(x)`
  public func forward(_ x: Variable<Float>) -> Variable<Float> { softplus(x) }
}

/// e^x / Σ e^x along an axis. Not for before `crossEntropy`, which takes it by itself. Equals PyTorch's `nn.Softmax`.
public final class Softmax: Layer {
  /// The axis along which the results add up to 1.
  public let axis: Int
  /// A layer along an axis.
  public init(axis: Int = -1) { self.axis = axis }
  /// `softmax(x, axis: axis)`
  public func forward(_ x: Variable<Float>) -> Variable<Float> { softmax(x, axis: axis) }
  /// `axis: -1`
  public var details: String { "axis: \(axis)" }
}

/// log(e^x / Σ e^x) along an axis. Equals PyTorch's `nn.LogSoftmax`.
public final class LogSoftmax: Layer {
  /// The axis along which the exponentials of the results add up to 1.
  public let axis: Int
  /// A layer along an axis.
  public init(axis: Int = -1) { self.axis = axis }
  /// `logSoftmax(x, axis: axis)`
  public func forward(_ x: Variable<Float>) -> Variable<Float> { logSoftmax(x, axis: axis) }
  /// `axis: -1`
  public var details: String { "axis: \(axis)" }
}
