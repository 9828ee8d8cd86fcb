import Tensor
import Viz

var rng = RandomGenerator(seed: 5)

let figure = Figure()
figure.axes.histogram(Tensor<Float>.normal([5000], using: &rng), bins: 40, label: "μ = 0, σ = 1", alpha: 0.7)
figure.axes.histogram(
  Tensor<Float>.normal([5000], mean: 2, std: 0.6, using: &rng), bins: 40, label: "μ = 2, σ = 0.6", alpha: 0.7)
(figure.axes.xLabel, figure.axes.yLabel) = ("value", "count")
try figure.write(to: "histogram.png")
