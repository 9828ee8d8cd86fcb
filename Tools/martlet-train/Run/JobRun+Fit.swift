import Data
import Foundation
import Tensor
import Train

extension JobRun {
  /// Trains, shows the curves, and under `--checkpoint` keeps the run in a file, from which `--resume` goes on.
  func fit<Target, Training: Dataset, Validation: Dataset>(
    _ trainer: Trainer<Tensor<Float>, Target>, _ loader: DataLoader<Training>, validation: DataLoader<Validation>,
    epochs: Int, live: LiveCurves
  ) throws -> History
  where
    Training.Features == Tensor<Float>, Training.Labels == Tensor<Target>, Validation.Features == Tensor<Float>,
    Validation.Labels == Tensor<Target>
  {
    let checkpointing = options.checkpoint.map {
      Checkpointing(to: URL(fileURLWithPath: $0), everyBatches: 100, notes: ["job": job, "seed": "\(options.seed)"])
    }
    var callbacks: [any TrainerCallback] = [live]
    if let checkpointing { callbacks.append(checkpointing) }
    callbacks.append(Stopping(self, checkpointing))
    let start = try startingPoint()
    Interruption.hold()
    return try measured {
      try trainer.fit(loader, validation: validation, epochs: epochs, callbacks: callbacks, resuming: start)
    }
  }

  /// Throws where a file is that of another run than this one.
  func requireSame(_ job: String?, _ seed: String?, _ path: String) throws {
    if job == self.job, seed == "\(options.seed)" { return }
    throw TrainingError.checkpoint(
      file: path,
      reason: "belongs to '\(job ?? "another program")' with --seed \(seed ?? "?"), this is '\(self.job)' with --seed "
        + "\(options.seed)")
  }

  /// Where the run is taken up again, nil if it starts from the beginning.
  private func startingPoint() throws -> Checkpoint? {
    guard options.resume, let path = options.checkpoint else { return nil }
    guard FileManager.default.fileExists(atPath: path) else {
      say("\(path) is not there yet: starting from the beginning")
      return nil
    }
    let start = try Checkpoint(URL(fileURLWithPath: path))
    try requireSame(start.notes["job"], start.notes["seed"], path)
    say("going on from \(path): epoch \(start.epoch), batch \(start.batch)")
    return start
  }
}

/// Ends a training when SIGINT or SIGTERM has come, after its checkpoint is written.
final class Stopping: TrainerCallback {
  private let run: JobRun
  private let checkpointing: Checkpointing?

  init(_ run: JobRun, _ checkpointing: Checkpointing? = nil) {
    self.run = run
    self.checkpointing = checkpointing
  }

  func didStep(_ training: TrainingRun) throws {
    // The last batch of an epoch belongs to its end.
    guard training.batch < training.batchCount else { return }
    try run.stopIfAsked("in epoch \(training.epoch)") { try checkpointing?.save(training) }
  }

  func didFinishEpoch(_ training: TrainingRun) throws {
    try run.stopIfAsked("after epoch \(training.history.last.epoch)") { try checkpointing?.save(training) }
  }
}
