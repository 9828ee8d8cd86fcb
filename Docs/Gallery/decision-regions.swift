import Tensor
import Viz

var rng = RandomGenerator(seed: 4)
let x = Tensor<Float>.linspace(-3, 4, count: 120), y = Tensor<Float>.linspace(-3, 4, count: 120)
let centers: [(Float, Float)] = [(-1, -0.5), (2, 0), (0, 2.2)]
let distances = Tensor.stack(
  centers.map { ((x - $0.0) ** 2).reshaped(1, 120) + ((y - $0.1) ** 2).reshaped(120, 1) })

let figure = Figure(width: 5.4)
figure.axes.decisionRegions(x, y, distances.argmin(axis: 0))
for (index, center) in centers.enumerated() {
  figure.axes.scatter(
    center.0 + 0.7 * Tensor<Float>.normal([60], using: &rng),
    center.1 + 0.7 * Tensor<Float>.normal([60], using: &rng),
    size: 16, color: .palette(index), lineWidth: 0.6, edgeColor: "w", label: "class \(index)")
}
try figure.write(to: "decision-regions.png")
