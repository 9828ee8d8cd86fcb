import Tensor
import Viz

let x = Tensor<Float>.linspace(-3, 3, count: 120), y = Tensor<Float>.linspace(-2, 2, count: 90)
let (columns, rows) = (x.reshaped(1, 120), y.reshaped(90, 1))
let field = (1 - columns / 2 + columns ** 5 + rows ** 3) * exp(-columns * columns - rows * rows)

let figure = Figure()
figure.axes.contourf(x, y, field, levels: 12, colorMap: .redBlue).colorBar(label: "height")
figure.axes.contour(x, y, field, levels: 12, color: "k", lineWidth: 0.5)
try figure.write(to: "contour-filled.png")
