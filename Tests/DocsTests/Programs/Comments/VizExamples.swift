import Tensor
import Viz

/// The examples that stand in comments of public symbols, each as its lines stand there.
enum VizExamples {
  static func figure(_ x: Tensor<Float>, _ y: Tensor<Float>) throws {
    let figure = Figure()
    figure.axes.plot(x, y, "ro", label: "Original data")
    figure.axes.xLabel = "x"
    try figure.write(to: "fit.png")
  }

  static func animation(_ draw: (Int) -> Figure) throws {
    func figure(after step: Int) -> Figure { draw(step) }
    var animation = Animation(framesPerSecond: 12)
    for step in 0..<60 { try animation.add(figure(after: step)) }
    try animation.write(to: "descent.png")
  }

  static func livePlot(_ loss: Double, _ accuracy: Double) throws {
    let live = LivePlot(to: "training.png", xLabel: "epoch", terminal: .detect())
    for _ in 1...10 { try live.append(["train loss": loss, "test acc": accuracy]) }
    try live.finish()
  }
}
