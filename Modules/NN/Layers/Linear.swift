public import Autograd
public import Tensor

/// y = x · weightᵀ + bias: [..., inputs] → [..., outputs].
///
/// Weight and bias start uniform in ±1/√inputs. Equals PyTorch's `nn.Linear`.
///
/// Traps where the input has another number of features.
public final class Linear: Layer {
  /// [outputs, inputs]
  public let weight: Parameter
  /// [outputs], or nil.
  public let bias: Parameter!

  /// A layer with these numbers of features, by a generator.
  ///
  /// Traps below 1.
  public init(_ inputs: Int, _ outputs: Int, bias: Bool = true, using generator: inout RandomGenerator) {
    guard inputs >= 1, outputs >= 1 else { fail("Linear(\(inputs) → \(outputs)): at least one feature is needed") }
    (weight, self.bias) = Linear.parameters(inputs, outputs, bias: bias, using: &generator)
  }

  /// A layer with these numbers of features, by the default generator.
  ///
  /// Traps below 1.
  public convenience init(_ inputs: Int, _ outputs: Int, bias: Bool = true) {
    var generator = DefaultRandomGenerator.split()
    self.init(inputs, outputs, bias: bias, using: &generator)
  }

  /// A layer on these values: a weight [outputs, inputs], and a bias [outputs] where there is to be one.
  ///
  /// Traps where the shapes do not fit.
  public init(weight: Tensor<Float>, bias: Tensor<Float>? = nil) {
    guard weight.rank == 2, weight.count > 0, bias.map({ $0.shape == [weight.shape[0]] }) ?? true else {
      fail(
        "Linear: weight \(weight.shape)\(bias.map { " and bias \($0.shape)" } ?? ""): [outputs, inputs] and [outputs] are "
          + "needed")
    }
    self.weight = Parameter(weight)
    self.bias = bias.map { Parameter($0) }
  }

  static func parameters(
    _ inputs: Int, _ outputs: Int, bias: Bool, using generator: inout RandomGenerator
  ) -> (Parameter, Parameter?) {
    let bound = 1 / Float(inputs).squareRoot()
    let weight = Tensor<Float>.uniform([outputs, inputs], low: -bound, high: bound, using: &generator)
    guard bias else { return (Parameter(weight), nil) }
    return (Parameter(weight), Parameter(.uniform([outputs], low: -bound, high: bound, using: &generator)))
  }

  /// The number of input features.
  public var inputs: Int { weight.shape[1] }
  /// The number of output features.
  public var outputs: Int { weight.shape[0] }

  /// [..., inputs] → [..., outputs]
  public func forward(_ x: Variable<Float>) -> Variable<Float> {
    requireFeatures(x.shape, inputs)
    return linear(x, weight: weight, bias: bias)
  }

  /// `inputs → outputs`
  public var details: String { "\(inputs) → \(outputs)\(bias == nil ? ", bias: false" : "")" }
}

/// Stops unless the last axis has the length that a layer expects.
@inline(__always)
func requireFeatures(_ shape: Shape, _ expected: Int) {
  if shape.count == 0 || shape[shape.count - 1] != expected { featuresDiffer(shape, expected) }
}

@inline(never)
private func featuresDiffer(_ shape: Shape, _ expected: Int) -> Never {
  guard let features = shape.last else { fail("input \(shape) is a single number, \(expected) features expected") }
  fail("input \(shape) has \(features) features, \(expected) expected")
}
