import Foundation
import TestSupport
import Testing

/// Jobs that are stopped by a signal and taken up again: they end with the figures of a run that nobody stopped.
@Suite struct ResumeTests {
  struct Stop: CustomTestStringConvertible, Sendable {
    let job: String
    let epochs: Int
    /// What the job has said when the signal is sent.
    let mark: String
    var signal = SIGTERM
    var data = "Data/garments"
    var testDescription: String { job }
  }

  static let stops = [
    Stop(job: "linear-scratch", epochs: 40, mark: "epoch 3/", signal: SIGINT),
    Stop(job: "linear-concise", epochs: 40, mark: "epoch  3/"),
    Stop(job: "fit-line", epochs: 20_000, mark: "step 2000/"),
    Stop(job: "softmax-scratch", epochs: 8, mark: "epoch 2/"),
    Stop(job: "mlp", epochs: 4, mark: "epoch 1/", signal: SIGINT),
    Stop(job: "dropout-scratch", epochs: 4, mark: "epoch 1/"),
    Stop(job: "weight-decay", epochs: 400, mark: "epoch 20/"),
    Stop(job: "house-prices", epochs: 40, mark: "fold 2", data: "Data"),
  ]

  @Test(arguments: stops) func endsWithTheSameFigures(stop: Stop) async throws {
    let folder = try TemporaryFolder(), file = folder.file("run").path
    let tool = try Program.tool("martlet-train")
    let arguments = [
      stop.job, "--epochs", "\(stop.epochs)", "--data", Program.root.appending(path: stop.data).path, "--output",
      folder.file("out").path, "--json",
    ]
    let whole = try await tool.run(arguments)
    try #require(whole.status == 0, "\(whole.error)")

    let stopped = try await tool.run(arguments + ["--checkpoint", file], on: stop.mark, send: stop.signal)
    #expect(stopped.status == 128 + stop.signal, "\(stopped.error)")
    #expect(stopped.output.isEmpty)
    let name = stop.signal == SIGINT ? "SIGINT" : "SIGTERM"
    let last = try #require(stopped.error.split(separator: "\n").last)
    #expect(last.hasPrefix("martlet-train: stopped ") && last.contains("by \(name); \(file) holds the run"), "\(last)")

    let resumed = try await tool.run(arguments + ["--checkpoint", file, "--resume"])
    #expect(resumed.status == 0, "\(resumed.error)")
    #expect(resumed.error.contains("going on from \(file)"))
    #expect(try figures(resumed) == figures(whole))
  }

  @Test func aFileThatIsNotThereYetStartsARun() async throws {
    let folder = try TemporaryFolder(), file = folder.file("run").path
    let result = try await Program.tool("martlet-train").run([
      "linear-scratch", "--output", folder.url.path, "--checkpoint", file, "--resume", "--json",
    ])
    #expect(result.status == 0 && result.error.contains("\(file) is not there yet"))
    #expect(folder.names.contains("run"))
  }

  @Test(arguments: ["linear-scratch", "linear-concise"]) func draftsOfAKilledRunAreClearedAway(job: String) async throws
  {
    let folder = try TemporaryFolder(), file = folder.file("run").path
    try Data("half".utf8).write(to: folder.file("run.17.part"))
    let arguments = [job, "--output", folder.url.path, "--checkpoint", file, "--quiet"]
    let result = try await Program.tool("martlet-train").run(arguments)
    #expect(result.status == 0 && folder.names.contains("run") && !folder.names.contains("run.17.part"), "\(result)")
  }

  @Test func withoutACheckpointASignalStillEndsIt() async throws {
    let folder = try TemporaryFolder()
    let result = try await Program.tool("martlet-train").run(
      ["linear-scratch", "--epochs", "20000", "--output", folder.url.path, "--json"], on: "epoch 2/", send: SIGINT)
    #expect(result.status == 130 && result.error.contains("with --checkpoint FILE it could be taken up again"))
  }

  /// The checkpoint is a pipe that nobody reads, so writing it never ends.
  @Test func aCheckpointThatCannotEndIsCutOff() async throws {
    let folder = try TemporaryFolder(), pipe = folder.file("run").path
    try #require(mkfifo(pipe, 0o600) == 0)
    let result = try await Program.tool("martlet-train").run(
      [
        "linear-scratch", "--epochs", "1000000", "--output", folder.url.path, "--checkpoint", pipe, "--json",
      ], on: "epoch 1/", within: .seconds(120))
    #expect(result.status == 143, "\(result.status)")
    #expect(result.error.hasSuffix("martlet-train: stopped at once: the step did not end within 20 s of the signal\n"))
  }

  private func figures(_ result: Program.Outcome) throws -> String {
    var json = result.json
    json["seconds"] = nil
    return String(decoding: try JSONSerialization.data(withJSONObject: json, options: .sortedKeys), as: UTF8.self)
  }
}
