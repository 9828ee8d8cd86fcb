public import Tensor

/// Samples that are taken by the batch: features and labels under the same positions.
///
/// A data set gathers a batch in one go; there is no access by single sample that would have to be stacked.
public protocol Dataset<Features, Labels>: Sendable {
  /// What a batch's features are: a tensor, as a rule.
  associatedtype Features: Sendable
  /// What a batch's labels are: a tensor, as a rule.
  associatedtype Labels: Sendable

  /// The number of samples.
  var count: Int { get }

  /// The samples at these positions, in their order.
  ///
  /// Traps where a position is out of range.
  func batch(_ indices: Tensor<Int32>) -> (Features, Labels)

  /// The samples at consecutive positions.
  ///
  /// Traps where the range reaches beyond the last sample.
  func batch(_ range: Range<Int>) -> (Features, Labels)
}

extension Dataset {
  /// The samples at consecutive positions.
  public func batch(_ range: Range<Int>) -> (Features, Labels) {
    checkBatch(range)
    return batch(Tensor<Int32>.arange(Int32(range.lowerBound), Int32(range.upperBound)))
  }

  func checkBatch(_ range: Range<Int>) {
    require(range.lowerBound >= 0 && range.upperBound <= count, "batch: \(range) is out of range: \(count) samples")
  }
}

/// Features and labels in two tensors, as many rows in one as in the other.
public struct TensorDataset<FeatureScalar: TensorScalar, LabelScalar: TensorScalar>: Dataset {
  /// One row for each sample.
  public let features: Tensor<FeatureScalar>
  /// One row for each sample.
  public let labels: Tensor<LabelScalar>

  /// Rows of both tensors that belong together.
  ///
  /// Traps where they differ in number.
  public init(_ features: Tensor<FeatureScalar>, _ labels: Tensor<LabelScalar>) {
    require(
      features.rank > 0 && labels.rank > 0 && features.shape[0] == labels.shape[0],
      "TensorDataset: features of shape \(features.shape) and labels of shape \(labels.shape): the number of rows differs"
    )
    self.features = features
    self.labels = labels
  }

  /// The number of rows.
  public var count: Int { features.shape[0] }

  /// The rows at these positions.
  public func batch(_ indices: Tensor<Int32>) -> (Tensor<FeatureScalar>, Tensor<LabelScalar>) {
    (features.take(indices, axis: 0), labels.take(indices, axis: 0))
  }

  /// Consecutive rows, as views.
  public func batch(_ range: Range<Int>) -> (Tensor<FeatureScalar>, Tensor<LabelScalar>) {
    checkBatch(range)
    return (features[range], labels[range])
  }
}

/// Some samples of another data set, in an order of their own.
public struct Subset<Base: Dataset>: Dataset {
  /// Where the samples are.
  public let base: Base
  /// Their positions in `base`.
  public let indices: Tensor<Int32>

  /// The samples of `base` at these positions.
  public init(_ base: Base, _ indices: Tensor<Int32>) {
    require(indices.rank == 1, "Subset: indices of shape \(indices.shape), one axis is needed")
    self.base = base
    self.indices = indices
  }

  /// The number of positions.
  public var count: Int { indices.count }

  /// The samples that these positions of the subset stand for.
  public func batch(_ indices: Tensor<Int32>) -> (Base.Features, Base.Labels) {
    base.batch(self.indices.take(indices, axis: 0))
  }
}
