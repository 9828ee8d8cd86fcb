import Data
import Foundation
import Tensor
import Viz

/// The places that a descent went through, the loss at each, before each step.
struct Descent {
  let w: [Double], b: [Double], losses: [Double]

  /// The first steps.
  func prefix(_ count: Int) -> Descent {
    Descent(w: Array(w.prefix(count)), b: Array(b.prefix(count)), losses: Array(losses.prefix(count)))
  }

  /// What a picture needs of it: of a descent that leads away only the beginning.
  var visible: Descent { losses.last! > losses[0] ? prefix(10) : self }
}

/// The mean squared error of y = w·x + b over a grid of (w, b), with the exact solution in its middle.
struct LossSurface {
  let w: Tensor<Float>, b: Tensor<Float>, losses: Tensor<Float>
  /// Lines of equal loss stand close where it is small.
  let levels: [Double] = [0.05, 0.2, 0.5, 1, 2, 4, 7, 11, 16, 22]

  init(_ data: (x: Tensor<Float>, y: Tensor<Float>)) {
    let exact = LinearRegression().fit(data.x, data.y), count = 101
    let center = (w: exact.coefficients.item(), b: exact.intercept)
    w = .linspace(center.w - 3.6, center.w + 3.6, count: count)
    b = .linspace(center.b - 3.6, center.b + 3.6, count: count)
    // [b, w, samples]
    let predictions = w.reshaped(1, count, 1) * data.x.reshaped(1, 1, -1) + b.reshaped(count, 1, 1)
    losses = ((predictions - data.y.reshaped(1, 1, -1)) ** 2).mean(axis: 2)
  }

  var xLimits: ClosedRange<Double> { Double(w[0].item())...Double(w[-1].item()) }
  var yLimits: ClosedRange<Double> { Double(b[0].item())...Double(b[-1].item()) }
}

/// The pictures of `gradient-descent`.
struct DescentPictures {
  let run: JobRun

  init(_ run: JobRun) { self.run = run }

  /// The samples with the line that was learnt and the exact one.
  func drawFit(
    _ train: (x: Tensor<Float>, y: Tensor<Float>), _ validation: (x: Tensor<Float>, y: Tensor<Float>), w: Float,
    b: Float, _ exact: LinearFit<Float>
  ) throws {
    let figure = Figure()
    let ends: Tensor<Float> = [0, 1]
    figure.axes.plot(train.x, train.y, "o", label: "training", markerSize: 4)
    figure.axes.plot(validation.x, validation.y, "s", label: "validation", markerSize: 4)
    figure.axes.plot(
      ends, ends * w + b, label: "gradient descent: \(fixed(w, 4))x + \(fixed(b, 4))", color: "C2", lineWidth: 2)
    figure.axes.plot(
      ends, exact.predict(ends.reshaped(2, 1)), "k--",
      label: "closed form: \(fixed(exact.coefficients.item(), 4))x + \(fixed(exact.intercept, 4))")
    (figure.axes.xLabel, figure.axes.yLabel) = ("x", "y")
    try run.write(figure, "gradient-descent-fit.png")
  }

  /// The loss as a surface in space with the path on it, and as contours with the path among them.
  func drawSurface(_ surface: LossSurface, _ path: Descent) throws {
    let figure = Figure(rows: 1, columns: 2, width: 10.8, height: 4.8)
    let space = figure[0, 0]
    space.surface(surface.w, surface.b, surface.losses)
    // A little above the surface, which would hide parts of it.
    space.plot3D(path.w, path.b, path.losses.map { $0 + 0.6 }, "r-", label: "gradient descent", lineWidth: 2.5)
    (space.xLabel, space.yLabel, space.zLabel) = ("w", "b", "loss")
    space.view = ViewAngle(elevation: 38, azimuth: -65)
    contours(figure[0, 1], surface, path)
    figure[0, 1].legend(.upperRight)
    try run.write(figure, "gradient-descent-surface.png")
  }

  /// A row of paths for the data as they are, one for the data standardized.
  func drawPaths(_ rows: [[(title: String, surface: LossSurface, path: Descent)]], _ name: String) throws {
    let columns = rows[0].count
    let figure = Figure(rows: rows.count, columns: columns, width: 4 * Double(columns), height: 7.6)
    for (row, cells) in rows.enumerated() {
      for (column, cell) in cells.enumerated() {
        contours(figure[row, column], cell.surface, cell.path.visible)
        figure[row, column].title = cell.title
        figure[row, column].legend(.hidden)
      }
    }
    try run.write(figure, name)
  }

  private func contours(_ axes: Axes, _ surface: LossSurface, _ path: Descent) {
    axes.contour(
      surface.w, surface.b, surface.losses, levels: .at(surface.levels), labels: true, norm: .log, lineWidth: 1.2)
    axes.plot(path.w, path.b, "k.-", label: "gradient descent", lineWidth: 1, markerSize: 4)
    axes.plot([path.w[0]], [path.b[0]], "ko", label: "start")
    let middle = (w: surface.w[surface.w.count / 2].item(), b: surface.b[surface.b.count / 2].item())
    axes.plot([Double(middle.w)], [Double(middle.b)], "r*", label: "closed form", markerSize: 11)
    (axes.xLimits, axes.yLimits) = (surface.xLimits, surface.yLimits)
    (axes.xLabel, axes.yLabel) = ("w", "b")
  }

  /// The losses of the learning rates, step by step.
  func drawLosses(_ rows: [[(title: String, surface: LossSurface, path: Descent)]], _ rates: [Float]) throws {
    let figure = Figure(rows: 1, columns: rows.count, width: 5 * Double(rows.count), height: 4, sharesY: true)
    for (column, (title, cells)) in zip(["x as it is", "x standardized"], rows).enumerated() {
      let axes = figure[0, column]
      for (rate, cell) in zip(rates, cells) {
        axes.plot(0..<cell.path.losses.count, cell.path.losses, label: "learning rate \(rate)")
      }
      (axes.title, axes.xLabel, axes.yScale, axes.yLimits) = (title, "step", .log, 5e-3...1e2)
    }
    figure.axes.yLabel = "loss"
    try run.write(figure, "gradient-descent-losses.png")
  }

  /// The line among the samples and the place on the contours, step by step.
  func animate(_ data: (x: Tensor<Float>, y: Tensor<Float>), _ surface: LossSurface, _ path: Descent) throws {
    try run.stopIfAsked("while drawing")
    // Early steps are long and late ones short: what is shown of them gets sparser and sparser.
    let steps = Set((0...40).map { Int(pow(Double(path.w.count), Double($0) / 40)) - 1 }).sorted()
    var animation = Animation(framesPerSecond: 8, lastFrameSeconds: 2)
    let ends: Tensor<Float> = [0, 1]
    for step in steps {
      let figure = Figure(rows: 1, columns: 2, width: 9, height: 4.2)
      let samples = figure[0, 0]
      samples.plot(data.x, data.y, "o", markerSize: 4)
      samples.plot(ends, ends * Float(path.w[step]) + Float(path.b[step]), color: "C2", lineWidth: 2)
      (samples.xLimits, samples.yLimits, samples.xLabel, samples.yLabel) = (0...1, -2.2...3.4, "x", "y")
      samples.title = "step \(step), loss \(fixed(path.losses[step], 4))"
      contours(figure[0, 1], surface, path.prefix(step + 1))
      figure[0, 1].legend(.hidden)
      try animation.add(figure)
    }
    try animation.write(to: run.output("gradient-descent-animation.png"))
  }
}
