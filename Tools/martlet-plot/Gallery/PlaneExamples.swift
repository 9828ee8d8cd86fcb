import Tensor
import Viz

/// The gallery's programs for charts in the plane, one function each: its body is what is written beside its picture.
enum PlaneExamples {
  static func scatter() -> Figure {
    var rng = RandomGenerator(seed: 42)
    let x = Tensor<Float>.normal([1000, 2], using: &rng)
    let y = 2 * x[0..., 0] - 3.4 * x[0..., 1] + 4.2 + 0.01 * Tensor<Float>.normal([1000], using: &rng)

    let figure = Figure()
    figure.axes.scatter(x[0..., 0], y, size: 1, label: "feature 0")
    figure.axes.scatter(x[0..., 1], y, size: 1, label: "feature 1")
    figure.axes.xLabel = "feature"
    figure.axes.yLabel = "label"
    return figure
  }

  static func scatterValues() -> Figure {
    var rng = RandomGenerator(seed: 3)
    let x = Tensor<Float>.uniform([200], using: &rng), y = Tensor<Float>.uniform([200], using: &rng)
    let size = 300 * Tensor<Float>.uniform([200], using: &rng) + 5

    let figure = Figure()
    figure.axes.scatter(x, y, values: x + y, colorMap: .plasma, sizes: size, alpha: 0.7, edgeColor: "w")
    figure.axes.colorBar(label: "x + y")
    figure.axes.title = "Size and colour by value"
    return figure
  }

  static func line() -> Figure {
    let x = Tensor<Float>.linspace(0, 10, count: 200)

    let figure = Figure()
    figure.axes.plot(x, sin(x), label: "sin x")
    figure.axes.plot(x, cos(x), "m--", label: "cos x")
    figure.axes.plot(x, sin(x) * exp(-x / 5), "g-.", label: "sin x · exp(−x/5)")
    figure.axes.plot(Tensor<Float>.linspace(0, 10, count: 21), sin(Tensor<Float>.linspace(0, 10, count: 21)), "k.")
    figure.axes.xLabel = "x"
    return figure
  }

  static func formats() -> Figure {
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
    return figure
  }

  static func fit() -> Figure {
    var rng = RandomGenerator(seed: 7)
    let x = Tensor<Float>.uniform([60], low: -2, high: 12, using: &rng)
    let y = 3 * x + 10 + 4 * Tensor<Float>.normal([60], using: &rng)

    let figure = Figure()
    figure.axes.fit(x, y, label: "measured")
    figure.axes.xLabel = "x"
    figure.axes.yLabel = "y"
    return figure
  }

  static func fitPolynomial() -> Figure {
    var rng = RandomGenerator(seed: 8)
    let x = Tensor<Float>.linspace(-3, 3, count: 40)
    let y = x * x * x - 4 * x + 1 + 2 * Tensor<Float>.normal([40], using: &rng)

    let figure = Figure()
    figure.axes.fit(x, y, degree: 3)
    return figure
  }

  static func curves() -> Figure {
    let epochs = (1...10).map(Double.init)
    return Figure.curves(
      [
        "train loss": epochs.map { 0.32 + 0.5 / $0 },
        "train acc": epochs.map { 0.88 - 0.22 / $0 },
        "test acc": epochs.map { $0 == 4 ? .nan : 0.86 - 0.2 / $0 },
      ], xLabel: "epoch")
  }

  static func lossLog() -> Figure {
    var rng = RandomGenerator(seed: 1)
    let step = Tensor<Double>.arange(1, 2001)
    let noise = exp(0.4 * Tensor<Double>.normal([2000], using: &rng))
    let loss = (3 / step + 2e-3) * noise

    return Figure.curves(
      ["SGD": loss.scalars, "Adam": (loss * exp(-step / 700)).scalars], xLabel: "step", yLabel: "loss", yScale: .log,
      smoothing: 0.95)
  }

  static func logLog() -> Figure {
    let n = Tensor<Double>.arange(1, 1001)

    let figure = Figure()
    figure.axes.plot(n, n * n, label: "n²")
    figure.axes.plot(n, n * log(n) + 1, label: "n log n")
    figure.axes.plot(n, n, label: "n")
    (figure.axes.xScale, figure.axes.yScale) = (.log, .log)
    (figure.axes.xLabel, figure.axes.yLabel) = ("n", "operations")
    return figure
  }

