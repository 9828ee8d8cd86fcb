import Tensor
import TestSupport
import Testing

/// Every golden case of this module's operations.
@Suite(.enabled(if: Golden.isAvailable, "MARTLET_GOLDEN is not set"))
struct GoldenTensorTests {
  /// Operations that stand above this module; group special may use them too.
  private static let others: Set<String> = [
    "linear", "layer_norm", "embedding", "mse_loss", "l1_loss", "huber_loss", "bce_with_logits", "cross_entropy",
    "nll_loss", "kl_div", "dropout", "batch_norm", "sgd", "adam", "adamw", "rmsprop", "adagrad",
  ]

  @Test(arguments: ["elementwise", "reductions", "shape", "linalg", "special"])
  func golden(_ group: String) throws {
    let report = try Golden.report(group, where: { !Self.others.contains($0.operation) }, GoldenOperations.run)
    if report.total > 0 { print(report.line) }
    #expect(report.failures == [])
  }
}
