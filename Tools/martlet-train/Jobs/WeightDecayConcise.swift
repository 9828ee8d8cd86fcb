import ArgumentParser
import Autograd
import Data
import NN
import Optim
import Tensor
import Train
import Viz

/// Linear regression with 200 inputs and 20 samples, where weight decay is all that keeps the model from learning them by
/// heart ("Dive into Deep Learning", 3.7).
struct WeightDecayConcise: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weight-decay-concise",
    abstract: "Weight decay by parameter group, in linear regression with too many inputs.")

  @OptionGroup var options: Options

  @Option(name: .customLong("lambda"), help: "How much the weights decay.")
  var decay = 3.0

  func validate() throws {
    guard decay >= 0, decay.isFinite else { throw ValidationError("--lambda \(decay): 0 or more is needed") }
  }

  func run() throws {
    let run = try JobRun("weight-decay-concise", options)
    let epochs = options.epochs ?? 100
    let weight = Tensor<Float>.full([200], 0.01)
    let (trainX, trainY) = syntheticLinear(weight: weight, bias: 0.05, count: 20, noise: 0.01, using: &run.rng)
    let (testX, testY) = syntheticLinear(weight: weight, bias: 0.05, count: 100, noise: 0.01, using: &run.rng)
    let train = TensorDataset(trainX, trainY.reshaped(-1, 1)), test = TensorDataset(testX, testY.reshaped(-1, 1))

    let net = Linear(200, 1, using: &run.rng)
    Init.normal(net.weight, using: &run.rng)
    Init.normal(net.bias, using: &run.rng)
    let optimizer = SGD(
      [ParameterGroup([net.weight], weightDecay: decay), ParameterGroup([net.bias])], learningRate: 0.003)
    let trainer = Trainer(net, optimizer: optimizer, loss: mseLoss, progress: .none)
    let (wholeTrain, wholeTest) = (DataLoader(train, batchSize: 20), DataLoader(test, batchSize: 100))
    let losses = LossesAfterEpochs { (try trainer.evaluate(wholeTrain).loss, try trainer.evaluate(wholeTest).loss) }
    _ = try run.measured {
      try trainer.fit(
        DataLoader(train, batchSize: 5, shuffle: true, using: &run.rng), epochs: epochs, callbacks: [losses])
    }
    let norm = net.weight.value.norm().item()
    run.report("trainLoss", losses.train.last!)
    run.report("testLoss", losses.test.last!)
    run.report("weightNorm", norm)
    let curves = Figure.curves(
      [(name: "train", values: losses.train), (name: "test", values: losses.test)], xLabel: "epoch", yLabel: "loss",
      yScale: .log)
    try run.write(curves, "weight-decay-concise-\(decay == decay.rounded() ? "\(Int(decay))" : "\(decay)").png")
    run.finish(epochs: epochs)
  }
}

/// The losses on whole data sets after each epoch.
private final class LossesAfterEpochs: TrainerCallback {
  private let evaluate: () throws -> (Double, Double)
  private(set) var train: [Double] = [], test: [Double] = []

  init(_ evaluate: @escaping () throws -> (Double, Double)) { self.evaluate = evaluate }

  func didFinishEpoch(_ run: TrainingRun) throws {
    let (train, test) = try evaluate()
    self.train.append(train)
    self.test.append(test)
  }
}
