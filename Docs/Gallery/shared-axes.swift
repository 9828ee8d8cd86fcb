import Tensor
import Viz

let x = Tensor<Float>.linspace(0, 6, count: 100)

let figure = Figure(rows: 2, columns: 2, sharesX: true, sharesY: true)
for (index, phase) in [Float(0), 0.5, 1, 1.5].enumerated() {
  let axes = figure[index / 2, index % 2]
  axes.plot(x, sin(x + phase) * Float(index + 1), color: .palette(index))
  axes.title = "phase \(phase)"
}
figure.title = "Shared axes"
try figure.write(to: "shared-axes.png")
