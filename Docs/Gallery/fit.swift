import Tensor
import Viz

var rng = RandomGenerator(seed: 7)
let x = Tensor<Float>.uniform([60], low: -2, high: 12, using: &rng)
let y = 3 * x + 10 + 4 * Tensor<Float>.normal([60], using: &rng)

let figure = Figure()
figure.axes.fit(x, y, label: "measured")
figure.axes.xLabel = "x"
figure.axes.yLabel = "y"
try figure.write(to: "fit.png")
