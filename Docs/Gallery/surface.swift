import Tensor
import Viz

let w = Tensor<Float>.linspace(-1, 5, count: 101), b = Tensor<Float>.linspace(-3, 5, count: 101)
let (dw, db) = ((w - 2).reshaped(1, 101), (b - 1).reshaped(101, 1))
let losses = dw * dw / 3 + dw * db / 2 + db * db / 2

let figure = Figure(rows: 1, columns: 2)
figure[0, 0].surface(w, b, losses)
(figure[0, 0].xLabel, figure[0, 0].yLabel, figure[0, 0].zLabel) = ("w", "b", "loss")
figure[0, 1].contour(w, b, losses, levels: 12, labels: true)
(figure[0, 1].xLabel, figure[0, 1].yLabel) = ("w", "b")
try figure.write(to: "surface.png")
