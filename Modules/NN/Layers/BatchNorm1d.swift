public import Autograd
public import Tensor

/// (x − mean) / √(variance + epsilon) · weight + bias, feature by feature (Ioffe and Szegedy 2015).
///
/// While training, mean and (biased) variance are those of the batch, and the running ones move towards them by
/// `momentum`, the variance unbiased; in evaluation the running ones are used. Input [n, features], or
/// [n, features, length]. Equals PyTorch's `nn.BatchNorm1d`.
///
/// Traps where the input has another number of features, or only one value of each while training.
public final class BatchNorm1d: Layer, ModeDependent {
  /// [features], or nil.
  public let weight: Parameter!
  /// [features], or nil.
  public let bias: Parameter!
  /// The running mean, [features].
  public let runningMean: Buffer<Float>
  /// The running variance, [features].
  public let runningVariance: Buffer<Float>
  /// How many batches went into the running figures.
  public let batchCount: Buffer<Int>
  /// Whether the batch's own statistics are used.
  public var isTraining = true
  /// What keeps the root from 0.
  public let epsilon: Float
  /// The share of a batch in the running figures; nil for the plain average of all batches.
  public let momentum: Float?

  /// A layer for a number of features; `affine` is whether it has weight and bias.
  public init(_ features: Int, epsilon: Float = 1e-5, momentum: Float? = 0.1, affine: Bool = true) {
    guard features >= 1 else { fail("BatchNorm1d(\(features)): at least one feature is needed") }
    weight = affine ? Parameter(.ones([features])) : nil
    bias = affine ? Parameter(.zeros([features])) : nil
    runningMean = Buffer(.zeros([features]), name: "running_mean")
    runningVariance = Buffer(.ones([features]), name: "running_var")
    batchCount = Buffer(Tensor(0), name: "num_batches_tracked")
    self.epsilon = epsilon
    self.momentum = momentum
  }

  /// [n, features] or [n, features, length] → the same
  public func forward(_ x: Variable<Float>) -> Variable<Float> {
    let features = runningMean.value.count
    guard x.rank == 2 || x.rank == 3 else {
      fail("input \(x.shape): [n, \(features)] or [n, \(features), length] expected")
    }
    guard x.shape[1] == features else {
      fail("input \(x.shape) has \(x.shape[1]) features, \(features) expected")
    }
    let axes = x.rank == 2 ? [0] : [0, 2]
    let column: [Int] = x.rank == 2 ? [features] : [features, 1]
    let normalized = isTraining ? normalizeBatch(x, axes) : normalizeByRunning(x, column)
    let scaled = weight.map { normalized * $0.reshaped(column) } ?? normalized
    return bias.map { scaled + $0.reshaped(column) } ?? scaled
  }

  private func normalizeBatch(_ x: Variable<Float>, _ axes: [Int]) -> Variable<Float> {
    let values = x.count / Swift.max(runningMean.value.count, 1)
    guard values > 1 else {
      fail("input \(x.shape): more than one value of each feature is needed while training")
    }
    let centred = x - x.mean(axes: axes, keepDims: true)
    let variance = square(centred).mean(axes: axes, keepDims: true)
    let mean = x.value.mean(axes: axes)
    let unbiased = variance.value.flattened() * (Float(values) / Float(values - 1))
    batchCount.value += 1
    let share = momentum ?? 1 / Float(batchCount.value.item())
    runningMean.value += share * (mean - runningMean.value)
    runningVariance.value += share * (unbiased - runningVariance.value)
    return centred * rsqrt(variance + epsilon)
  }

  private func normalizeByRunning(_ x: Variable<Float>, _ column: [Int]) -> Variable<Float> {
    let scale = rsqrt(runningVariance.value + epsilon)
    return (x - runningMean.value.reshaped(column)) * scale.reshaped(column)
  }

  /// `64`
  public var details: String { "\(runningMean.value.count)\(weight == nil ? ", affine: false" : "")" }
}
