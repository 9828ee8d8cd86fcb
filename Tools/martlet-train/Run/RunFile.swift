import Data
import Foundation
import Tensor
import Train

/// The file of `--checkpoint` of a job that writes its loops by hand, or that trains several models: what each of its
/// stages left behind, by the stage's name.
final class RunFile {
  private static let format = "martlet-run", version = "1", data = "data."

  let path: String
  private var content = NamedTensors()

  /// A file for a run, with what is in it already where that is wanted. Throws for another file, or another run's.
  init(_ path: String, of run: JobRun, resume: Bool) throws {
    self.path = path
    try Safetensors.removeAbandonedDrafts(of: path)
    if resume, FileManager.default.fileExists(atPath: path) {
      content = try Safetensors.load(path)
      let metadata = content.metadata
      guard metadata["format"] == Self.format, metadata["version"] == Self.version else {
        throw broken("is no checkpoint of '\(run.job)'")
      }
      guard metadata["digest"] == content.digest else {
        throw broken("is damaged: its content does not match its digest")
      }
      try run.requireSame(metadata["job"], metadata["seed"], path)
    }
    let data = content.metadata.filter { $0.key.hasPrefix(Self.data) }
    content.metadata = ["format": Self.format, "version": Self.version, "job": run.job, "seed": "\(run.options.seed)"]
    content.metadata.merge(data) { old, _ in old }
  }

  /// Notes the data of a stage. Throws where it was begun with others.
  func require(_ signature: DataSignature, of stage: String) throws {
    if let old = content.metadata[Self.data + stage].flatMap(DataSignature.init),
      let difference = signature.difference(from: old)
    {
      throw broken(difference)
    }
    content.metadata[Self.data + stage] = signature.text
  }

  /// What a stage left behind, nil if it has not begun.
  func stage(_ name: String) -> NamedTensors? {
    let state = content.under("\(name)/")
    return state.isEmpty ? nil : state
  }

  /// Writes what a stage leaves behind, in the place of what it left before; the file is replaced as a whole.
  func save(_ name: String, _ state: NamedTensors) throws {
    var next = NamedTensors()
    for (key, tensor) in content where !key.hasPrefix("\(name)/") { next[key] = tensor }
    next.add(state, under: "\(name)/")
    next.metadata = content.metadata
    next.metadata["digest"] = nil
    next.metadata["digest"] = next.digest
    try Safetensors.save(next, to: path)
    content = next
  }

  /// The error for a file that does not fit, and why.
  func broken(_ reason: String) -> TrainingError { .checkpoint(file: path, reason: reason) }
}

extension JobRun {
  /// The file of `--checkpoint`, nil without that option.
  func checkpointFile() throws -> RunFile? {
    guard let path = options.checkpoint else { return nil }
    if let file { return file }
    let isThere = FileManager.default.fileExists(atPath: path)
    file = try RunFile(path, of: self, resume: options.resume)
    if options.resume {
      say(isThere ? "going on from \(path)" : "\(path) is not there yet: starting from the beginning")
    }
    return file
  }

  /// A part of a job that is done as a whole: under `--resume`, one that was done before is not done again.
  ///
  /// `body` trains, and gives what the rest of the job needs.
  func stage(_ name: String, _ body: () throws -> NamedTensors) throws -> NamedTensors {
    Interruption.hold()
    let file = try checkpointFile()
    if let done = file?.stage(name) {
      rng = try RandomGenerator(done, "generator")
      return done
    }
    var result = try measured(body)
    result["generator"] = rng.tensor.dynamicTensor
    try file?.save(name, result)
    try stopIfAsked("after \(name)")
    return result
  }
}
