import Tensor
import Viz

let names = ["coat", "dress", "shirt", "bag"]
let counts: Tensor<Int32> = [[812, 31, 140, 17], [25, 903, 61, 11], [171, 52, 761, 16], [4, 6, 9, 981]]

let figure = Figure(width: 5.6, height: 4.6)
figure.axes.heatmap(counts, rowNames: names, columnNames: names, colorMap: .blues)
(figure.axes.xLabel, figure.axes.yLabel) = ("predicted", "true")
try figure.write(to: "heatmap.png")
