import Tensor
import Viz

let epochs = (1...10).map(Double.init)
let figure = Figure.curves(
  [
    "train loss": epochs.map { 0.32 + 0.5 / $0 },
    "train acc": epochs.map { 0.88 - 0.22 / $0 },
    "test acc": epochs.map { $0 == 4 ? .nan : 0.86 - 0.2 / $0 },
  ], xLabel: "epoch")
try figure.write(to: "curves.png")
