import Autograd
import Tensor
import TestSupport
import Testing

/// Every golden case with a gradient: the results of variables, and what arrives at the inputs.
@Suite(.enabled(if: Golden.isAvailable, "MARTLET_GOLDEN is not set"))
struct GoldenGradientTests {
  @Test(arguments: ["elementwise", "reductions", "shape", "linalg", "losses", "layers"])
  func golden(_ group: String) throws {
    var report = GoldenReport(group: "\(group) gradients")
    for item in try Golden.cases(group) where !item.cotangents.isEmpty && !Self.ownedByNN.contains(item.operation) {
      report.add {
        let isDouble = item.inputs.contains { $0.scalarType == .double }
        return isDouble ? try Self.check(item, Double.self) : try Self.check(item, Float.self)
      }
    }
    if report.total > 0 { print(report.line) }
    #expect(report.failures == [])
  }

  /// Layers that are modules with a state.
  private static let ownedByNN: Set<String> = ["batch_norm", "dropout"]

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
