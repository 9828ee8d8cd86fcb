import ArgumentParser
import Foundation
import ToolSupport

/// Whole programs, ours and the peers' in turn, from start to exit: the same training, the same pictures written.
struct Programs: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measures whole programs here and in the peers' libraries, in turn (called by Tools/compare --programs).")

  @Argument(help: "A program, such as fit-line; all if left out.")
  var filter: String?

  @Option(help: "How often each side is run.")
  var rounds = 3

  @Option(help: "The Python that has the peers' libraries.")
  var python: String

  @Option(help: "The folder of the peers' programs.")
  var peers: String

  @Option(help: "The folder of the data sets; $MARTLET_DATA if left out.")
  var data: String?

  @Flag(help: "One line of JSON for each program.")
  var json = false

  static let all = [
    WholeProgram(job: "linear-scratch", script: "linear_scratch", wanted: 30) { ($0["w"] as? [Double])?.first },
    WholeProgram(job: "fit-line", script: "fit_line", wanted: 60) { $0["slope"] as? Double },
    WholeProgram(job: "softmax", script: "softmax", wanted: 8) { $0["trainLoss"] as? Double },
    WholeProgram(job: "mlp", script: "mlp", wanted: 2.5) { $0["trainLoss"] as? Double },
    WholeProgram(job: "house-prices", script: "house_prices", wanted: 30) { result in
      let folds = (result["folds"] as? [[String: Double]])?.compactMap { $0["validLogRMSE"] } ?? []
      return folds.reduce(0, +) / Double(folds.count)
    },
  ]

  func validate() throws {
    guard rounds > 0 else { throw ValidationError("--rounds \(rounds): at least 1 is needed") }
  }

  func run() throws {
    let chosen = Self.all.filter { filter == nil || $0.job == filter }
    if chosen.isEmpty {
      let names = Self.all.map(\.job).joined(separator: ", ")
      throw ToolError(.badArguments, "there is no program '\(filter ?? "")'; there are \(names)")
    }
    guard let data = data ?? ProcessInfo.processInfo.environment["MARTLET_DATA"] else {
      throw ToolError(.missingFile, "no data sets: set MARTLET_DATA, or give --data DIR")
    }
    for program in chosen { ToolMain.print(try compare(program, data)) }
  }

  private func compare(_ program: WholeProgram, _ data: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("martlet-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let trainer = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appendingPathComponent("martlet-train").path
    var ours: [Double] = [], theirs: [Double] = []
    for round in 0..<rounds {
      // New folders each time: to replace a file takes some file systems longer than to write it.
      let mine = folder.appendingPathComponent("\(round)/ours"), peer = folder.appendingPathComponent("\(round)/peer")
      try FileManager.default.createDirectory(at: peer, withIntermediateDirectories: true)
      let own = try run(trainer, [program.job, "--data", data, "--output", mine.path, "--json", "--quiet"])
      let other = try run(python, ["\(peers)/\(program.script).py", data, peer.path])
      guard let a = program.figure(own.result), let b = other.result["check"] as? Double,
        abs(a - b) <= 0.05 * Swift.max(abs(a), abs(b))
      else {
        throw ToolError(
          .brokenFile, "\(program.job): the results differ: ours \(own.result), the peer's \(other.result)")
      }
      let written = [try pictures(mine), try pictures(peer)]
      guard written[0] == written[1] else {
        throw ToolError(
          .brokenFile, "\(program.job): the pictures differ: ours \(written[0]), the peer's \(written[1])")
      }
      ours.append(own.seconds)
      theirs.append(other.seconds)
    }
    let (our, their) = (ours.sorted()[rounds / 2], theirs.sorted()[rounds / 2])
    if json {
      return JSON.object([
        ("program", .text(program.job)), ("ours", .number(our)), ("peer", .number(their)),
        ("ratio", .number(their / our)), ("wanted", .number(program.wanted)),
      ]).description
    }
    let name = program.job.padding(toLength: 16, withPad: " ", startingAt: 0)
    return "\(name) ours \(readable(our))  peer \(readable(their))  ratio \(String(format: "%.1f", their / our))  "
      + "wanted \(String(format: "%g", program.wanted))  \(their / our >= program.wanted ? "held" : "not held")"
  }

  /// Runs a program from start to exit; its last line is the figures.
  private func run(_ program: String, _ arguments: [String]) throws -> (seconds: Double, result: [String: Any]) {
    let process = Process(), output = Pipe()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardOutput = output
    let start = ContinuousClock.now
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    // The output ends with the process; waiting for its status looks only now and then.
    let (seconds, fraction) = (ContinuousClock.now - start).components
    process.waitUntilExit()
    let line = text.split(separator: UInt8(ascii: "\n")).last ?? Data()
    guard process.terminationStatus == 0,
      let result = (try? JSONSerialization.jsonObject(with: line)) as? [String: Any]
    else { throw ToolError(.software, "\(program) \(arguments[0]) failed (status \(process.terminationStatus))") }
    return (Double(seconds) + Double(fraction) * 1e-18, result)
  }

  private func pictures(_ folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".png") }.sorted()
  }
}

/// One of the book's programs, here a job of `martlet-train` and in Python a script.
struct WholeProgram: Sendable {
  let job: String
  let script: String
  /// The peer's time divided by ours that is aimed at.
  let wanted: Double
  /// The figure that both must come near to; their random numbers differ.
  let figure: @Sendable ([String: Any]) -> Double?
}
