import Tensor
import Viz

let w = Tensor<Float>.linspace(-1, 5, count: 101), b = Tensor<Float>.linspace(-3, 5, count: 101)
let (dw, db) = ((w - 2).reshaped(1, 101), (b - 1).reshaped(101, 1))
let losses = dw * dw / 3 + dw * db / 2 + db * db / 2
let path = (0..<30).map { 1 / (1 + Double($0 * $0) / 20) }

let figure = Figure()
figure.axes.contour(w, b, losses, levels: 12, labels: true)
figure.axes.plot(path.map { 2 - 2.6 * $0 }, path.map { 1 + 3.4 * $0 * $0 }, "k.-", label: "gradient descent")
(figure.axes.xLabel, figure.axes.yLabel) = ("w", "b")
try figure.write(to: "contour.png")
