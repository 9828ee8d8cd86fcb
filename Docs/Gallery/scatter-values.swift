import Tensor
import Viz

var rng = RandomGenerator(seed: 3)
let x = Tensor<Float>.uniform([200], using: &rng), y = Tensor<Float>.uniform([200], using: &rng)
let size = 300 * Tensor<Float>.uniform([200], using: &rng) + 5

let figure = Figure()
figure.axes.scatter(x, y, values: x + y, colorMap: .plasma, sizes: size, alpha: 0.7, edgeColor: "w")
figure.axes.colorBar(label: "x + y")
figure.axes.title = "Size and colour by value"
try figure.write(to: "scatter-values.png")
