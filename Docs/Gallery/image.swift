import Tensor
import Viz

let x = Tensor<Float>.linspace(-3, 3, count: 60)
let y = Tensor<Float>.linspace(-2, 2, count: 40)
let field = sin(x * x).reshaped(1, 60) * cos(y).reshaped(40, 1)

let figure = Figure()
figure.axes.image(field, colorMap: .coolwarm, norm: .centered(at: 0)).colorBar(label: "amplitude")
try figure.write(to: "image.png")
