import Tensor
import Viz

let x = Tensor<Float>.linspace(0, 20, count: 100)

let figure = Figure()
figure.axes.plot(x, exp(-x / 6), label: "loss")
(figure.axes.xLabel, figure.axes.yLabel) = ("epoch", "loss")
let right = figure.axes.twinY()
right.plot(x, 100 * (1 - exp(-x / 4)), "C2--", label: "accuracy")
right.yLabel = "accuracy in %"
figure.axes.legend(.centerRight)
try figure.write(to: "twin-axes.png")
