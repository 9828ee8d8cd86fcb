import Synchronization
import Tensor

/// Notices probabilities where logits are wanted: a model that ends in softmax, under a loss that takes it again, learns
/// slowly and says nothing.
enum ProbabilityWarning {
  private static let isGiven = Atomic(false)

  /// Warns once in a run where every row is positive and adds up to 1. The first row tells most logits apart.
  static func check(_ rows: AnyTensor) {
    if isGiven.load(ordering: .relaxed) || rows.type != .float || rows.count == 0 { return }
    let rows: Tensor<Float> = rows.tensor()
    let classes = rows.shape[1]
    guard classes > 1, rows.isContiguous else { return }
    let looksLike = rows.withUnsafeScalars { scalars in
      stride(from: 0, to: scalars.count, by: classes).allSatisfy { start in
        var sum: Float = 0
        for column in start..<(start + classes) {
          if scalars[column] <= 0 { return false }
          sum += scalars[column]
        }
        return Swift.abs(sum - 1) < 1e-4
      }
    }
    if looksLike, !isGiven.exchange(true, ordering: .relaxed) {
      warn(
        "crossEntropy: every row of the input adds up to 1, like probabilities; it takes logits and applies softmax "
          + "itself: leave softmax out, or use nllLoss with logSoftmax")
    }
  }
}
