public import Autograd
public import Tensor

/// The axes from one to another as one, all but the first if not told otherwise: [n, 28, 28] → [n, 784].
///
/// Equals PyTorch's `nn.Flatten`.
public final class Flatten: Layer {
  /// The first axis that is merged.
  public let from: Int
  /// The last axis that is merged.
  public let through: Int

  /// A layer that merges the axes from one to another.
  public init(from: Int = 1, through: Int = -1) {
    self.from = from
    self.through = through
  }

  /// [n, …] → [n, the rest]
  public func forward(_ x: Variable<Float>) -> Variable<Float> {
    if from == 1 && through == -1 && x.rank == 2 { return x }
    return x.flattened(from: from, through: through)
  }

  /// Nothing for the usual axes.
  public var details: String { from == 1 && through == -1 ? "" : "from: \(from), through: \(through)" }
}

/// The input, unchanged. Equals PyTorch's `nn.Identity`.
public final class Identity: Layer {
  /// A layer.
  public init() {}
  /// x
  public func forward(_ x: Variable<Float>) -> Variable<Float> { x }
}
