import Tensor
import Viz

let x = Tensor<Float>.linspace(0, 10, count: 200)

let figure = Figure(theme: .dark)
for k in 1...6 { figure.axes.plot(x, sin(x + Float(k) / 2) * Float(7 - k), label: "k = \(k)") }
figure.axes.plot([0, 10], [0, 0], "k--")
figure.axes.legend(.outside)
figure.axes.title = "The dark theme"
try figure.write(to: "dark.png")
