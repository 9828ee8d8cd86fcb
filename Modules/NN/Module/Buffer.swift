public import Tensor

/// State of a module that is not trained and is saved with it: running statistics, a mask.
///
///     let runningMean = Buffer(Tensor<Float>.zeros([64]), name: "running_mean")
///
/// Equals what PyTorch's `register_buffer` makes.
public final class Buffer<Scalar: TensorScalar>: ModuleBuffer {
  /// The tensor.
  public var value: Tensor<Scalar>
  /// The name under which it is saved; nil for the name of its property.
  public let name: String?

  /// A buffer, saved under another name than its property's if one is given.
  public init(_ value: Tensor<Scalar>, name: String? = nil) {
    self.value = value
    self.name = name
  }
}

/// A buffer of any scalar type.
public protocol ModuleBuffer: AnyObject {
  /// The type of its scalars.
  associatedtype Scalar: TensorScalar
  /// The tensor.
  var value: Tensor<Scalar> { get set }
  /// The name under which it is saved; nil for the name of its property.
  var name: String? { get }
}

/// The random numbers of a layer: a generator with identity, so that a checkpoint finds it and can put it back.
public final class LayerGenerator {
  /// The generator.
  public var generator: RandomGenerator

  /// A generator split off another one.
  public init(using generator: inout RandomGenerator) { self.generator = generator.split() }

  /// A generator split off the default one.
  public init() { generator = DefaultRandomGenerator.split() }
}
