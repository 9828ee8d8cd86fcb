import Tensor
import Viz

var rng = RandomGenerator(seed: 11)
let t = Tensor<Float>.linspace(0, 12, count: 300)
let noise = 0.08 * Tensor<Float>.normal([300], using: &rng)

let figure = Figure()
figure.axes.scatter3D(cos(t) + noise, sin(t) - noise, t, values: t)
figure.axes.plot3D(cos(t), sin(t), t, "k-", label: "helix", lineWidth: 1)
figure.axes.zLabel = "t"
try figure.write(to: "scatter-3d.png")
