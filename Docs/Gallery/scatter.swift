import Tensor
import Viz

var rng = RandomGenerator(seed: 42)
let x = Tensor<Float>.normal([1000, 2], using: &rng)
let y = 2 * x[0..., 0] - 3.4 * x[0..., 1] + 4.2 + 0.01 * Tensor<Float>.normal([1000], using: &rng)

let figure = Figure()
figure.axes.scatter(x[0..., 0], y, size: 1, label: "feature 0")
figure.axes.scatter(x[0..., 1], y, size: 1, label: "feature 1")
figure.axes.xLabel = "feature"
figure.axes.yLabel = "label"
try figure.write(to: "scatter.png")
