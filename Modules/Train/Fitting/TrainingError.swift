import Tensor

/// Why a run could not go on.
public enum TrainingError: Error, Equatable, Sendable {
  /// The loss of a batch is infinite or not a number. Epoch and batch are counted from 1.
  case lossNotFinite(loss: Double, epoch: Int, batch: Int)
  /// A loader has no batches.
  case noBatches
  /// A checkpoint is not one, is damaged, or belongs to something else.
  case checkpoint(file: String, reason: String)
}

extension TrainingError: CustomStringConvertible {
  /// One line.
  public var description: String { text.visible }

  private var text: String {
    switch self {
    case .lossNotFinite(let loss, let epoch, let batch):
      "the loss is \(loss) in epoch \(epoch), batch \(batch): the learning rate may be too high, or the data may hold NaN"
    case .noBatches: "the loader has no batches"
    case .checkpoint(let file, let reason): "\(file): \(reason)"
    }
  }
}
