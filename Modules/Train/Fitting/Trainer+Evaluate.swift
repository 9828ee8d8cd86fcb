import Autograd
public import Data
import NN
public import Tensor

extension Trainer {
  /// Loss and metrics on data, in evaluation mode and without a graph.
  public func evaluate<Source: Dataset>(_ loader: DataLoader<Source>) throws(TrainingError) -> Evaluation
  where Source.Features == Features, Source.Labels == Tensor<Target> {
    guard loader.batchCount > 0 else { throw .noBatches }
    return module.evaluating {
      var sums = Sums(metrics)
      for (x, y) in loader {
        let prediction = forward(x)
        let loss = Double(self.loss(prediction, y).item())
        sums.add(loss, y.shape.first ?? 1, prediction.value, y)
      }
      return sums.evaluation
    }
  }

  /// The predictions for all samples of a loader, in its order: [samples, …].
  ///
  /// Traps where it has no batches.
  public func predict<Source: Dataset>(_ loader: DataLoader<Source>) -> Tensor<Float>
  where Source.Features == Features {
    guard loader.batchCount > 0 else { fail("Trainer.predict: the loader has no batches") }
    return module.evaluating {
      var parts: [Tensor<Float>] = []
      for (x, _) in loader { parts.append(forward(x).value) }
      return Tensor.concat(parts, axis: 0)
    }
  }

  /// The predictions for a batch.
  public func predict(_ features: Features) -> Tensor<Float> { module.evaluating { forward(features).value } }
}
