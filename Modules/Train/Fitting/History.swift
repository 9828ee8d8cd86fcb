import Tensor

/// What happened, epoch by epoch.
public struct History: Sendable {
  /// The epochs, the first one first.
  public internal(set) var epochs: [EpochRecord] = []

  init() {}

  /// The curves of the run by name, in the order train loss, train metrics, test metrics; without metrics, train loss and
  /// test loss. What `Figure.curves` takes.
  public var curves: [(name: String, values: [Double])] {
    guard let first = epochs.first else { return [] }
    var result = [(name: "train loss", values: epochs.map(\.loss))]
    for (index, metric) in first.metrics.enumerated() {
      result.append(("train \(metric.name)", epochs.map { $0.metrics[index].value }))
    }
    guard let validation = first.validation else { return result }
    if first.metrics.isEmpty { result.append(("test loss", epochs.map { $0.validation?.loss ?? .nan })) }
    for (index, metric) in validation.metrics.enumerated() {
      result.append(("test \(metric.name)", epochs.map { $0.validation?.metrics[index].value ?? .nan }))
    }
    return result
  }

  /// The last epoch. Traps where there is none.
  public var last: EpochRecord {
    guard let last = epochs.last else { fail("History.last: there is no epoch yet") }
    return last
  }
}

/// What happened in an epoch.
public struct EpochRecord: Sendable {
  /// Its number, from 1.
  public let epoch: Int
  /// The mean loss over the samples as they were trained on.
  public let loss: Double
  /// The metrics over the samples as they were trained on.
  public let metrics: [(name: String, value: Double)]
  /// The figures in evaluation mode, if there was validation.
  public internal(set) var validation: Evaluation?
  /// Seconds, validation included.
  public internal(set) var seconds: Double
  /// The learning rate of the first group at the end.
  public let learningRate: Double

  /// A figure: `loss` or the name of a metric, in training or, where it begins with `test `, in validation.
  public subscript(name: String) -> Double? {
    let isTest = name.hasPrefix("test ")
    let wanted = isTest || name.hasPrefix("train ") ? String(name.drop { $0 != " " }.dropFirst()) : name
    let (loss, metrics) = isTest ? (validation?.loss, validation?.metrics ?? []) : (self.loss, self.metrics)
    return wanted == "loss" ? loss : metrics.first { $0.name == wanted }?.value
  }
}

/// How good a model is on samples that it is not trained on.
public struct Evaluation: Sendable {
  /// The mean loss.
  public let loss: Double
  /// The metrics.
  public let metrics: [(name: String, value: Double)]
  /// The number of samples.
  public let count: Int

  /// A metric by its name.
  public subscript(name: String) -> Double? { name == "loss" ? loss : metrics.first { $0.name == name }?.value }
}
