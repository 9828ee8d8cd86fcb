import Data
public import Foundation
import NN
import Optim
import Tensor

/// A run as it stood at some moment, from a file that `Checkpointing` wrote.
public struct Checkpoint: Sendable {
  /// The file, for messages.
  let file: String
  let content: NamedTensors
  /// The epoch that was under way, from 1.
  public let epoch: Int
  /// The batches of it that were done.
  public let batch: Int
  let position: DataLoaderPosition
  let sums: [Double]

  static let format = "martlet-checkpoint"
  static let version = "1"

  /// Reads a checkpoint, and checks that it is whole.
  ///
  /// Throws `TrainingError.checkpoint` with the reason.
  public init(_ url: URL) throws(TrainingError) {
    file = url.path
    do { content = try Safetensors.load(url) } catch {
      throw .checkpoint(file: url.path, reason: error.reason)
    }
    let metadata = content.metadata
    guard metadata["format"] == Self.format else {
      throw .checkpoint(file: file, reason: "is a safetensors file, but not a checkpoint")
    }
    guard metadata["version"] == Self.version else {
      throw .checkpoint(
        file: file, reason: "has version \(metadata["version"] ?? "none"), \(Self.version) is known here")
    }
    guard metadata["digest"] == content.digest else {
      throw .checkpoint(file: file, reason: "is damaged: its content does not match its digest")
    }
    guard let epoch = metadata["epoch"].flatMap(Int.init), let batch = metadata["batch"].flatMap(Int.init),
      let loader = metadata["loader"]?.split(separator: " "), loader.count == 3, let key = UInt64(loader[0]),
      let loaderEpoch = Int(loader[1]), let loaderBatch = Int(loader[2]),
      let sums = try? content.tensor("sums", as: Double.self).scalars
    else { throw .checkpoint(file: file, reason: "is damaged: it does not say where the run stood") }
    (self.epoch, self.batch, self.sums) = (epoch, batch, sums)
    position = DataLoaderPosition(key: key, epoch: loaderEpoch, batch: loaderBatch)
  }

  /// Writes where a run stands; the file appears when it is whole.
  static func save(_ run: TrainingRun, to url: URL) throws {
    var content = NamedTensors()
    content.add(run.module.stateDictionary(), under: "model.")
    content.add(run.optimizer.state.namedTensors, under: "optimizer.")
    for (name, generator) in run.module.namedGenerators() {
      content["generator.\(name)"] = DynamicTensor(generator.generator.tensor)
    }
    content["generator"] = DynamicTensor(DefaultRandomGenerator.current.tensor)
    for (index, callback) in run.callbacks.enumerated() {
      content.add(callback.state, under: "callback.\(index).\(type(of: callback)).")
    }
    content.add(run.history.namedTensors, under: "history.")
    content["sums"] = DynamicTensor(Tensor<Double>(run.sums()))
    let position = run.position()
    content.metadata = [
      "format": format, "version": version, "epoch": "\(run.epoch)", "batch": "\(run.batch)",
      "loader": "\(position.key) \(position.epoch) \(position.batch)", "names": run.history.names,
      "stopped": "\(run.isStopping)", "optimizer": "\(type(of: run.optimizer))",
    ]
    content.metadata["digest"] = content.digest
    try Safetensors.save(content, to: url)
  }

  /// Puts everything back. Throws, naming what does not fit.
  func restore(_ run: TrainingRun) throws {
    do {
      try run.module.load(content.under("model."))
      guard let state = OptimizerState(content.under("optimizer.")), run.optimizer.accepts(state),
        content.metadata["optimizer"] == "\(type(of: run.optimizer))"
      else { throw TrainingError.checkpoint(file: file, reason: "the optimizer's state is that of another optimizer") }
      run.optimizer.state = state
      for (name, generator) in run.module.namedGenerators() {
        generator.generator = try RandomGenerator(content, "generator.\(name)")
      }
      DefaultRandomGenerator.current = try RandomGenerator(content, "generator")
      for (index, callback) in run.callbacks.enumerated() {
        let state = content.under("callback.\(index).\(type(of: callback)).")
        guard !state.isEmpty || callback.state.isEmpty else {
          let reason =
            "holds nothing for \(type(of: callback)), callback \(index + 1): the same ones are needed, in order"
          throw TrainingError.checkpoint(file: file, reason: reason)
        }
        try callback.restore(state)
      }
      run.history = try History(content.under("history."), names: content.metadata["names"] ?? "")
    } catch let error as TrainingError {
      throw error
    } catch {
      throw TrainingError.checkpoint(file: file, reason: "does not fit this run: \(error)")
    }
    (run.epoch, run.batch) = (epoch, batch)
    if content.metadata["stopped"] == "true" { run.stop() }
    let sums = sums
    run.sums = { sums }
  }
}
