public import Autograd
public import Tensor

/// (x − mean) / √(variance + epsilon) · weight + bias over the last axes (Ba, Kiros and Hinton 2016).
///
/// Weight starts at 1 and bias at 0. Equals PyTorch's `nn.LayerNorm`.
///
/// Traps where the input does not end in the shape.
public final class LayerNorm: Layer {
  /// One for each element of the shape, or nil.
  public let weight: Parameter!
  /// One for each element of the shape, or nil.
  public let bias: Parameter!
  /// The last axes of the input.
  public let shape: Shape
  /// What keeps the root from 0.
  public let epsilon: Float

  /// A layer over the last axes; `affine` is whether it has weight and bias.
  public init(_ shape: Shape, epsilon: Float = 1e-5, affine: Bool = true, bias: Bool = true) {
    self.shape = shape
    self.epsilon = epsilon
    weight = affine ? Parameter(.ones(shape)) : nil
    self.bias = affine && bias ? Parameter(.zeros(shape)) : nil
  }

  /// A layer over the last axis.
  public convenience init(_ features: Int, epsilon: Float = 1e-5, affine: Bool = true, bias: Bool = true) {
    self.init([features], epsilon: epsilon, affine: affine, bias: bias)
  }

  /// [..., shape] → the same
  public func forward(_ x: Variable<Float>) -> Variable<Float> {
    layerNorm(x, shape: shape, weight: weight, bias: bias, epsilon: epsilon)
  }

  /// `[256]`
  public var details: String { "\(shape)\(weight == nil ? ", affine: false" : "")" }
}
