import Tensor
import Viz

let x = Tensor<Float>.linspace(0.5, 5, count: 10)

let figure = Figure()
figure.axes.errorBar(x, exp(-x), yError: 0.05 + 0.1 * exp(-x), "o-", label: "measured", capSize: 3)
figure.axes.errorBar(x, exp(-x / 2), yError: [0.06], xError: [0.15], "s", label: "both errors", capSize: 3)
try figure.write(to: "error-bar.png")
