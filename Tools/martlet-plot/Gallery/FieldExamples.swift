import Tensor
import Viz

/// The gallery's programs for pictures, maps and plots in space.
enum FieldExamples {
  static func images() -> Figure {
    let side = Tensor<Float>.linspace(-1, 1, count: 28)
    let squares = (side * side).reshaped(28, 1) + (side * side).reshaped(1, 28)
    let pictures = Tensor.stack((0..<18).map { exp(-squares * Float($0 + 1) / 2) * (1 - Float($0 % 3) * squares / 3) })
    let names = ["ankle boot", "pullover", "trouser", "shirt", "coat", "sandal"]
    let titles = (0..<18).map { "\(names[$0 % 6])\n\(names[$0 * 5 % 6])" }

    return Figure.images(pictures, rows: 2, columns: 9, titles: titles)
  }

  static func image() -> Figure {
    let x = Tensor<Float>.linspace(-3, 3, count: 60)
    let y = Tensor<Float>.linspace(-2, 2, count: 40)
    let field = sin(x * x).reshaped(1, 60) * cos(y).reshaped(40, 1)

    let figure = Figure()
    figure.axes.image(field, colorMap: .coolwarm, norm: .centered(at: 0)).colorBar(label: "amplitude")
    return figure
  }

  static func heatmap() -> Figure {
    let names = ["coat", "dress", "shirt", "bag"]
    let counts: Tensor<Int32> = [[812, 31, 140, 17], [25, 903, 61, 11], [171, 52, 761, 16], [4, 6, 9, 981]]

    let figure = Figure(width: 5.6, height: 4.6)
    figure.axes.heatmap(counts, rowNames: names, columnNames: names, colorMap: .blues)
    (figure.axes.xLabel, figure.axes.yLabel) = ("predicted", "true")
    return figure
  }

  static func contour() -> Figure {
    let w = Tensor<Float>.linspace(-1, 5, count: 101), b = Tensor<Float>.linspace(-3, 5, count: 101)
    let (dw, db) = ((w - 2).reshaped(1, 101), (b - 1).reshaped(101, 1))
    let losses = dw * dw / 3 + dw * db / 2 + db * db / 2
    let path = (0..<30).map { 1 / (1 + Double($0 * $0) / 20) }

    let figure = Figure()
    figure.axes.contour(w, b, losses, levels: 12, labels: true)
    figure.axes.plot(path.map { 2 - 2.6 * $0 }, path.map { 1 + 3.4 * $0 * $0 }, "k.-", label: "gradient descent")
    (figure.axes.xLabel, figure.axes.yLabel) = ("w", "b")
    return figure
  }

  static func contourFilled() -> Figure {
    let x = Tensor<Float>.linspace(-3, 3, count: 120), y = Tensor<Float>.linspace(-2, 2, count: 90)
    let (columns, rows) = (x.reshaped(1, 120), y.reshaped(90, 1))
    let field = (1 - columns / 2 + columns ** 5 + rows ** 3) * exp(-columns * columns - rows * rows)

    let figure = Figure()
    figure.axes.contourf(x, y, field, levels: 12, colorMap: .redBlue).colorBar(label: "height")
    figure.axes.contour(x, y, field, levels: 12, color: "k", lineWidth: 0.5)
    return figure
  }

  static func decisionRegions() -> Figure {
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
    return figure
  }

  static func surface() -> Figure {
    let w = Tensor<Float>.linspace(-1, 5, count: 101), b = Tensor<Float>.linspace(-3, 5, count: 101)
    let (dw, db) = ((w - 2).reshaped(1, 101), (b - 1).reshaped(101, 1))
    let losses = dw * dw / 3 + dw * db / 2 + db * db / 2

    let figure = Figure(rows: 1, columns: 2)
    figure[0, 0].surface(w, b, losses)
    (figure[0, 0].xLabel, figure[0, 0].yLabel, figure[0, 0].zLabel) = ("w", "b", "loss")
    figure[0, 1].contour(w, b, losses, levels: 12, labels: true)
    (figure[0, 1].xLabel, figure[0, 1].yLabel) = ("w", "b")
    return figure
  }

  static func surfaceColorBar() -> Figure {
    let x = Tensor<Float>.linspace(-5, 5, count: 81)
    let radius = sqrt((x * x).reshaped(1, 81) + (x * x).reshaped(81, 1))

    let figure = Figure()
    figure.axes.surface(x, x, sin(radius), colorMap: .coolwarm).colorBar()
    (figure.axes.xLabel, figure.axes.yLabel, figure.axes.title) = ("x", "y", "sin √(x² + y²)")
    figure.axes.view = ViewAngle(elevation: 40, azimuth: -50)
    return figure
  }

  static func wireframe() -> Figure {
    let x = Tensor<Float>.linspace(-5, 5, count: 41)
    let radius = sqrt((x * x).reshaped(1, 41) + (x * x).reshaped(41, 1))

    let figure = Figure()
    figure.axes.wireframe(x, x, cos(radius) * exp(-radius / 6))
    return figure
  }

  static func scatter3D() -> Figure {
    var rng = RandomGenerator(seed: 11)
    let t = Tensor<Float>.linspace(0, 12, count: 300)
    let noise = 0.08 * Tensor<Float>.normal([300], using: &rng)

    let figure = Figure()
    figure.axes.scatter3D(cos(t) + noise, sin(t) - noise, t, values: t)
    figure.axes.plot3D(cos(t), sin(t), t, "k-", label: "helix", lineWidth: 1)
    figure.axes.zLabel = "t"
    return figure
  }
}
