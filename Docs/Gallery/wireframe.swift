import Tensor
import Viz

let x = Tensor<Float>.linspace(-5, 5, count: 41)
let radius = sqrt((x * x).reshaped(1, 41) + (x * x).reshaped(41, 1))

let figure = Figure()
figure.axes.wireframe(x, x, cos(radius) * exp(-radius / 6))
try figure.write(to: "wireframe.png")
