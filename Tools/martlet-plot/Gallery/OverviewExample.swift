import Tensor
import Viz

/// The gallery's first picture, which shows many charts on one page.
enum OverviewExample {
  static func overview() -> Figure {
    var rng = RandomGenerator(seed: 42)
    let x = Tensor<Double>.uniform([60], low: -1, high: 2, using: &rng)
    let y = 1 + 2 * x + 0.5 * Tensor<Double>.normal([60], using: &rng)
    let (mx, my) = (x.mean().item(), y.mean().item())
    let (mxx, mxy, myy) = ((x * x).mean().item(), (x * y).mean().item(), (y * y).mean().item())
    func loss(_ w: Tensor<Double>, _ b: Tensor<Double>) -> Tensor<Double> {
      myy + w * w * mxx + b * b + 2 * (w * b * mx - w * mxy - b * my)
    }

    // Gradient descent on the mean squared error of the line w · x + b.
    var (w, b) = ([-2.5], [4.5])
    for step in 0..<60 {
      w.append(w[step] - 0.08 * 2 * (w[step] * mxx + b[step] * mx - mxy))
      b.append(b[step] - 0.08 * 2 * (w[step] * mx + b[step] - my))
    }
    let descent = loss(Tensor(scalars: w, shape: [61]), Tensor(scalars: b, shape: [61]))
    let gridW = Tensor<Double>.linspace(-4, 6, count: 101), gridB = Tensor<Double>.linspace(-4, 6, count: 101)
    let losses = loss(gridW.reshaped(1, 101), gridB.reshaped(101, 1))

    let figure = Figure(rows: 2, columns: 3, width: 13, height: 7.4)
    figure[0, 0].surface(gridW, gridB, losses)
    figure[0, 0].plot3D(w, b, descent, "r.-")
    (figure[0, 0].xLabel, figure[0, 0].yLabel, figure[0, 0].title) = ("w", "b", "A loss and the way down")
    figure[0, 1].contour(gridW, gridB, losses, levels: 10, labels: true)
    figure[0, 1].plot(w, b, "r.-")
    (figure[0, 1].xLabel, figure[0, 1].yLabel, figure[0, 1].title) = ("w", "b", "Seen from above")
    figure[0, 2].fit(x, y, label: "measured")
    (figure[0, 2].xLabel, figure[0, 2].yLabel, figure[0, 2].title) = ("x", "y", "The line it finds")

    let steps = Tensor<Double>.arange(1, 1001)
    for (index, (name, rate)) in [("SGD", 900.0), ("momentum", 350), ("Adam", 160)].enumerated() {
      let noise = exp(0.3 * Tensor<Double>.normal([1000], using: &rng))
      let curve = (2 * exp(-steps / rate) + 0.02 / Double(index + 1)) * noise
      figure[1, 0].curve(steps, curve, label: name, smoothing: 0.95)
    }
    (figure[1, 0].yScale, figure[1, 0].xLabel, figure[1, 0].title) = (.log, "step", "Losses, smoothed")

    let grid = Tensor<Double>.linspace(-3, 4, count: 160)
    let centers = [(-1.0, -0.5), (2, 0), (0, 2.2)]
    let distances = Tensor.stack(
      centers.map { ((grid - $0.0) ** 2).reshaped(1, 160) + ((grid - $0.1) ** 2).reshaped(160, 1) })
    figure[1, 1].decisionRegions(grid, grid, distances.argmin(axis: 0))
    for (index, center) in centers.enumerated() {
      figure[1, 1].scatter(
        center.0 + 0.7 * Tensor<Double>.normal([60], using: &rng),
        center.1 + 0.7 * Tensor<Double>.normal([60], using: &rng),
        size: 16, color: .palette(index), lineWidth: 0.6, edgeColor: "w", label: "class \(index)")
    }
    (figure[1, 1].xLimits, figure[1, 1].yLimits, figure[1, 1].title) = (-3...4, -3...4, "Decision regions")

    let names = ["coat", "dress", "shirt", "bag"]
    let counts: Tensor<Int32> = [[812, 31, 140, 17], [25, 903, 61, 11], [171, 52, 761, 16], [4, 6, 9, 981]]
    figure[1, 2].heatmap(counts, rowNames: names, columnNames: names, colorMap: .blues)
    (figure[1, 2].xLabel, figure[1, 2].yLabel, figure[1, 2].title) = ("predicted", "true", "Confusion matrix")
    return figure
  }
}
