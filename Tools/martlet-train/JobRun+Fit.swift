import Data
import Foundation
import Tensor
import Train

extension JobRun {
  /// Trains, and under `--checkpoint` keeps the run in a file, from which `--resume` goes on.
  func fit<Features, Target, Training: Dataset, Validation: Dataset>(
    _ trainer: Trainer<Features, Target>, _ loader: DataLoader<Training>, validation: DataLoader<Validation>,
    epochs: Int
  ) throws -> History
  where
    Training.Features == Features, Training.Labels == Tensor<Target>, Validation.Features == Features,
    Validation.Labels == Tensor<Target>
  {
    var callbacks: [any TrainerCallback] = []
    var start: Checkpoint?
    if let path = options.checkpoint {
      let file = URL(fileURLWithPath: path)
      callbacks.append(Checkpointing(to: file, everyBatches: 100))
      if options.resume {
        if FileManager.default.fileExists(atPath: path) {
          start = try Checkpoint(file)
          say("going on from \(path): epoch \(start!.epoch), batch \(start!.batch)")
        } else {
          say("\(path) is not there yet: starting from the beginning")
        }
      }
    }
    return try measured {
      try trainer.fit(loader, validation: validation, epochs: epochs, callbacks: callbacks, resuming: start)
    }
  }
}
