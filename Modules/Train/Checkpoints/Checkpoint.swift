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
  /// What the program put into it to find again, such as its arguments.
  public let notes: [String: String]

  static let format = "martlet-checkpoint"
  static let version = "1"
  private static let note = "note."

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
    let notes = metadata.filter { $0.key.hasPrefix(Self.note) }
    self.notes = Dictionary(uniqueKeysWithValues: notes.map { (String($0.key.dropFirst(Self.note.count)), $0.value) })
  }

  /// Writes where a run stands; the file appears when it is whole.
  static func save(_ run: TrainingRun, _ notes: [String: String], to url: URL) throws {
    var content = NamedTensors()
    content.add(run.module.stateDictionary(), under: "model.")
    content.add(run.optimizer.state.namedTensors, under: "optimizer.")
    for (name, generator) in run.module.namedGenerators() {
      content["generator.\(name)"] = DynamicTensor(generator.generator.tensor)
    }
    content["generator"] = DynamicTensor(DefaultRandomGenerator.current.tensor)
    for (name, callback) in named(run.callbacks) { content.add(callback.state, under: name) }
    content.add(run.history.namedTensors, under: "history.")
    content["sums"] = DynamicTensor(Tensor<Double>(run.sums()))
    let position = run.position()
    content.metadata = [
      "format": format, "version": version, "epoch": "\(run.epoch)", "batch": "\(run.batch)",
      "loader": "\(position.key) \(position.epoch) \(position.batch)", "names": run.history.names,
      "stopped": "\(run.isStopping)", "optimizer": "\(type(of: run.optimizer))",
    ]
    content.metadata["data"] = run.signature()?.text
    for (name, text) in notes { content.metadata[note + name] = text }
    content.metadata["digest"] = content.digest
    try Safetensors.save(content, to: url)
  }

  /// The callbacks by what their state is called: their kind, and their number among those of that kind.
  private static func named(_ callbacks: [any TrainerCallback]) -> [(String, any TrainerCallback)] {
    var counts: [String: Int] = [:]
    return callbacks.map { callback in
      let kind = "\(type(of: callback))"
      counts[kind, default: 0] += 1
      return ("callback.\(kind).\(counts[kind]!).", callback)
    }
  }

  /// Puts everything back, or nothing. Throws, naming what does not fit, after `check` of the figures so far too.
  func restore(_ run: TrainingRun, _ check: (History) throws -> Void) throws {
    do {
      if let old = content.metadata["data"].flatMap(DataSignature.init), let now = run.signature(),
        let difference = now.difference(from: old)
      {
        throw failure(difference)
      }
      guard let state = OptimizerState(content.under("optimizer.")), run.optimizer.accepts(state),
        content.metadata["optimizer"] == "\(type(of: run.optimizer))"
      else { throw failure("the optimizer's state is that of another optimizer") }
      let layers = run.module.namedGenerators()
      let generators = try layers.map { try RandomGenerator(content, "generator.\($0.0)") }
      let general = try RandomGenerator(content, "generator")
      let history = try History(content.under("history."), names: content.metadata["names"] ?? "")
      try check(history)
      try restoreCallbacks(run) { try run.module.load(content.under("model.")) }
      // From here on nothing can fail.
      run.optimizer.state = state
      for ((_, layer), generator) in zip(layers, generators) { layer.generator = generator }
      DefaultRandomGenerator.current = general
      run.history = history
    } catch let error as TrainingError {
      throw error
    } catch {
      throw failure("does not fit this run: \(error)")
    }
    (run.epoch, run.batch) = (epoch, batch)
    if content.metadata["stopped"] == "true" { run.stop() }
    let sums = sums
    run.sums = { sums }
  }

  /// Gives each callback its state, and then calls `body`; where one of them throws, all have again what they had.
  private func restoreCallbacks(_ run: TrainingRun, _ body: () throws -> Void) throws {
    let callbacks = Self.named(run.callbacks).map { (name: $0, callback: $1, before: $1.state) }
    for (name, callback, before) in callbacks where content.under(name).isEmpty && !before.isEmpty {
      throw failure("holds nothing for \(type(of: callback)): the same callbacks are needed, in any order")
    }
    do {
      for (name, callback, _) in callbacks { try callback.restore(content.under(name)) }
      try body()
    } catch {
      for (_, callback, before) in callbacks { try? callback.restore(before) }
      throw error
    }
  }

  private func failure(_ reason: String) -> TrainingError { .checkpoint(file: file, reason: reason) }
}
