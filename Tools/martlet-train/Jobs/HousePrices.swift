import ArgumentParser
import Autograd
import Data
import Foundation
import NN
import Optim
import Tensor
import ToolSupport
import Train
import Viz

/// Prices of houses by one linear layer on 330 columns, validated on five folds, then fitted to all houses ("Dive into
/// Deep Learning", 5.7).
struct HousePrices: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "house-prices", abstract: "House prices: a data frame, one-hot columns, five folds, Adam.")

  @OptionGroup var options: Options

  func run() throws {
    let run = try JobRun("house-prices", options)
    let houses = try KaggleHouse(run)
    let all = houses.features().tensor(), y = houses.train["SalePrice"].tensor().reshaped(-1, 1)
    let (x, testX) = (all[0..<houses.train.rowCount], all[houses.train.rowCount...])
    let epochs = options.epochs ?? 100
    run.say("\(x.shape[0]) houses with \(x.shape[1]) columns")

    let folds = try crossValidate(x, y, KFold(5)) { number, train, validation in
      let fold = try run.stage("fold \(number)") {
        ["errors": Tensor(try fit([train, validation], epochs, run).errors)]
      }
      let errors = try fold.tensor("errors", as: Double.self)
      run.say(
        "fold \(number), train log rmse \(Float(errors[-1, 0].item())), valid log rmse \(Float(errors[-1, 1].item()))")
      return errors
    }
    run.report(
      "folds",
      .list(
        folds.map {
          .object([
            ("trainLogRMSE", .number($0[-1, 0].item())), ("validLogRMSE", .number($0[-1, 1].item())),
          ])
        }))
    for (index, errors) in folds.enumerated() { try draw(errors, "fold-\(index + 1)", run) }

    let final = try run.measured { try fit([TensorDataset(x, y)], epochs, run) }
    run.say("final model, train log rmse \(Float(final.errors.last![0]))")
    try draw(Tensor(final.errors), "final", run)
    let prices = final.net.inference(testX).flattened()
    let submission = run.output("submission.csv")
    try DataFrame([("Id", houses.test["Id"]), ("SalePrice", Column(prices))]).write(
      csv: URL(fileURLWithPath: submission))
    run.report("submission", .text(submission))
    run.finish(epochs: epochs)
  }

  /// A model trained with the first of the sets and, after each epoch, its log RMSE on each of them.
  private func fit(
    _ sets: [TensorDataset<Float, Float>], _ epochs: Int, _ run: JobRun
  ) throws -> (net: any Layer, errors: [[Double]]) {
    let train = sets[0]
    let net = Linear(train.features.shape[1], 1, using: &run.rng)
    let adam = Adam(net.parameters(), learningRate: 5, weightDecay: 0)
    let trainer = Trainer(net, optimizer: adam, loss: mseLoss, progress: .none)
    let errors = FiguresAfterEpochs { sets.map { Metric.logRMSE(net.inference($0.features), $0.labels) } }
    try trainer.fit(
      DataLoader(train, batchSize: 64, shuffle: true, using: &run.rng), epochs: epochs,
      callbacks: [errors, Stopping(run)])
    return (net, errors.rows)
  }

  private func draw(_ errors: Tensor<Double>, _ name: String, _ run: JobRun) throws {
    let curves = Figure.curves(
      zip(["train", "valid"], 0..<errors.shape[1]).map { (name: $0, values: errors[0..., $1].scalars) },
      xLabel: "epoch", yLabel: "log rmse", yScale: .log)
    try run.write(curves, "house-prices-\(name).png")
  }
}
