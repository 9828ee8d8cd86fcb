import Tensor
import Viz

let n = Tensor<Double>.arange(1, 1001)

let figure = Figure()
figure.axes.plot(n, n * n, label: "n²")
figure.axes.plot(n, n * log(n) + 1, label: "n log n")
figure.axes.plot(n, n, label: "n")
(figure.axes.xScale, figure.axes.yScale) = (.log, .log)
(figure.axes.xLabel, figure.axes.yLabel) = ("n", "operations")
try figure.write(to: "log-log.png")
