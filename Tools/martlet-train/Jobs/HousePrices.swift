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
    let houses = try Houses(run)
    let (x, testX) = houses.features()
    let y = houses.train["SalePrice"].tensor().reshaped(-1, 1)
    let epochs = options.epochs ?? 100
    run.say("\(x.shape[0]) houses with \(x.shape[1]) columns")

    let folds = try run.measured {
      try crossValidate(x, y, KFold(5)) { number, train, validation in
        let fold = try fit(train, validation, epochs, run)
        run.say(
          "fold \(number), train log rmse \(Float(fold.train.last!)), valid log rmse \(Float(fold.validation.last!))")
        return fold
      }
    }
    run.report(
      "folds",
      .list(
        folds.map {
          .object([
            ("trainLogRMSE", .number($0.train.last!)), ("validLogRMSE", .number($0.validation.last!)),
          ])
        }))
    try draw(folds, run)
    let final = try run.measured { try fit(TensorDataset(x, y), nil, epochs, run) }
    let prices = final.net.inference(testX).flattened()
    let path = (options.output as NSString).appendingPathComponent("submission.csv")
    try DataFrame([("Id", houses.test["Id"]), ("SalePrice", Column(prices))]).write(csv: URL(fileURLWithPath: path))
    run.report("submission", .text(path))
    run.finish(epochs: epochs)
  }

  /// A model and, after each epoch, its error on all that it was trained with and on what it was not.
  private func fit(
    _ train: TensorDataset<Float, Float>, _ validation: TensorDataset<Float, Float>?, _ epochs: Int, _ run: JobRun
  ) throws -> (net: Linear, train: [Double], validation: [Double]) {
    let net = Linear(train.features.shape[1], 1, using: &run.rng)
    let adam = Adam(net.parameters(), learningRate: 5, weightDecay: 0)
    let trainer = Trainer(net, optimizer: adam, loss: mseLoss, progress: .none)
    let errors = Errors(net, train, validation)
    try trainer.fit(
      DataLoader(train, batchSize: 64, shuffle: true, using: &run.rng), epochs: epochs, callbacks: [errors])
    return (net, errors.train, errors.validation)
  }

  private func draw(_ folds: [(net: Linear, train: [Double], validation: [Double])], _ run: JobRun) throws {
    for (index, fold) in folds.enumerated() {
      let curves = Figure.curves(
        [(name: "train", values: fold.train), (name: "valid", values: fold.validation)], xLabel: "epoch",
        yLabel: "log rmse", yScale: .log)
      try run.write(curves, "house-prices-fold-\(index + 1).png")
    }
  }
}

/// The log RMSE on whole data sets after each epoch.
private final class Errors: TrainerCallback {
  private let net: Linear
  private let sets: [TensorDataset<Float, Float>]
  private var values: [[Double]]

  init(_ net: Linear, _ train: TensorDataset<Float, Float>, _ validation: TensorDataset<Float, Float>?) {
    self.net = net
    sets = [train] + (validation.map { [$0] } ?? [])
    values = Array(repeating: [], count: 2)
  }

  var train: [Double] { values[0] }
  var validation: [Double] { values[1] }

  func didFinishEpoch(_ run: TrainingRun) {
    for (index, set) in sets.enumerated() {
      values[index].append(Metric.logRMSE(net.inference(set.features), set.labels))
    }
  }
}
