import ArgumentParser
import Autograd
import NN
import Optim
import Tensor
import ToolSupport
import Viz

/// A line through 100 noisy points of y = 3x + 10, by 20,000 steps of gradient descent on all of them, with a module of
/// one's own or with `Linear`.
struct FitLine: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit-line", abstract: "A line by gradient descent: y = 3x + 10 + noise, 20,000 steps.")

  /// Which model is fitted.
  enum ModuleKind: String, CaseIterable, ExpressibleByArgument {
    case linear, own
  }

  @OptionGroup var options: Options

  @Option(help: "The model: Linear(1, 1), or a module of one's own.")
  var module = ModuleKind.linear

  func run() throws {
    let run = try JobRun("fit-line", options)
    let steps = options.epochs ?? 20_000

    let x = Tensor<Float>.linspace(-2, 12, count: 100).reshaped(100, 1)
    let y = 3 * x + 10 + Tensor.normal([100, 1], using: &run.rng)

    let losses: [(name: String, values: [Double])], slope: Float, intercept: Float, fitted: Tensor<Float>
    switch module {
    case .linear:
      let model = Linear(1, 1, using: &run.rng)
      losses = try fit(model, steps, run) { mseLoss(model(x), y) }
      (slope, intercept) = (model.weight.item(), model.bias!.item())
      fitted = noGrad { model(x) }.value
    case .own:
      let model = LineRegression(using: &run.rng)
      losses = try fit(model, steps, run) { mseLoss(model(x), y) }
      (slope, intercept) = (model.a.item(), model.b.item())
      fitted = noGrad { model(x) }.value
    }

    let exact = leastSquares(x, y)
    run.report("loss", losses[0].values.last!)
    run.report("slope", slope)
    run.report("intercept", intercept)
    run.report("exactSlope", exact.slope)
    run.report("exactIntercept", exact.intercept)
    run.report("steps", .integer(steps))
    try draw(x, y, fitted, (slope, intercept), losses[0].values, steps, run)
    run.finish(epochs: steps)
  }

  /// Gradient descent, one step after the other; the loss of every hundredth is kept.
  private func fit(
    _ model: some Module, _ steps: Int, _ run: JobRun, loss: () -> Variable<Float>
  ) throws -> [(name: String, values: [Double])] {
    let optimizer = SGD(model.parameters(), learningRate: 1e-3)
    let loop = try run.loop(
      steps: steps, keeping: model.namedParameters(), stage: module.rawValue, linesEvery: 2000)
    try run.measured {
      for step in loop {
        let loss = loss()
        optimizer.zeroGrad()
        loss.backward()
        optimizer.step()
        try loop.endEpoch(step % 100 == 0 || step == steps ? ["loss": Double(loss.item())] : [:])
      }
    }
    return loop.curves
  }

  /// The line that gradient descent goes to: slope = Σ(x − x̄)(y − ȳ) / Σ(x − x̄)², intercept = ȳ − slope · x̄.
  private func leastSquares(_ x: Tensor<Float>, _ y: Tensor<Float>) -> (slope: Double, intercept: Double) {
    let (x, y) = (Tensor<Double>(x), Tensor<Double>(y))
    let dx = x - x.mean()
    let slope = ((dx * (y - y.mean())).sum() / (dx * dx).sum()).item()
    return (slope, y.mean().item() - slope * x.mean().item())
  }

  private func draw(
    _ x: Tensor<Float>, _ y: Tensor<Float>, _ fitted: Tensor<Float>, _ learnt: (slope: Float, intercept: Float),
    _ losses: [Double], _ steps: Int, _ run: JobRun
  ) throws {
    let fit = Figure()
    fit.axes.plot(x, y, "ro", label: "Original data", markerSize: 5)
    fit.axes.plot(x, 3 * x + 10, "k--", label: "True line: 3x + 10")
    fit.axes.plot(
      x, fitted, label: "Fitting line: \(fixed(learnt.slope, 3))x + \(fixed(learnt.intercept, 3))", color: "C0",
      lineWidth: 2)
    fit.axes.xLabel = "x"
    fit.axes.yLabel = "y"
    try run.write(fit, "fit-line-\(module.rawValue).png")

    let places = losses.indices.map { Double(min(($0 + 1) * 100, steps)) }
    let curve = Figure.curves(
      [(name: "mean squared error", values: losses)], x: places, xLabel: "step", yLabel: "loss", yScale: .log)
    try run.write(curve, "fit-line-\(module.rawValue)-loss.png")
  }
}

/// A model written by hand: its parameters are found by the names of its properties.
final class LineRegression: Module {
  let a: Parameter, b: Parameter

  init(using generator: inout RandomGenerator) {
    a = Parameter(.normal([1, 1], using: &generator))
    b = Parameter(.normal([1, 1], using: &generator))
  }

  func callAsFunction(_ x: Tensor<Float>) -> Variable<Float> { matmul(x, a) + b }
}
