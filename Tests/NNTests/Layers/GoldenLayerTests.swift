import Autograd
import NN
import Tensor
import TestSupport
import Testing

/// Every golden case of a layer that is more than a function: what it gives, and what arrives at its inputs.
@Suite(.enabled(if: Golden.isAvailable, "MARTLET_GOLDEN is not set"))
struct GoldenLayerTests {
  @Test func goldenModules() throws {
    var report = GoldenReport(group: "layers as modules")
    for item in try Golden.cases("layers") where item.isOfModule { report.add { try Self.check(item) } }
    if report.total > 0 { print(report.line) }
    #expect(report.failures == [])
  }

  private static func check(_ item: GoldenCase) throws -> String? {
    let inputs = try item.inputs.indices.map { try item.input($0, as: Float.self) }
    guard let (y, variables) = run(item, inputs) else { return "\(item.id): unknown operation \(item.operation)" }
    if let difference = item.difference(DynamicTensor(y.value), from: item.outputs[0]) { return difference }
    guard let cotangent = item.cotangents.first else { return nil }
    y.backward(try cotangent.tensor(as: Float.self))
    for (index, wanted) in item.gradients.enumerated() {
      guard let wanted else { continue }
      guard index < variables.count, let got = variables[index].grad else {
        return "\(item.id): no gradient arrived at input \(index)"
      }
      if let difference = item.difference(DynamicTensor(got), from: wanted) {
        return "gradient \(index) of \(difference)"
      }
    }
    return nil
  }

  /// What a layer makes of a case, and the variables that stand for its inputs.
  private static func run(
    _ item: GoldenCase, _ inputs: [Tensor<Float>]
  ) -> (result: Variable<Float>, variables: [Variable<Float>])? {
    let p = item.parameters, x = Variable(inputs[0])
    switch item.operation {
    case "batch_norm":  // x, then perhaps weight, bias, running mean, running variance
      let layer = BatchNorm1d(
        x.shape[1], epsilon: Float(p.number("eps") ?? 1e-5), momentum: p.number("momentum").map { Float($0) },
        affine: inputs.count > 2)
      layer.isTraining = p.flag("training") ?? true
      if inputs.count > 2 { (layer.weight.value, layer.bias.value) = (inputs[1], inputs[2]) }
      for (place, name, buffer) in [(3, "running_mean", layer.runningMean), (4, "running_var", layer.runningVariance)] {
        if inputs.count > place { buffer.value = inputs[place] }
        if let values = p.numbers(name) { buffer.value = Tensor(values.map { Float($0) }) }
      }
      return (layer(x), [x] + layer.parameters())
    case "embedding":
      let layer = Embedding(x.shape[0], x.shape[1], paddingIndex: p.integer("padding_idx"))
      layer.weight.value = inputs[0]
      return (layer(Tensor<Int32>(p.tensor("indices") ?? .zeros([0]))), layer.parameters())
    case "dropout" where p.flag("training") == false || p.number("p") == 0:
      return (Dropout(Float(p.number("p") ?? 0.5)).eval()(x), [x])
    default: return nil
    }
  }
}
