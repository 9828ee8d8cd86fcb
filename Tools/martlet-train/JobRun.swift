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

  /// Makes the output folder, so that a run which cannot write fails before it trains.
  init(_ job: String, _ options: Options) throws {
    self.job = job
    self.options = options
    rng = RandomGenerator(seed: options.seed)
    if let threads = options.threads { Parallelism.threads = threads }
    do {
      try FileManager.default.createDirectory(atPath: options.output, withIntermediateDirectories: true)
    } catch {
      throw ToolError(.cannotWrite, "--output \(options.output): the folder cannot be made: \(Self.reason(error))")
    }
    guard FileManager.default.isWritableFile(atPath: options.output) else {
      throw ToolError(.cannotWrite, "--output \(options.output): the folder cannot be written to")
    }
  }

  private static func reason(_ error: any Error) -> String {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    return underlying.map { String(cString: strerror(Int32($0.code))) } ?? error.localizedDescription
  }

  /// Training or evaluation, whose time is what the results call `seconds`.
  func measured<Result>(_ body: () throws -> Result) rethrows -> Result {
    let start = ContinuousClock.now
    defer { trained += ContinuousClock.now - start }
    return try body()
  }

  /// A line of progress: on standard output, or on standard error under `--json`; nothing under `--quiet`.
  func say(_ line: @autoclosure () -> String) {
    if options.quiet { return }
    if options.json { ToolMain.say(line()) } else { print(line()) }
  }

  /// How training shows itself: a bar on a terminal, a line for each epoch elsewhere; nothing under `--quiet`.
  var progress: ProgressStyle { options.quiet ? .none : .automatic }

  /// One of the figures that the job is about.
  func report(_ name: String, _ value: JSON) { results.append((name, value)) }
  /// One of the figures that the job is about.
  func report(_ name: String, _ value: Float) { report(name, JSON(value)) }
  /// One of the figures that the job is about.
  func report(_ name: String, _ value: Double) { report(name, .number(value)) }

  /// Writes a picture under the output folder.
  func write(_ figure: Figure, _ name: String) throws {
    let path = (options.output as NSString).appendingPathComponent(name)
    try figure.write(to: path)
    files.append(path)
  }

  /// Prints what was found: as one line of JSON, or as lines to read.
  func finish(epochs: Int) {
    let (seconds, fraction) = trained.components
    let time = Double(seconds) + Double(fraction) * 1e-18
    if options.json {
      let head: [(String, JSON)] = [
        ("job", .text(job)), ("seed", .integer(Int(clamping: options.seed))), ("epochs", .integer(epochs)),
        ("seconds", .number((time * 1e6).rounded() / 1e6)),
      ]
      print(JSON.object(head + results + [("files", .list(files.map(JSON.text)))]))
    } else {
      for (name, value) in results { print("\(name): \(value)") }
      print("trained in \(String(format: "%.3f", time)) s")
      for file in files { print("wrote \(file)") }
    }
  }
}
