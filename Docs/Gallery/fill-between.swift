import Tensor
import Viz

let x = Tensor<Float>.linspace(0, 10, count: 120)
let mean = 1 / (1 + x), spread = 0.25 * exp(-x / 4)

let figure = Figure()
figure.axes.fillBetween(x, mean - spread, mean + spread, label: "± 1 σ", color: "C0")
figure.axes.plot(x, mean, label: "mean of 5 runs", color: "C0")
figure.axes.hlines(0.25, label: "target", color: "C2", lineStyle: .dashed)
figure.axes.vlines(3, color: "0.5", lineStyle: .dotted)
figure.axes.annotate("target reached", pointingAt: (3, 0.25), from: (6, 0.75))
try figure.write(to: "fill-between.png")
