import Tensor
import Viz

var rng = RandomGenerator(seed: 8)
let x = Tensor<Float>.linspace(-3, 3, count: 40)
let y = x * x * x - 4 * x + 1 + 2 * Tensor<Float>.normal([40], using: &rng)

let figure = Figure()
figure.axes.fit(x, y, degree: 3)
try figure.write(to: "fit-polynomial.png")
