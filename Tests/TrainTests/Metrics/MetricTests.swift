import Autograd
import Data
import NN
import Optim
import Tensor
import TestSupport
import Testing
import Train

@Suite struct MetricTests {
  private let fixtures = Fixtures("Train")

  @Test func classificationIsScikitLearns() throws {
    let arrays = try Safetensors.load(fixtures.file("metrics.safetensors"))
    let scores: Tensor<Float> = try arrays.tensor("scores"), labels: Tensor<Int32> = try arrays.tensor("labels")
    var matrix = ConfusionMatrix(classes: 5)
    matrix.add(predicted: scores.argmax(axis: 1), labels: labels)
    #expect(Tensor<Double>(matrix.tensor) == (try arrays.tensor("confusion")))
    let each = Tensor<Double>([matrix.precision, matrix.recall, matrix.f1])
    #expect(each.allClose(try arrays.tensor("each"), rtol: 1e-12))
    let accuracy: Tensor<Double> = try arrays.tensor("accuracy")
    #expect(matrix.accuracy == accuracy.item() && Metric.accuracy(scores, labels) == accuracy.item())
    let macro = Tensor<Double>(
      [Metric<Int32>.precision(classes: 5), .recall(classes: 5), .f1(classes: 5)].map { $0(scores, labels) })
    #expect(macro.allClose(try arrays.tensor("macro"), rtol: 1e-12))
  }

  @Test func regressionIsScikitLearns() throws {
    let arrays = try Safetensors.load(fixtures.file("metrics.safetensors"))
    let prices: Tensor<Float> = try arrays.tensor("prices"), guesses: Tensor<Float> = try arrays.tensor("guesses")
    let figures = Tensor<Double>(
      [Metric.logRMSE, .r2, .meanAbsoluteError, .rootMeanSquaredError].map { $0(guesses, prices) })
    #expect(figures.allClose(try arrays.tensor("regression"), rtol: 1e-5), "\(figures)")
  }

  @Test func classification() {
    let scores: Tensor<Float> = [[2, 1, 0], [0, 3, 1], [0, 1, 2], [5, 1, 2], [0, 9, 8]]
    let labels: Tensor<Int32> = [0, 1, 1, 0, 2]
    #expect(Metric.accuracy(scores, labels) == 0.6)
    var matrix = ConfusionMatrix(classes: 3)
    matrix.add(predicted: scores.argmax(axis: 1), labels: labels)
    #expect(matrix.tensor.scalars == [2, 0, 0, 0, 1, 1, 0, 1, 0])
    #expect(matrix[1, 2] == 1 && matrix.accuracy == 0.6)
    #expect(matrix.precision == [1, 0.5, 0])
    #expect(matrix.recall == [1, 0.5, 0])
    #expect(matrix.f1 == [1, 0.5, 0])
    #expect(Metric.precision(classes: 3)(scores, labels) == 0.5)
    #expect(Metric.recall(classes: 3)(scores, labels) == 0.5)
    #expect(Metric.f1(classes: 3)(scores, labels) == 0.5)
  }

  @Test func regression() {
    let y: Tensor<Float> = [[1], [2], [4]], prediction: Tensor<Float> = [[1], [4], [4]]
    #expect(Metric.meanAbsoluteError(prediction, y) == 2.0 / 3)
    #expect(Swift.abs(Metric.rootMeanSquaredError(prediction, y) - (4.0 / 3).squareRoot()) < 1e-12)
    #expect(Swift.abs(Metric.r2(prediction, y) - (1 - 4 / (14.0 / 3))) < 1e-12)
    #expect(Swift.abs(Metric.logRMSE(prediction, y) - 0.6931472 / 3.0.squareRoot()) < 1e-6)
    #expect(Metric.logRMSE([[-5]], [[1]]) == 0)
  }

  @Test func withoutSamplesNothingIsKnown() {
    let none = Tensor<Float>.zeros([0, 3]), labels = Tensor<Int32>.zeros([0])
    #expect(Metric.accuracy(none, labels).isNaN && ConfusionMatrix(classes: 3).accuracy.isNaN)
    // As scikit-learn's with zero_division=0: no class was ever predicted.
    #expect(Metric.precision(classes: 3)(none, labels) == 0 && ConfusionMatrix(classes: 3).f1 == [0, 0, 0])
    for figure in [Metric.r2, .logRMSE, .meanAbsoluteError, .rootMeanSquaredError] {
      #expect(figure(.zeros([0, 1]), .zeros([0, 1])).isNaN)
    }
  }

  @Test func r2OfTargetsThatAreAllTheSame() {
    // As scikit-learn's r2_score has it, however large the targets are.
    let y = Tensor<Float>.full([39, 1], 32_767.123)
    #expect(Metric.r2(y, y) == 1)
    #expect(Metric.r2(y + 1, y) == 0)
    #expect(Metric.r2(y * .nan, y).isNaN)
    #expect(Metric.r2([[1]], [[1]]).isNaN)
  }

  @Test func r2OverBatchesIsThatOfAll() throws {
    var rng = RandomGenerator(seed: 1)
    let y = 30_000 + Tensor<Float>.normal([100, 1], std: 0.1, using: &rng)
    let prediction = y + Tensor<Float>.normal([100, 1], std: 0.05, using: &rng)
    let net = Linear(1, 1, bias: false)
    net.weight.value = [[1]]
    let trainer = Trainer(
      net, optimizer: SGD(net.parameters()), loss: mseLoss, metrics: [.r2], progress: .none)
    let batches = DataLoader(prediction, y, batchSize: 7)
    let (d, t) = (Tensor<Double>(y) - Tensor<Double>(prediction), Tensor<Double>(y))
    let expected = 1 - (d * d).sum().item() / ((t - t.mean()) * (t - t.mean())).sum().item()
    let found = try #require(try trainer.evaluate(batches)["r2"])
    #expect(Swift.abs(found - expected) < 1e-9)
    #expect(Swift.abs(Metric.r2(prediction, y) - expected) < 1e-9)
  }

  @Test func metricsOfOnesOwn() {
    let largest = Metric<Float>("largest") { y, _ in
      [Double(y.max().item())]
    } value: {
      $0[0]
    }
    #expect(largest([[1, 7]], [[0, 0]]) == 7)
    let near = Metric<Float>("near", mean: { y, t in Double(Tensor<Float>(abs(y - t) .< 1).mean().item()) })
    #expect(near([[0], [0.5]], [[0], [3]]) == 0.5)
  }

  @Test func binaryAccuracyCountsSides() {
    let predictions = Tensor<Float>([[0.2], [0.7], [0.5], [0.9]]), targets = Tensor<Float>([[0], [1], [0], [0]])
    #expect(Metric.binaryAccuracy()(predictions, targets) == 0.75)
    #expect(Metric.binaryAccuracy(threshold: 0)(predictions - 0.5, targets) == 0.75)
    #expect(Metric.binaryAccuracy(threshold: 0.95)(predictions, targets) == 0.75)
  }

  @Test func accumulatorAndTimer() {
    var sums = Accumulator(2)
    sums.add(1, 2)
    sums.add(3, 4)
    #expect(sums[0] == 4 && sums[1] == 6)
    sums.reset()
    #expect(sums[0] == 0)
    var timer = Timer()
    timer.stop()
    timer.start()
    timer.stop()
    #expect(timer.times.count == 2 && timer.times.allSatisfy { $0 >= 0 })
    #expect(timer.total == timer.cumulative[1] && timer.mean == timer.total / 2)
  }
}
