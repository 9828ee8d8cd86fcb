import Tensor

/// Loss and metrics over batches.
struct Sums<Target: TensorScalar> {
  var loss = 0.0
  var count = 0
  var metrics: [MetricSums<Target>]

  init(_ metrics: [Metric<Target>]) { self.metrics = metrics.map { MetricSums(metric: $0) } }

  /// The mean loss of a batch of `count` samples.
  mutating func add(_ loss: Double, _ count: Int, _ prediction: Tensor<Float>, _ target: Tensor<Target>) {
    self.loss += loss * Double(count)
    self.count += count
    for index in metrics.indices { metrics[index].add(prediction, target) }
  }

  var meanLoss: Double { loss / Double(count) }
  var values: [(name: String, value: Double)] { metrics.map { ($0.metric.name, $0.value) } }
  var evaluation: Evaluation { Evaluation(loss: meanLoss, metrics: values, count: count) }

  /// Everything as numbers, for a checkpoint.
  var numbers: [Double] { [loss, Double(count)] + metrics.flatMap { [Double($0.sums.count)] + $0.sums } }

  /// Goes on from `numbers`; false if they do not fit.
  mutating func restore(_ numbers: [Double]) -> Bool {
    guard numbers.count >= 2 else { return false }
    (loss, count) = (numbers[0], Int(numbers[1]))
    var place = 2
    for index in metrics.indices {
      guard place < numbers.count, let length = Int(exactly: numbers[place]), length >= 0,
        place + length < numbers.count
      else { return false }
      metrics[index].sums = Array(numbers[(place + 1)...(place + length)])
      place += length + 1
    }
    return place == numbers.count
  }
}
