public import Tensor

extension Metric where Target == Int32 {
  /// The part of the samples whose greatest score is that of their class: scores [n, classes], labels [n].
  public static var accuracy: Metric {
    Metric("acc") { scores, labels in
      let classes = predictedClasses(scores, labels, "accuracy")
      let correct = classes.withUnsafeScalars { predicted in
        labels.withUnsafeScalars { labels in zip(predicted, labels).reduce(0) { $0 + ($1.0 == $1.1 ? 1 : 0) } }
      }
      return [Double(correct), Double(labels.count)]
    } value: {
      $0[0] / $0[1]
    }
  }

  /// The mean precision of the classes, each weighing the same; a class that is never predicted counts 0.
  public static func precision(classes: Int) -> Metric { averaged("precision", classes) { $0.precision } }
  /// The mean recall of the classes, each weighing the same; a class that does not occur counts 0.
  public static func recall(classes: Int) -> Metric { averaged("recall", classes) { $0.recall } }
  /// The mean F1 of the classes, each weighing the same.
  public static func f1(classes: Int) -> Metric { averaged("f1", classes) { $0.f1 } }

  private static func averaged(
    _ name: String, _ classes: Int, _ figure: @escaping @Sendable (ConfusionMatrix) -> [Double]
  ) -> Metric {
    Metric(name) { scores, labels in
      var matrix = ConfusionMatrix(classes: classes)
      matrix.add(predicted: predictedClasses(scores, labels, name), labels: labels)
      return matrix.counts.map(Double.init)
    } value: { sums in
      let figures = figure(ConfusionMatrix(classes: classes, counts: sums.map { Int($0) }))
      return figures.reduce(0, +) / Double(classes)
    }
  }
}

extension Metric where Target == Float {
  /// The part of the samples that lie on the right side of a threshold: predictions and targets of one shape, targets 0 or
  /// 1. For logits the threshold is 0.
  public static func binaryAccuracy(threshold: Float = 0.5) -> Metric {
    Metric("acc") { predictions, targets in
      guard predictions.shape == targets.shape else {
        fail(
          "binaryAccuracy: predictions \(predictions.shape) and targets \(targets.shape): the shapes must be the same")
      }
      let right = ((predictions .> threshold) .== (targets .> 0.5)).sum().item()
      return [Double(right), Double(targets.count)]
    } value: {
      $0[0] / $0[1]
    }
  }
}

private func predictedClasses(_ scores: Tensor<Float>, _ labels: Tensor<Int32>, _ metric: String) -> Tensor<Int32> {
  guard scores.rank == 2, labels.rank == 1, scores.shape[0] == labels.count else {
    fail("\(metric): scores \(scores.shape) and labels \(labels.shape): [n, classes] and [n] are needed")
  }
  return scores.argmax(axis: 1)
}

/// How often samples of each class were taken for each class: a row for each true class, a column for each predicted one.
///
/// Equals scikit-learn's `confusion_matrix`, and `precision_recall_fscore_support` with `zero_division=0`.
public struct ConfusionMatrix: Sendable {
  /// The number of classes.
  public let classes: Int
  /// Row by row.
  public private(set) var counts: [Int]

  /// No samples yet. Traps for a negative number of classes.
  public init(classes: Int) {
    guard classes >= 0 else { fail("ConfusionMatrix: \(classes) classes: 0 or more are needed") }
    self.init(classes: classes, counts: Array(repeating: 0, count: classes * classes))
  }

  init(classes: Int, counts: [Int]) {
    self.classes = classes
    self.counts = counts
  }

  /// Counts samples.
  ///
  /// Traps where a class is not in 0..<classes.
  public mutating func add(predicted: Tensor<Int32>, labels: Tensor<Int32>) {
    guard predicted.count == labels.count else {
      fail("ConfusionMatrix: \(predicted.count) predictions and \(labels.count) labels")
    }
    for (position, (guess, label)) in zip(predicted.scalars, labels.scalars).enumerated() {
      guard (0..<classes).contains(Int(guess)), (0..<classes).contains(Int(label)) else {
        fail("ConfusionMatrix: class \(guess) for label \(label) at position \(position): valid are 0..<\(classes)")
      }
      counts[Int(label) * classes + Int(guess)] += 1
    }
  }

  /// How many samples of a class were taken for a class. Traps where there is no such class.
  public subscript(label: Int, predicted: Int) -> Int {
    guard (0..<classes).contains(label), (0..<classes).contains(predicted) else {
      fail("ConfusionMatrix[\(label), \(predicted)]: classes 0..<\(classes) are there")
    }
    return counts[label * classes + predicted]
  }

  /// The counts, [classes, classes].
  public var tensor: Tensor<Int> { Tensor(scalars: counts, shape: [classes, classes]) }

  /// Of the samples taken for each class, the part that belongs to it; 0 where there are none.
  public var precision: [Double] {
    (0..<classes).map { c in ratio(self[c, c], (0..<classes).reduce(0) { $0 + self[$1, c] }) }
  }
  /// Of the samples of each class, the part that was found; 0 where there are none.
  public var recall: [Double] {
    (0..<classes).map { c in ratio(self[c, c], (0..<classes).reduce(0) { $0 + self[c, $1] }) }
  }
  /// 2 · precision · recall / (precision + recall) of each class; 0 where both are.
  public var f1: [Double] {
    zip(precision, recall).map { $0 + $1 == 0 ? 0 : 2 * $0 * $1 / ($0 + $1) }
  }
  /// The part of all samples that was taken for its own class; NaN where there are none.
  public var accuracy: Double {
    Double((0..<classes).reduce(0) { $0 + self[$1, $1] }) / Double(counts.reduce(0, +))
  }

  private func ratio(_ part: Int, _ whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }
}
