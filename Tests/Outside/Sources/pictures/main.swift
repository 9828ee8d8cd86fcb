import Tensor
import Viz

let x = Tensor<Float>.linspace(0, 6.28, count: 200)
let figure = Figure()
figure.axes.plot(x, sin(x), label: "sin")
figure.axes.legend()
try figure.write(to: CommandLine.arguments[1])
