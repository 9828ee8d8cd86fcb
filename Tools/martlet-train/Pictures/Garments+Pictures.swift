import Data
import Tensor
import Train
import Viz

extension Garments {
  /// Reports the figures of the last epoch, and draws samples, predictions and the confusion matrix.
  ///
  /// `scores` gives the scores of the classes for images, [n, 10], in evaluation mode.
  func show(
    _ curves: [(name: String, values: [Double])], _ run: JobRun, scores: (Tensor<Float>) -> Tensor<Float>
  ) throws {
    for (key, name) in [("trainLoss", "train loss"), ("trainAccuracy", "train acc"), ("testAccuracy", "test acc")] {
      run.report(key, curves.first { $0.name == name }?.values.last ?? .nan)
    }

    let (samples, classes) = train.batch(0..<18)
    try run.write(
      Figure.images(samples, rows: 2, columns: 9, titles: classes.scalars.map(train.name)),
      "\(run.job)-samples.png")

    let (images, labels) = test.batch(0..<18)
    let predicted = scores(images).argmax(axis: 1)
    let titles = zip(labels.scalars, predicted.scalars).map { "\(test.name($0))\n\(test.name($1))" }
    try run.write(Figure.images(images, rows: 2, columns: 9, titles: titles), "\(run.job)-predictions.png")

    var confusion = ConfusionMatrix(classes: FashionMNIST.classNames.count)
    for (images, labels) in DataLoader(test, batchSize: 1000) {
      confusion.add(predicted: scores(images).argmax(axis: 1), labels: labels)
    }
    let figure = Figure(width: 7.6, height: 6.4)
    figure.axes.heatmap(
      confusion.tensor, rowNames: FashionMNIST.classNames, columnNames: FashionMNIST.classNames, colorMap: .blues)
    (figure.axes.xLabel, figure.axes.yLabel) = ("predicted", "true")
    try run.write(figure, "\(run.job)-confusion.png")
  }
}
