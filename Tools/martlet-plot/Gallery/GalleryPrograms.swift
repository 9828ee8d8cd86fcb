// Data table, made from the bodies of the functions in this folder; a test compares the two.

/// The programs of the gallery as text.
enum GalleryPrograms {
  static let texts: [String: String] = [
    "scatter": #"""
    import Tensor
    import Viz

    var rng = RandomGenerator(seed: 42)
    let x = Tensor<Float>.normal([1000, 2], using: &rng)
    let y = 2 * x[0..., 0] - 3.4 * x[0..., 1] + 4.2 + 0.01 * Tensor<Float>.normal([1000], using: &rng)

    let figure = Figure()
    figure.axes.scatter(x[0..., 0], y, size: 1, label: "feature 0")
    figure.axes.scatter(x[0..., 1], y, size: 1, label: "feature 1")
    figure.axes.xLabel = "feature"
    figure.axes.yLabel = "label"
    try figure.write(to: "scatter.png")
    """#,
    "scatter-values": #"""
    import Tensor
    import Viz

    var rng = RandomGenerator(seed: 3)
    let x = Tensor<Float>.uniform([200], using: &rng), y = Tensor<Float>.uniform([200], using: &rng)
    let size = 300 * Tensor<Float>.uniform([200], using: &rng) + 5

    let figure = Figure()
    figure.axes.scatter(x, y, values: x + y, colorMap: .plasma, sizes: size, alpha: 0.7, edgeColor: "w")
    figure.axes.colorBar(label: "x + y")
    figure.axes.title = "Size and colour by value"
    try figure.write(to: "scatter-values.png")
    """#,
    "line": #"""
    import Tensor
    import Viz

    let x = Tensor<Float>.linspace(0, 10, count: 200)

    let figure = Figure()
    figure.axes.plot(x, sin(x), label: "sin x")
    figure.axes.plot(x, cos(x), "m--", label: "cos x")
    figure.axes.plot(x, sin(x) * exp(-x / 5), "g-.", label: "sin x · exp(−x/5)")
    figure.axes.plot(Tensor<Float>.linspace(0, 10, count: 21), sin(Tensor<Float>.linspace(0, 10, count: 21)), "k.")
    figure.axes.xLabel = "x"
    try figure.write(to: "line.png")
    """#,
    "formats": #"""
    import Tensor
    import Viz

    let x = Tensor<Float>.linspace(0, 1, count: 9)
    let formats = ["-", "m--", "g-.", "r:", "-o", "ro", "rx", "k.-", "C1s--", "C4^-", "C5D:", "C6*-", "C7+", "C8v-"]

    let figure = Figure(height: 5.2)
    for (row, format) in formats.enumerated() {
      figure.axes.plot(x, Tensor<Float>.full([9], Float(-row)), LineFormat(format), markerSize: 8)
      figure.axes.text(1.06, Double(-row) - 0.15, "\"\(format)\"")
    }
    figure.axes.xLimits = -0.05...1.25
    figure.axes.isFrameVisible = false
    figure.axes.title = "Format strings"
    try figure.write(to: "formats.png")
    """#,
    "fit": #"""
    import Tensor
    import Viz

    var rng = RandomGenerator(seed: 7)
    let x = Tensor<Float>.uniform([60], low: -2, high: 12, using: &rng)
    let y = 3 * x + 10 + 4 * Tensor<Float>.normal([60], using: &rng)

    let figure = Figure()
    figure.axes.fit(x, y, label: "measured")
    figure.axes.xLabel = "x"
    figure.axes.yLabel = "y"
    try figure.write(to: "fit.png")
    """#,
    "fit-polynomial": #"""
    import Tensor
    import Viz

    var rng = RandomGenerator(seed: 8)
    let x = Tensor<Float>.linspace(-3, 3, count: 40)
    let y = x * x * x - 4 * x + 1 + 2 * Tensor<Float>.normal([40], using: &rng)

    let figure = Figure()
    figure.axes.fit(x, y, degree: 3)
    try figure.write(to: "fit-polynomial.png")
    """#,
    "curves": #"""
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
    """#,
    "loss-log": #"""
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
    """#,
    "log-log": #"""
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
    """#,
    "histogram": #"""
    import Tensor
    import Viz

    var rng = RandomGenerator(seed: 5)

    let figure = Figure()
    figure.axes.histogram(Tensor<Float>.normal([5000], using: &rng), bins: 40, label: "μ = 0, σ = 1", alpha: 0.7)
    figure.axes.histogram(
      Tensor<Float>.normal([5000], mean: 2, std: 0.6, using: &rng), bins: 40, label: "μ = 2, σ = 0.6", alpha: 0.7)
    (figure.axes.xLabel, figure.axes.yLabel) = ("value", "count")
    try figure.write(to: "histogram.png")
    """#,
    "bar": #"""
    import Tensor
    import Viz

    let names = ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal"]

    let figure = Figure()
    figure.axes.bar(names, [0.82, 0.96, 0.74, 0.85, 0.71, 0.93], label: "softmax", width: 0.38, offset: -0.2)
    figure.axes.bar(
      names, [0.86, 0.97, 0.81, 0.88, 0.80, 0.96], label: "MLP", width: 0.38, offset: 0.2,
      errors: [0.02, 0.01, 0.03, 0.02, 0.03, 0.01])
    figure.axes.yLabel = "accuracy"
    figure.axes.yLimits = 0...1.15
    try figure.write(to: "bar.png")
    """#,
    "bar-horizontal": #"""
    import Tensor
    import Viz

    let figure = Figure(height: 3.2)
    figure.axes.bar(
      ["GrLivArea", "OverallQual", "GarageCars", "TotalBsmtSF", "YearBuilt"], [0.31, 0.27, 0.15, -0.06, 0.11],
      color: "C4", isHorizontal: true)
    figure.axes.vlines(0)
    figure.axes.xLabel = "weight"
    try figure.write(to: "bar-horizontal.png")
    """#,
    "error-bar": #"""
    import Tensor
    import Viz

    let x = Tensor<Float>.linspace(0.5, 5, count: 10)

    let figure = Figure()
    figure.axes.errorBar(x, exp(-x), yError: 0.05 + 0.1 * exp(-x), "o-", label: "measured")
    figure.axes.errorBar(x, exp(-x / 2), yError: [0.06], xError: [0.15], "s", label: "both errors")
    try figure.write(to: "error-bar.png")
    """#,
    "fill-between": #"""
    import Tensor
    import Viz

    let x = Tensor<Float>.linspace(0, 10, count: 120)
    let mean = 1 / (1 + x), spread = 0.25 * exp(-x / 4)

    let figure = Figure()
    figure.axes.fillBetween(x, mean - spread, mean + spread, label: "± 1 σ", color: "C0")
    figure.axes.plot(x, mean, label: "mean of 5 runs", color: "C0")
    figure.axes.hlines(0.25, label: "target", color: "C2", lineStyle: .dashed)
    figure.axes.vlines(3, color: "0.5", lineStyle: .dotted)
    figure.axes.annotate("target reached", pointingAt: (3, 0.25), from: (6, 0.75))
    try figure.write(to: "fill-between.png")
    """#,
    "box-plot": #"""
    import Tensor
    import Viz

    var rng = RandomGenerator(seed: 9)
    let samples = (0..<4).map { Tensor<Float>.normal([120], mean: Float($0) / 2, std: 1 + Float($0) / 4, using: &rng) }

    let figure = Figure()
    figure.axes.boxPlot(samples, names: ["fold 1", "fold 2", "fold 3", "fold 4"])
    figure.axes.yLabel = "log RMSE"
    try figure.write(to: "box-plot.png")
    """#,
    "twin-axes": #"""
    import Tensor
    import Viz

    let x = Tensor<Float>.linspace(0, 20, count: 100)

    let figure = Figure()
    figure.axes.plot(x, exp(-x / 6), label: "loss")
    (figure.axes.xLabel, figure.axes.yLabel) = ("epoch", "loss")
    let right = figure.axes.twinY()
    right.plot(x, 100 * (1 - exp(-x / 4)), "C2--", label: "accuracy")
    right.yLabel = "accuracy in %"
    figure.axes.legend(.lowerRight)
    try figure.write(to: "twin-axes.png")
    """#,
    "shared-axes": #"""
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
    """#,
    "dark": #"""
    import Tensor
    import Viz

    let x = Tensor<Float>.linspace(0, 10, count: 200)

    let figure = Figure(theme: .dark)
    for k in 1...6 { figure.axes.plot(x, sin(x + Float(k) / 2) * Float(7 - k), label: "k = \(k)") }
    figure.axes.plot([0, 10], [0, 0], "k--")
    figure.axes.legend(.outside)
    figure.axes.title = "The dark theme"
    try figure.write(to: "dark.png")
    """#,
    "images": #"""
    import Tensor
    import Viz

    let side = Tensor<Float>.linspace(-1, 1, count: 28)
    let squares = (side * side).reshaped(28, 1) + (side * side).reshaped(1, 28)
    let pictures = Tensor.stack((0..<18).map { exp(-squares * Float($0 + 1) / 2) * (1 - Float($0 % 3) * squares / 3) })
    let names = ["ankle boot", "pullover", "trouser", "shirt", "coat", "sandal"]
    let titles = (0..<18).map { "\(names[$0 % 6])\n\(names[$0 * 5 % 6])" }

    let figure = Figure.images(pictures, rows: 2, columns: 9, titles: titles)
    try figure.write(to: "images.png")
    """#,
    "image": #"""
    import Tensor
    import Viz

    let x = Tensor<Float>.linspace(-3, 3, count: 60)
    let y = Tensor<Float>.linspace(-2, 2, count: 40)
    let field = sin(x * x).reshaped(1, 60) * cos(y).reshaped(40, 1)

    let figure = Figure()
    figure.axes.image(field, colorMap: .coolwarm, norm: .centered(at: 0)).colorBar(label: "amplitude")
    try figure.write(to: "image.png")
    """#,
    "heatmap": #"""
    import Tensor
    import Viz

    let names = ["coat", "dress", "shirt", "bag"]
    let counts: Tensor<Int32> = [[812, 31, 140, 17], [25, 903, 61, 11], [171, 52, 761, 16], [4, 6, 9, 981]]

    let figure = Figure(width: 5.6, height: 4.6)
    figure.axes.heatmap(counts, rowNames: names, columnNames: names, colorMap: .blues)
    (figure.axes.xLabel, figure.axes.yLabel) = ("predicted", "true")
    try figure.write(to: "heatmap.png")
    """#,
    "contour": #"""
    import Tensor
    import Viz

    let w = Tensor<Float>.linspace(-1, 5, count: 101), b = Tensor<Float>.linspace(-3, 5, count: 101)
    let (dw, db) = ((w - 2).reshaped(1, 101), (b - 1).reshaped(101, 1))
    let losses = dw * dw / 3 + dw * db / 2 + db * db / 2
    let path = (0..<30).map { 1 / (1 + Double($0 * $0) / 20) }

    let figure = Figure()
    figure.axes.contour(w, b, losses, levels: 12, labels: true)
    figure.axes.plot(path.map { 2 - 2.6 * $0 }, path.map { 1 + 3.4 * $0 * $0 }, "k.-", label: "gradient descent")
    (figure.axes.xLabel, figure.axes.yLabel) = ("w", "b")
    try figure.write(to: "contour.png")
    """#,
    "contour-filled": #"""
    import Tensor
    import Viz

    let x = Tensor<Float>.linspace(-3, 3, count: 120), y = Tensor<Float>.linspace(-2, 2, count: 90)
    let (columns, rows) = (x.reshaped(1, 120), y.reshaped(90, 1))
    let field = (1 - columns / 2 + columns ** 5 + rows ** 3) * exp(-columns * columns - rows * rows)

    let figure = Figure()
    figure.axes.contourf(x, y, field, levels: 12, colorMap: .redBlue).colorBar(label: "height")
    figure.axes.contour(x, y, field, levels: 12, color: "k", lineWidth: 0.5)
    try figure.write(to: "contour-filled.png")
    """#,
    "decision-regions": #"""
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
    """#,
    "surface": #"""
    import Tensor
    import Viz

    let w = Tensor<Float>.linspace(-1, 5, count: 101), b = Tensor<Float>.linspace(-3, 5, count: 101)
    let (dw, db) = ((w - 2).reshaped(1, 101), (b - 1).reshaped(101, 1))
    let losses = dw * dw / 3 + dw * db / 2 + db * db / 2

    let figure = Figure(rows: 1, columns: 2)
    figure[0, 0].surface(w, b, losses)
    (figure[0, 0].xLabel, figure[0, 0].yLabel, figure[0, 0].zLabel) = ("w", "b", "loss")
    figure[0, 1].contour(w, b, losses, levels: 12, labels: true)
    (figure[0, 1].xLabel, figure[0, 1].yLabel) = ("w", "b")
    try figure.write(to: "surface.png")
    """#,
    "surface-color-bar": #"""
    import Tensor
    import Viz

    let x = Tensor<Float>.linspace(-5, 5, count: 81)
    let radius = sqrt((x * x).reshaped(1, 81) + (x * x).reshaped(81, 1))

    let figure = Figure()
    figure.axes.surface(x, x, sin(radius), colorMap: .coolwarm).colorBar()
    (figure.axes.xLabel, figure.axes.yLabel, figure.axes.title) = ("x", "y", "sin √(x² + y²)")
    figure.axes.view = ViewAngle(elevation: 40, azimuth: -50)
    try figure.write(to: "surface-color-bar.png")
    """#,
    "wireframe": #"""
    import Tensor
    import Viz

    let x = Tensor<Float>.linspace(-5, 5, count: 41)
    let radius = sqrt((x * x).reshaped(1, 41) + (x * x).reshaped(41, 1))

    let figure = Figure()
    figure.axes.wireframe(x, x, cos(radius) * exp(-radius / 6))
    try figure.write(to: "wireframe.png")
    """#,
    "scatter-3d": #"""
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
    """#,
    "descent": #"""
    import Tensor
    import Viz

    let w = Tensor<Double>.linspace(-1, 5, count: 61), b = Tensor<Double>.linspace(-3, 5, count: 61)
    let (dw, db) = ((w - 2).reshaped(1, 61), (b - 1).reshaped(61, 1))
    let losses = dw * dw / 3 + dw * db / 2 + db * db / 2

    var animation = Animation(framesPerSecond: 12, lastFrameSeconds: 2)
    var (pathW, pathB) = ([-0.5], [4.5])
    for step in 0..<40 {
      let figure = Figure(width: 5, height: 4)
      figure.axes.contour(w, b, losses, levels: 12)
      figure.axes.plot(pathW, pathB, "k.-", label: "step \(step)")
      figure.axes.legend(.lowerLeft)
      (figure.axes.xLabel, figure.axes.yLabel) = ("w", "b")
      try animation.add(figure)
      let (u, v) = (pathW[step] - 2, pathB[step] - 1)
      pathW.append(pathW[step] - 0.25 * (2 * u / 3 + v / 2))
      pathB.append(pathB[step] - 0.25 * (u / 2 + v))
    }
    try animation.write(to: "descent.png")
    """#,
  ]
}
