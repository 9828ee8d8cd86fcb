import Data
import Tensor
import ToolSupport
import Viz

/// The book's first data: 1000 points of y = 2·x₀ − 3.4·x₁ + 4.2 with noise of 0.01.
struct Plane {
  let trueW: Tensor<Float> = [2, -3.4], trueB: Float = 4.2
  let features: Tensor<Float>, labels: Tensor<Float>

  init(_ run: JobRun) {
    // A generator of its own: the data stay the same however the model and the batches are drawn.
    var generator = run.rng.split()
    (features, labels) = syntheticLinear(weight: trueW, bias: trueB, count: 1000, noise: 0.01, using: &generator)
  }

  /// Reports what was learnt, and draws the data, the fit and the losses.
  func show(w: [Float], b: Float, losses: [Double], _ run: JobRun) throws {
    run.report("loss", .number(losses.last!))
    run.report("w", .list(w.map { JSON($0) }))
    run.report("b", b)

    let scatter = Figure()
    scatter.axes.scatter(features[0..., 0], labels, size: 4, label: "feature 0")
    scatter.axes.scatter(features[0..., 1], labels, size: 4, label: "feature 1")
    (scatter.axes.xLabel, scatter.axes.yLabel) = ("feature", "label")
    try run.write(scatter, "\(run.job)-data.png")

    try run.write(fit(w, b), "\(run.job)-fit.png")
    let curve = Figure.curves([(name: "loss", values: losses)], xLabel: "epoch", yLabel: "loss", yScale: .log)
    try run.write(curve, "\(run.job)-loss.png")
  }

  /// For each feature the labels without what the other feature adds to them: they lie on a line, which is drawn as it
  /// was learnt and as it is.
  private func fit(_ w: [Float], _ b: Float) -> Figure {
    let figure = Figure(rows: 1, columns: 2, width: 9.6, height: 4.2, sharesY: true)
    for feature in 0..<2 {
      let x = features[0..., feature], other = features[0..., 1 - feature]
      let axes = figure[0, feature]
      let ends = Tensor<Float>.linspace(x.min().item(), x.max().item(), count: 2)
      axes.plot(x, labels.flattened() - trueW[1 - feature] * other, "o", label: "data", color: "C0", markerSize: 3)
      axes.plot(
        ends, ends * w[feature] + b, label: equation("learnt", w[feature], b, feature), color: "C2", lineWidth: 2)
      axes.plot(
        ends, ends * trueW[feature] + trueB, "k--", label: equation("true", trueW[feature].item(), trueB, feature))
      axes.xLabel = "feature \(feature)"
    }
    figure[0, 0].yLabel = "label without the other feature"
    return figure
  }

  private func equation(_ kind: String, _ w: Float, _ b: Float, _ feature: Int) -> String {
    "\(kind): \(fixed(w, 4))·x\(feature == 0 ? "₀" : "₁") + \(fixed(b, 4))"
  }
}
