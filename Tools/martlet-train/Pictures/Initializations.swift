import Autograd
import NN
import Tensor
import Viz

/// What the first weights do to a deep network: how large activations are on their way through 20 layers of 256 ReLUs, and
/// how large gradients on their way back ("Dive into Deep Learning", 5.4).
///
/// Too small weights make both vanish, too large ones make them explode; Kaiming's keep their size.
enum Initializations {
  private static let layers = 20, width = 256

  static func draw(_ run: JobRun) throws {
    let kinds: [(name: String, start: (Linear, inout RandomGenerator) -> Void)] = [
      ("normal(0, 0.01)", { Init.normal($0.weight, std: 0.01, using: &$1) }),
      ("Xavier", { Init.xavierNormal($0.weight, using: &$1) }),
      ("Kaiming", { Init.kaimingNormal($0.weight, using: &$1) }),
      ("normal(0, 0.2)", { Init.normal($0.weight, std: 0.2, using: &$1) }),
    ]
    let figure = Figure(rows: 1, columns: 2, width: 10.8, height: 4.4)
    var generator = run.rng.split()
    let x = Tensor<Float>.normal([width, width], using: &generator)
    for (name, start) in kinds {
      let (forward, backward) = variances(x, start, &generator)
      figure[0, 0].plot(1...layers, forward, "-o", label: name, markerSize: 4)
      figure[0, 1].plot(1...layers, backward, "-o", label: name, markerSize: 4)
    }
    for (column, title) in ["variance of the activations", "variance of their gradients"].enumerated() {
      let axes = figure[0, column]
      (axes.title, axes.xLabel, axes.yScale) = (title, "layer", .log)
    }
    try run.write(figure, "\(run.job)-initialization.png")
  }

  /// The variance of what each layer puts out, and that of the gradient of the sum of the last one's outputs, weighted
  /// at random.
  private static func variances(
    _ x: Tensor<Float>, _ start: (Linear, inout RandomGenerator) -> Void, _ generator: inout RandomGenerator
  ) -> (forward: [Double], backward: [Double]) {
    // Each output is a variable of its own, so that its gradient stays.
    var outputs: [Variable<Float>] = []
    var weights: [Linear] = []
    var input = x
    for _ in 0..<layers {
      let layer = Linear(width, width, bias: false, using: &generator)
      start(layer, &generator)
      weights.append(layer)
      input = noGrad { relu(layer(input)) }.value
      outputs.append(Variable(input))
    }
    // Back through the layers by the chain rule, each with its own small graph.
    var gradient = Tensor<Float>.normal(input.shape, using: &generator)
    var backward = [variance(gradient)]
    for layer in (1..<layers).reversed() {
      let from = outputs[layer - 1]
      relu(weights[layer](from)).backward(gradient)
      gradient = from.grad!
      backward.append(variance(gradient))
    }
    return (outputs.map { variance($0.value) }, backward.reversed())
  }

  /// In double precision: what vanishes would be 0 in single.
  private static func variance(_ x: Tensor<Float>) -> Double { Tensor<Double>(x).variance().item() }
}
