import Autograd
import Tensor
import TestSupport
import Testing

/// Every golden case with a gradient: the results of variables, and what arrives at the inputs.
@Suite(.enabled(if: Golden.isAvailable, "MARTLET_GOLDEN is not set"))
struct GoldenGradientTests {
  @Test(arguments: ["elementwise", "reductions", "shape", "linalg"])
  func golden(_ group: String) throws { try run(group, as: "\(group) gradients") { !$0.cotangents.isEmpty } }

  @Test(arguments: ["losses", "layers"])
  func goldenOwn(_ group: String) throws { try run(group, as: group) { !$0.isOfModule } }

  @Test func goldenSpecial() throws {
    try run("special", as: "special losses and layers") { Self.own.contains($0.operation) && !$0.isOfModule }
  }

  private func run(_ group: String, as name: String, where isRun: (GoldenCase) -> Bool) throws {
    var report = GoldenReport(group: name)
    for item in try Golden.cases(group) where isRun(item) {
      report.add {
        let isDouble = item.inputs.contains { $0.scalarType == .double }
        return isDouble ? try Self.check(item, Double.self) : try Self.check(item, Float.self)
      }
    }
    if report.total > 0 { print(report.line) }
    #expect(report.failures == [])
  }

  /// Operations that only this module has.
  private static let own: Set<String> = [
    "linear", "layer_norm", "embedding", "mse_loss", "l1_loss", "huber_loss", "bce_with_logits", "cross_entropy",
    "nll_loss", "kl_div",
  ]

  private static func check<Scalar: FloatingScalar>(_ item: GoldenCase, _: Scalar.Type) throws -> String? {
    var variables: [Variable<Scalar>?] = []
    for (index, input) in item.inputs.enumerated() {
      let isFloating = input.scalarType == .float || input.scalarType == .double
      variables.append(isFloating ? Variable(try item.input(index)) : nil)
    }
    guard let results = try GoldenVariables(item: item, variables: variables).run() else {
      return "\(item.id): unknown operation \(item.operation)"
    }
    guard results.count >= item.outputs.count else {
      return "\(item.id): \(results.count) results, not \(item.outputs.count)"
    }
    for (result, output) in zip(results, item.outputs) {
      if let difference = item.difference(DynamicTensor(result.value), from: output) { return difference }
    }
    for (result, cotangent) in zip(results, item.cotangents) {
      result.backward(try cotangent.tensor(as: Scalar.self), retainGraph: true)
    }
    for (index, wanted) in item.gradients.enumerated() {
      guard let wanted else { continue }
      guard let got = variables[index]?.grad else { return "\(item.id): no gradient arrived at input \(index)" }
      if let difference = item.difference(DynamicTensor(got), from: wanted) {
        return "gradient \(index) of \(difference)"
      }
    }
    return nil
  }
}
