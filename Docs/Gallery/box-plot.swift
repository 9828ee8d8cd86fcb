import Tensor
import Viz

var rng = RandomGenerator(seed: 9)
let samples = (0..<4).map { Tensor<Float>.normal([120], mean: Float($0) / 2, std: 1 + Float($0) / 4, using: &rng) }

let figure = Figure()
figure.axes.boxPlot(samples, names: ["fold 1", "fold 2", "fold 3", "fold 4"])
figure.axes.yLabel = "log RMSE"
try figure.write(to: "box-plot.png")
