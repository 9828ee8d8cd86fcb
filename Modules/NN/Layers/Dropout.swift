public import Autograd
public import Tensor

/// While training, each element is 0 with a probability, and the others are divided by 1 − probability; in evaluation
/// nothing changes (Srivastava et al. 2014). Equals PyTorch's `nn.Dropout`.
public final class Dropout: Layer, ModeDependent {
  /// How likely an element is dropped.
  public let probability: Float
  /// Whether elements are dropped.
  public var isTraining = true
  private let random: LayerGenerator

  /// A layer that drops elements by a generator split off this one.
  ///
  /// Traps outside 0...1.
  public init(_ probability: Float = 0.5, using generator: inout RandomGenerator) {
    self.probability = probability
    random = LayerGenerator(using: &generator)
    guard probability >= 0, probability <= 1 else { fail("\(title): the probability must be in 0...1") }
  }

  /// A layer that drops elements by a generator split off the default one.
  ///
  /// Traps outside 0...1.
  public convenience init(_ probability: Float = 0.5) {
    var generator = DefaultRandomGenerator.split()
    self.init(probability, using: &generator)
  }

  /// x with elements dropped while training.
  public func forward(_ x: Variable<Float>) -> Variable<Float> {
    guard isTraining, probability > 0 else { return x }
    return dropout(x, probability: probability, using: &random.generator)
  }

  /// `0.5`
  public var details: String { "\(probability)" }
}
