import Tensor
import Viz

let figure = Figure(height: 3.2)
figure.axes.bar(
  ["GrLivArea", "OverallQual", "GarageCars", "TotalBsmtSF", "YearBuilt"], [0.31, 0.27, 0.15, -0.06, 0.11],
  color: "C4", isHorizontal: true)
figure.axes.vlines(0)
figure.axes.xLabel = "weight"
try figure.write(to: "bar-horizontal.png")
