public import Autograd
public import Tensor

/// A linear layer that takes its number of input features from the first input.
///
/// Until then it has no parameters, and asking the model for them stops with a message. Equals PyTorch's
/// `nn.LazyLinear`.
public final class LazyLinear: Layer, LazyModule {
  /// [outputs, inputs]; nil before the first input.
  public private(set) var weight: Parameter!
  /// [outputs]; nil before the first input, or without a bias.
  public private(set) var bias: Parameter!
  /// The number of output features.
  public let outputs: Int
  private let hasBias: Bool
  private var generator: RandomGenerator

  /// A layer with this number of output features, by a generator.
  public init(_ outputs: Int, bias: Bool = true, using generator: inout RandomGenerator) {
    guard outputs >= 1 else { fail("LazyLinear(? → \(outputs)): at least one feature is needed") }
    self.outputs = outputs
    hasBias = bias
    self.generator = generator.split()
  }

  /// A layer with this number of output features, by the default generator.
  public convenience init(_ outputs: Int, bias: Bool = true) {
    var generator = DefaultRandomGenerator.split()
    self.init(outputs, bias: bias, using: &generator)
  }

  /// [..., inputs] → [..., outputs]; the first input fixes how many features there are.
  public func forward(_ x: Variable<Float>) -> Variable<Float> {
    if weight == nil {
      guard let features = x.shape.last, features >= 1 else { fail("input \(x.shape) has no features") }
      prepare(inputs: features)
    }
    requireFeatures(x.shape, weight.shape[1])
    return linear(x, weight: weight, bias: bias)
  }

  /// Makes the parameters for a number of input features.
  func prepare(inputs: Int) {
    (weight, bias) = Linear.parameters(inputs, outputs, bias: hasBias, using: &generator)
  }

  var isReady: Bool { weight != nil }

  /// `inputs → outputs`, with a question mark before the first input.
  public var details: String {
    "\(weight.map { "\($0.shape[1])" } ?? "?") → \(outputs)\(hasBias ? "" : ", bias: false")"
  }
}
