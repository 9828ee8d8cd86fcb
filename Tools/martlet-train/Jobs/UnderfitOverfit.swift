import ArgumentParser
import Autograd
import Data
import NN
import Optim
import Tensor
import ToolSupport
import Train
import Viz

/// A polynomial of degree 3 fitted with too few, the right and too many terms ("Dive into Deep Learning", 3.6):
/// y = 5 + 1.2·x − 3.4·x²/2! + 5.6·x³/3! + noise of 0.1.
struct UnderfitOverfit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "underfit-overfit", abstract: "A polynomial with too few, the right and too many terms.")

  @OptionGroup var options: Options

  private static let trueWeights: [Float] = [5, 1.2, -3.4, 5.6]
  private static let mostTerms = 20, trainCount = 100, testCount = 100

  /// The fits, with the number of terms of each and the epochs that the book gives it.
  private static let fits = [
    (name: "normal", terms: 4, epochs: 400), (name: "underfit", terms: 2, epochs: 400),
    (name: "overfit", terms: 20, epochs: 1500),
  ]

  func run() throws {
    let run = try JobRun("underfit-overfit", options)
    let x = Tensor<Float>.normal([Self.trainCount + Self.testCount, 1], using: &run.rng)
    let powers = polynomialFeatures(x, degree: Self.mostTerms - 1, scaled: true)  // xⁱ / i!
    let noise = Tensor<Float>.normal([x.shape[0], 1], std: 0.1, using: &run.rng)
    let weights = Tensor(Self.trueWeights).reshaped(-1, 1)
    let y = matmul(powers[0..., 0..<weights.count], weights) + noise

    var reports: [JSON] = []
    for (name, terms, bookEpochs) in Self.fits {
      let fit = try run.stage(name) { try train(powers[0..., 0..<terms], y, options.epochs ?? bookEpochs, run) }
      let losses = try fit.tensor("losses", as: Double.self), learnt = try fit.tensor("weights", as: Float.self)
      let (trainLoss, testLoss) = (losses[-1, 0].item(), losses[-1, 1].item())
      run.say(
        "\(name): train loss \(Float(trainLoss)), test loss \(Float(testLoss)), weights \(learnt.scalars.prefix(4))")
      reports.append(
        .object([
          ("fit", .text(name)), ("terms", .integer(terms)), ("trainLoss", .number(trainLoss)),
          ("testLoss", .number(testLoss)), ("weights", .list(learnt.scalars.map { JSON($0) })),
        ]))
      if name == "normal" {
        run.report("trainLoss", trainLoss)
        run.report("testLoss", testLoss)
      }
      try draw(name, terms, losses, learnt, x, y, run)
    }
    run.report("fits", .list(reports))
    run.finish(epochs: options.epochs ?? 400)
  }

  /// A linear layer on the powers, without a bias: x⁰ has one.
  private func train(_ x: Tensor<Float>, _ y: Tensor<Float>, _ epochs: Int, _ run: JobRun) throws -> NamedTensors {
    let train = TensorDataset(x[0..<Self.trainCount], y[0..<Self.trainCount])
    let test = TensorDataset(x[Self.trainCount...], y[Self.trainCount...])

    let net = Linear(x.shape[1], 1, bias: false, using: &run.rng)
    let optimizer = SGD(net.parameters(), learningRate: 0.01)
    let trainer = Trainer(net, optimizer: optimizer, loss: mseLoss, progress: .none)
    let wholes = [train, test].map { DataLoader($0, batchSize: $0.count) }
    let losses = FiguresAfterEpochs { try wholes.map { try trainer.evaluate($0).loss } }
    try trainer.fit(
      DataLoader(train, batchSize: 10, shuffle: true, using: &run.rng), epochs: epochs,
      callbacks: [losses, Stopping(run)])
    return ["losses": Tensor(losses.rows), "weights": net.weight.value.flattened()]
  }

  /// The losses on the left, and on the right the curve among the points that it was fitted to.
  private func draw(
    _ name: String, _ terms: Int, _ losses: Tensor<Double>, _ learnt: Tensor<Float>, _ x: Tensor<Float>,
    _ y: Tensor<Float>, _ run: JobRun
  ) throws {
    let figure = Figure(rows: 1, columns: 2, width: 10.4, height: 4.1)
    let curves = figure[0, 0], fit = figure[0, 1]
    curves.plot(1...losses.shape[0], losses[0..., 0], label: "train")
    curves.plot(1...losses.shape[0], losses[0..., 1], "m--", label: "test")
    (curves.xLabel, curves.yLabel, curves.yScale, curves.yLimits) = ("epoch", "loss", .log, 1e-3...1e2)
    curves.title = "\(name): \(terms) terms"

    let trainX = x[0..<Self.trainCount].flattened()
    let line = Tensor<Float>.linspace(trainX.min().item(), trainX.max().item(), count: 200)
    fit.plot(trainX, y[0..<Self.trainCount], "o", label: "samples", color: "C0", markerSize: 4)
    fit.plot(
      line, matmul(polynomialFeatures(line, degree: terms - 1, scaled: true), learnt.reshaped(-1, 1)), label: "fit",
      color: "C2", lineWidth: 2)
    (fit.xLabel, fit.yLabel) = ("x", "y")
    try run.write(figure, "underfit-overfit-\(name).png")
  }
}
