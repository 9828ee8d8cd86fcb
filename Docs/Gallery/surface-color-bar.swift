import Tensor
import Viz

let x = Tensor<Float>.linspace(-5, 5, count: 81)
let radius = sqrt((x * x).reshaped(1, 81) + (x * x).reshaped(81, 1))

let figure = Figure()
figure.axes.surface(x, x, sin(radius), colorMap: .coolwarm).colorBar()
(figure.axes.xLabel, figure.axes.yLabel, figure.axes.title) = ("x", "y", "sin √(x² + y²)")
figure.axes.view = ViewAngle(elevation: 40, azimuth: -50)
try figure.write(to: "surface-color-bar.png")
