public import Autograd
public import Tensor

/// Rows of a table by their numbers: [...] of Int32 → [..., width].
///
/// The table starts standard normal. Equals PyTorch's `nn.Embedding`.
///
/// Traps where a number is not in 0..<count.
public final class Embedding: Module {
  /// [count, width]
  public let weight: Parameter
  /// The row whose gradient is left out and that starts at 0.
  public let paddingIndex: Int?

  /// A table of `count` rows by a generator.
  ///
  /// Traps below 1, and where there is no row `paddingIndex`.
  public init(_ count: Int, _ width: Int, paddingIndex: Int? = nil, using generator: inout RandomGenerator) {
    guard count >= 1, width >= 1 else { fail("Embedding(\(count) → \(width)): at least one row and column is needed") }
    var table = Tensor<Float>.normal([count, width], using: &generator)
    if let paddingIndex {
      guard paddingIndex >= 0, paddingIndex < count else {
        fail("Embedding(\(count) → \(width)): paddingIndex \(paddingIndex): valid are 0..<\(count)")
      }
      table[paddingIndex] = .zeros([width])
    }
    weight = Parameter(table)
    self.paddingIndex = paddingIndex
  }

  /// A table of `count` rows by the default generator.
  public convenience init(_ count: Int, _ width: Int, paddingIndex: Int? = nil) {
    var generator = DefaultRandomGenerator.split()
    self.init(count, width, paddingIndex: paddingIndex, using: &generator)
  }

  /// [...] → [..., width]
  public func callAsFunction(_ indices: Tensor<Int32>) -> Variable<Float> {
    FailureContext.within(self, name: moduleName) {
      let rows = lookUp(indices)
      if let observer = FailureContext.observer { observer.didRun(self, output: rows.shape) }
      return rows
    }
  }

  private func lookUp(_ indices: Tensor<Int32>) -> Variable<Float> {
    let rows = embedding(indices, weight: weight)
    guard let paddingIndex else { return rows }
    let isPadding = (indices .== Int32(paddingIndex)).unsqueezed(axis: -1)
    return rows.replacing(with: rows.detach(), where: isPadding)
  }

  /// `count → width`
  public var details: String { "\(weight.shape[0]) → \(weight.shape[1])" }
}
