public import Tensor

/// A figure that tells how good predictions are, over any number of batches.
///
///     Trainer(net, optimizer: optimizer, loss: crossEntropy, metrics: [.accuracy])
///     let threeOff = Metric<Float>("within 3") { y, target in
///       Double(Tensor<Float>(abs(y - target) .< 3).mean().item())
///     }
///
/// Each batch gives numbers that are added up; the figure is made of the sums, so it does not depend on how the samples
/// fell into batches.
public struct Metric<Target: TensorScalar>: Sendable {
  /// What history and progress call it.
  public let name: String
  let sums: @Sendable (Tensor<Float>, Tensor<Target>) -> [Double]
  let combined: @Sendable ([Double], [Double]) -> [Double]
  let value: @Sendable ([Double]) -> Double

  /// A figure made of sums over samples.
  ///
  /// - Parameters:
  ///   - name: what history and progress call it.
  ///   - sums: the numbers of a batch, always as many, from predictions and targets.
  ///   - value: the figure, from the sums over all batches.
  public init(
    _ name: String, sums: @escaping @Sendable (Tensor<Float>, Tensor<Target>) -> [Double],
    value: @escaping @Sendable ([Double]) -> Double
  ) {
    self.init(name, sums: sums, combined: { zip($0, $1).map(+) }, value: value)
  }

  /// A figure made of numbers that are put together in another way than by adding.
  init(
    _ name: String, sums: @escaping @Sendable (Tensor<Float>, Tensor<Target>) -> [Double],
    combined: @escaping @Sendable ([Double], [Double]) -> [Double], value: @escaping @Sendable ([Double]) -> Double
  ) {
    self.name = name
    self.sums = sums
    self.combined = combined
    self.value = value
  }

  /// The mean over samples of what `mean` gives for a batch.
  public init(_ name: String, mean: @escaping @Sendable (Tensor<Float>, Tensor<Target>) -> Double) {
    self.init(name) { prediction, target in
      let count = Double(prediction.shape.first ?? 1)
      return [mean(prediction, target) * count, count]
    } value: {
      $0[0] / $0[1]
    }
  }

  /// The figure of one batch.
  public func callAsFunction(_ prediction: Tensor<Float>, _ target: Tensor<Target>) -> Double {
    value(sums(prediction, target))
  }
}

/// Sums of a metric over batches.
struct MetricSums<Target: TensorScalar> {
  let metric: Metric<Target>
  var sums: [Double] = []

  mutating func add(_ prediction: Tensor<Float>, _ target: Tensor<Target>) {
    let next = metric.sums(prediction, target)
    sums = sums.isEmpty ? next : metric.combined(sums, next)
  }

  var value: Double { sums.isEmpty ? .nan : metric.value(sums) }
}
