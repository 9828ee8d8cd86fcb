import Tensor
import Viz

var rng = RandomGenerator(seed: 1)
let step = Tensor<Double>.arange(1, 2001)
let noise = exp(0.4 * Tensor<Double>.normal([2000], using: &rng))
let loss = (3 / step + 2e-3) * noise

let figure = Figure.curves(
  ["SGD": loss.scalars, "Adam": (loss * exp(-step / 700)).scalars], xLabel: "step", yLabel: "loss", yScale: .log,
  smoothing: 0.95)
try figure.write(to: "loss-log.png")
