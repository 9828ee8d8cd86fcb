import Tensor
import Viz

let x = Tensor<Float>.linspace(0, 10, count: 200)

let figure = Figure()
figure.axes.plot(x, sin(x), label: "sin x")
figure.axes.plot(x, cos(x), "m--", label: "cos x")
figure.axes.plot(x, sin(x) * exp(-x / 5), "g-.", label: "sin x · exp(−x/5)")
figure.axes.plot(Tensor<Float>.linspace(0, 10, count: 21), sin(Tensor<Float>.linspace(0, 10, count: 21)), "k.")
figure.axes.xLabel = "x"
try figure.write(to: "line.png")