  static func histogram() -> Figure {
    var rng = RandomGenerator(seed: 5)

    let figure = Figure()
    figure.axes.histogram(Tensor<Float>.normal([5000], using: &rng), bins: 40, label: "μ = 0, σ = 1", alpha: 0.7)
    figure.axes.histogram(
      Tensor<Float>.normal([5000], mean: 2, std: 0.6, using: &rng), bins: 40, label: "μ = 2, σ = 0.6", alpha: 0.7)
    (figure.axes.xLabel, figure.axes.yLabel) = ("value", "count")
    return figure
  }

  static func bar() -> Figure {
    let names = ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal"]

    let figure = Figure()
    figure.axes.bar(names, [0.82, 0.96, 0.74, 0.85, 0.71, 0.93], label: "softmax", width: 0.38, offset: -0.2)
    figure.axes.bar(
      names, [0.86, 0.97, 0.81, 0.88, 0.80, 0.96], label: "MLP", width: 0.38, offset: 0.2,
      errors: [0.02, 0.01, 0.03, 0.02, 0.03, 0.01], capSize: 3)
    figure.axes.yLabel = "accuracy"
    figure.axes.yLimits = 0...1.15
    return figure
  }

  static func barHorizontal() -> Figure {
    let figure = Figure(height: 3.2)
    figure.axes.bar(
      ["GrLivArea", "OverallQual", "GarageCars", "TotalBsmtSF", "YearBuilt"], [0.31, 0.27, 0.15, -0.06, 0.11],
      color: "C4", isHorizontal: true)
    figure.axes.vlines(0)
    figure.axes.xLabel = "weight"
    return figure
  }

  static func errorBar() -> Figure {
    let x = Tensor<Float>.linspace(0.5, 5, count: 10)

    let figure = Figure()
    figure.axes.errorBar(x, exp(-x), yError: 0.05 + 0.1 * exp(-x), "o-", label: "measured", capSize: 3)
    figure.axes.errorBar(x, exp(-x / 2), yError: [0.06], xError: [0.15], "s", label: "both errors", capSize: 3)
    return figure
  }

  static func fillBetween() -> Figure {
    let x = Tensor<Float>.linspace(0, 10, count: 120)
    let mean = 1 / (1 + x), spread = 0.25 * exp(-x / 4)

    let figure = Figure()
    figure.axes.fillBetween(x, mean - spread, mean + spread, label: "± 1 σ", color: "C0")
    figure.axes.plot(x, mean, label: "mean of 5 runs", color: "C0")
    figure.axes.hlines(0.25, label: "target", color: "C2", lineStyle: .dashed)
    figure.axes.vlines(3, color: "0.5", lineStyle: .dotted)
    figure.axes.annotate("target reached", pointingAt: (3, 0.25), from: (6, 0.75))
    return figure
  }

  static func boxPlot() -> Figure {
    var rng = RandomGenerator(seed: 9)
    let samples = (0..<4).map { Tensor<Float>.normal([120], mean: Float($0) / 2, std: 1 + Float($0) / 4, using: &rng) }

    let figure = Figure()
    figure.axes.boxPlot(samples, names: ["fold 1", "fold 2", "fold 3", "fold 4"])
    figure.axes.yLabel = "log RMSE"
    return figure
  }

  static func twinAxes() -> Figure {
    let x = Tensor<Float>.linspace(0, 20, count: 100)

    let figure = Figure()
    figure.axes.plot(x, exp(-x / 6), label: "loss")
    (figure.axes.xLabel, figure.axes.yLabel) = ("epoch", "loss")
    let right = figure.axes.twinY()
    right.plot(x, 100 * (1 - exp(-x / 4)), "C2--", label: "accuracy")
    right.yLabel = "accuracy in %"
    figure.axes.legend(.centerRight)
    return figure
  }

  static func sharedAxes() -> Figure {
    let x = Tensor<Float>.linspace(0, 6, count: 100)

    let figure = Figure(rows: 2, columns: 2, sharesX: true, sharesY: true)
    for (index, phase) in [Float(0), 0.5, 1, 1.5].enumerated() {
      let axes = figure[index / 2, index % 2]
      axes.plot(x, sin(x + phase) * Float(index + 1), color: .palette(index))
      axes.title = "phase \(phase)"
    }
    figure.title = "Shared axes"
    return figure
  }

  static func dark() -> Figure {
    let x = Tensor<Float>.linspace(0, 10, count: 200)

    let figure = Figure(theme: .dark)
    for k in 1...6 { figure.axes.plot(x, sin(x + Float(k) / 2) * Float(7 - k), label: "k = \(k)") }
    figure.axes.plot([0, 10], [0, 0], "k--")
    figure.axes.legend(.outside)
    figure.axes.title = "The dark theme"
    return figure
  }
}
