import ArgumentParser
import Data
import Tensor
import Viz

/// Linear data with 200 inputs: 20 samples to train with, 100 to test with.
struct HighDimensional {
  let train: TensorDataset<Float, Float>, test: TensorDataset<Float, Float>

  init(_ run: JobRun) {
    let weight = Tensor<Float>.full([200], 0.01)
    func samples(_ count: Int) -> TensorDataset<Float, Float> {
      let (x, y) = syntheticLinear(weight: weight, bias: 0.05, count: count, noise: 0.01, using: &run.rng)
      return TensorDataset(x, y.reshaped(-1, 1))
    }
    (train, test) = (samples(20), samples(100))
  }

  /// Stops at a λ that is no decay.
  static func check(_ decay: Double) throws {
    guard decay >= 0, decay.isFinite else { throw ValidationError("--lambda \(decay): 0 or more is needed") }
  }

  /// Reports the model with decay, and draws it beside the one without.
  func show(_ without: DecayedFit, _ with: DecayedFit, _ decay: Double, _ run: JobRun) throws {
    run.say("without decay: test loss \(Float(without.test.last!)), norm of w \(Float(without.weightNorm))")
    run.report("trainLoss", with.train.last!)
    run.report("testLoss", with.test.last!)
    run.report("weightNorm", with.weightNorm)

    let lambda = decay == decay.rounded() && decay < 1e6 ? "\(Int(decay))" : "\(decay)"
    let fits = decay == 0 ? [("0", without)] : [("0", without), (lambda, with)]
    let figure = Figure(rows: 1, columns: fits.count, width: 4.8 * Double(fits.count), height: 3.9, sharesY: true)
    for (column, (lambda, fit)) in fits.enumerated() {
      let axes = figure[0, column], epochs = 1...fit.train.count
      axes.plot(epochs, fit.train, label: "train")
      axes.plot(epochs, fit.test, "m--", label: "test")
      (axes.xLabel, axes.yScale) = ("epoch", .log)
      axes.title = "λ = \(lambda), norm of w \(fixed(fit.weightNorm, 3))"
    }
    figure.axes.yLabel = "loss"
    try run.write(figure, "\(run.job)-\(lambda).png")
  }
}

/// A model that has been trained with some weight decay: its losses after each epoch, and the size of its weights.
struct DecayedFit {
  let train: [Double], test: [Double]
  let weightNorm: Double
}
