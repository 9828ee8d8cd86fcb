import Foundation
import Tensor
import ToolSupport
import Train
import Viz

/// One run of a job: its random numbers, where it writes, what it found.
final class JobRun {
  let job: String
  let options: Options
  var rng: RandomGenerator
  private(set) var results: [(String, JSON)] = []
  private(set) var files: [String] = []
  private var trained = Duration.zero
  /// The file of `--checkpoint`, once a loop or a stage has asked for it.
  var file: RunFile?

  /// Makes the output folder, so that a run which cannot write fails before it trains.
  init(_ job: String, _ options: Options) throws {
    self.job = job
    self.options = options
    rng = RandomGenerator(seed: options.seed)
    if let threads = options.threads { Parallelism.threads = threads }
    try OutputFolder.make(options.output)
    if let checkpoint = options.checkpoint { try Self.requireWritable(checkpoint) }
  }

  private static func requireWritable(_ checkpoint: String) throws {
    if checkpoint.isEmpty { throw ToolError(.badArguments, "--checkpoint: the name of a file is needed") }
    let file = URL(fileURLWithPath: checkpoint), folder = file.deletingLastPathComponent().path
    if isFolder(file.path) == true {
      throw ToolError(.cannotWrite, "--checkpoint \(checkpoint): is a folder; the name of a file is needed")
    }
    let reason =
      switch isFolder(folder) {
      case .none: "there is no folder \(folder)"
      case .some(false): "\(folder) is a file, not a folder"
      case .some(true): FileManager.default.isWritableFile(atPath: folder) ? nil : "cannot write to folder \(folder)"
      }
    if let reason { throw ToolError(.cannotWrite, "--checkpoint \(checkpoint): \(reason)") }
  }

  /// nil where there is nothing of that name.
  static func isFolder(_ path: String) -> Bool? {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) ? isFolder.boolValue : nil
  }

  /// Training or evaluation, whose time is what the results call `seconds`.
  func measured<Result>(_ body: () throws -> Result) rethrows -> Result {
    let start = ContinuousClock.now
    defer { trained += ContinuousClock.now - start }
    return try body()
  }

  /// Work within `measured` whose time does not count, such as drawing.
  func unmeasured<Result>(_ body: () throws -> Result) rethrows -> Result {
    let start = ContinuousClock.now
    defer { trained -= ContinuousClock.now - start }
    return try body()
  }

  /// A line of progress: on standard output, or on standard error under `--json`; nothing under `--quiet`.
  func say(_ line: @autoclosure () -> String) {
    if options.quiet { return }
    if options.json { return ToolMain.say(line()) }
    ToolMain.print(line())
  }

  /// What has to be known whatever is left out: a line on standard error, under `--quiet` too.
  func warn(_ line: String) { ToolMain.say(line) }

  /// How training shows itself: a bar on a terminal, a line for each epoch elsewhere; nothing under `--quiet`.
  var progress: ProgressStyle { options.quiet ? .none : .automatic }

  /// Ends the run if SIGINT or SIGTERM has come, after `save` has kept what there is.
  ///
  /// `place` is where the run stands, for the message.
  func stopIfAsked(_ place: @autoclosure () -> String, save: () throws -> Void = {}) throws {
    guard let number = Interruption.signalNumber else { return }
    try save()
    let next = options.checkpoint.map { "\($0) holds the run, --resume goes on with it" }
    throw ToolError(
      number == SIGINT ? .interrupted : .terminated,
      "stopped \(place()) by \(number == SIGINT ? "SIGINT" : "SIGTERM"); "
        + (next ?? "with --checkpoint FILE it could be taken up again"))
  }

  /// One of the figures that the job is about.
  func report(_ name: String, _ value: JSON) { results.append((name, value)) }
  /// One of the figures that the job is about.
  func report(_ name: String, _ value: Float) { report(name, JSON(value)) }
  /// One of the figures that the job is about.
  func report(_ name: String, _ value: Double) { report(name, .number(value)) }

  /// The path of a file under the output folder, which the results will name.
  func output(_ name: String) -> String {
    let path = (options.output as NSString).appendingPathComponent(name)
    files.append(path)
    return path
  }

  /// Writes a picture under the output folder.
  func write(_ figure: Figure, _ name: String) throws {
    try stopIfAsked("while drawing")
    try figure.write(to: output(name))
  }

  /// Prints what was found: as one line of JSON, or as lines to read.
  func finish(epochs: Int) {
    let (seconds, fraction) = trained.components
    let time = Double(seconds) + Double(fraction) * 1e-18
    if options.json {
      let head: [(String, JSON)] = [
        ("job", .text(job)), ("seed", .integer(options.seed)), ("epochs", .integer(epochs)),
        ("seconds", .number((time * 1e6).rounded() / 1e6)),
      ]
      ToolMain.print(JSON.object(head + results + [("files", .list(files.map(JSON.text)))]))
    } else {
      for (name, value) in results { ToolMain.print("\(name): \(value.readable)") }
      ToolMain.print("trained in \(String(format: "%.3f", time)) s")
      for file in files { ToolMain.print("wrote \(file)".visible) }
    }
  }
}
