import Data
import NN
import Tensor
import Train
import Viz

extension Garments {
  /// Reports the figures of the last epoch, and writes the training curves and what the model makes of 18 test images.
  func show(_ history: History, _ net: Sequential, _ run: JobRun) throws {
    let last = history.last
    run.report("trainLoss", last.loss)
    run.report("trainAccuracy", last["train acc"] ?? .nan)
    run.report("testAccuracy", last["test acc"] ?? .nan)

    try run.write(Figure.curves(history.curves, xLabel: "epoch"), "\(run.job)-curves.png")

    let (images, labels) = test.batch(0..<18)
    let predicted = net.inference(images).argmax(axis: 1)
    let titles = zip(labels.scalars, predicted.scalars).map { "\(test.name($0))\n\(test.name($1))" }
    try run.write(Figure.images(images, rows: 2, columns: 9, titles: titles), "\(run.job)-predictions.png")
  }
}
