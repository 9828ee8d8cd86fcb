public import Foundation
import Tensor

/// Writes a checkpoint while a model is fitted.
///
///     let file = Checkpointing(to: url, everyBatches: 100)
///     let start = try FileManager.default.fileExists(atPath: url.path) ? Checkpoint(url) : nil
///     try trainer.fit(loader, epochs: 10, callbacks: [file], resuming: start)
///
/// The file holds parameters, buffers, optimizer, callbacks (schedules among them), the generators of layers and the
/// default one, the loader's position, and the figures so far. It is replaced as a whole, so a run that is killed at any
/// moment goes on from the last one and ends with the same bits. The same callbacks must be given again, in any order: this
/// one is called after all others. It knows the number of samples, their batches and a checksum of the first and last ones,
/// so that a run is not taken up again with other data; of sets that this package does not define, the labels count.
public final class Checkpointing: TrainerCallback {
  /// Where it is written.
  public let file: URL
  private let epochs: Int
  private let batches: Int?
  private let notes: [String: String]

  /// Writes after every so many epochs, and, if wanted, after every so many batches of an epoch. `notes` are what the program
  /// wants to find again in ``Checkpoint/notes``, such as its arguments.
  public init(
    to file: URL, everyEpochs epochs: Int = 1, everyBatches batches: Int? = nil, notes: [String: String] = [:]
  ) {
    self.file = file
    self.notes = notes
    self.epochs = max(epochs, 1)
    self.batches = batches.map { max($0, 1) }
  }

  /// Clears away what a run that was killed while it wrote left beside the file.
  public func willFit(_ run: TrainingRun) throws { try Safetensors.removeAbandonedDrafts(of: file) }

  /// Writes within an epoch; its last batch belongs to the end of the epoch.
  public func didStep(_ run: TrainingRun) throws {
    if let batches, run.batch < run.batchCount, run.batch % batches == 0 { try save(run) }
  }

  /// Writes at once, wherever the run stands within an epoch: for a callback that is about to end it.
  public func save(_ run: TrainingRun) throws { try Checkpoint.save(run, notes, to: file) }

  /// Writes after an epoch.
  public func didFinishEpoch(_ run: TrainingRun) throws {
    if run.history.epochs.count % epochs == 0 || run.epoch > run.epochs || run.isStopping {
      try save(run)
    }
  }
}
