import Foundation
import TestSupport
import Testing

/// The jobs of `martlet-train` as a user runs them, on the data that the project brings along and for few epochs.
@Suite struct JobTests {
  /// A job, how it is called here, and what it must report beside what all report.
  struct Job: CustomTestStringConvertible, Sendable {
    let name: String
    var arguments: [String] = []
    var data = "Data/garments"
    let keys: Set<String>
    let epochs: Int
    let pictures: Int
    var testDescription: String { name }
  }

  static let accuracy: Set = ["trainLoss", "trainAccuracy", "testAccuracy"]
  static let decay: Set = ["trainLoss", "testLoss", "weightNorm"]
  static let jobs = [
    Job(name: "linear-scratch", keys: ["loss", "w", "b"], epochs: 3, pictures: 3),
    Job(name: "linear-concise", keys: ["loss", "w", "b"], epochs: 3, pictures: 4),
    Job(
      name: "fit-line", arguments: ["--module", "own"],
      keys: ["loss", "slope", "intercept", "exactSlope", "exactIntercept", "steps"], epochs: 500, pictures: 2),
    Job(name: "softmax-scratch", keys: accuracy, epochs: 2, pictures: 4),
    Job(name: "softmax", keys: accuracy, epochs: 2, pictures: 4),
    Job(name: "mlp-scratch", keys: accuracy, epochs: 1, pictures: 4),
    Job(name: "mlp", keys: accuracy, epochs: 1, pictures: 6),
    Job(name: "dropout-scratch", keys: accuracy, epochs: 1, pictures: 4),
    Job(name: "dropout", keys: accuracy, epochs: 1, pictures: 4),
    Job(name: "weight-decay", arguments: ["--lambda", "2"], keys: decay, epochs: 100, pictures: 1),
    Job(name: "weight-decay-concise", keys: decay, epochs: 100, pictures: 1),
    Job(name: "underfit-overfit", keys: ["trainLoss", "testLoss", "fits"], epochs: 20, pictures: 3),
    Job(name: "house-prices", data: "Data", keys: ["folds", "submission"], epochs: 5, pictures: 6),
    Job(name: "gradient-descent", keys: ["w", "b", "exactW", "exactB", "loss"], epochs: 1000, pictures: 6),
  ]

  @Test(arguments: jobs) func reportsItsFiguresAndWritesItsPictures(job: Job) async throws {
    let folder = try TemporaryFolder()
    let result = try await run(job, folder)
    try #require(result.status == 0, "\(result.error)")
    #expect(result.output.split(separator: "\n").count == 1, "\(result.output)")
    let json = result.json
    #expect(Set(json.keys) == job.keys.union(["job", "seed", "epochs", "seconds", "files"]))
    #expect(json["job"] as? String == job.name)
    #expect(json["seed"] as? Int == 42)
    #expect(json["epochs"] as? Int == job.epochs)
    #expect(try #require(json["seconds"] as? Double) > 0)
    let files = try #require(json["files"] as? [String])
    let pictures = files.filter { $0.hasSuffix(".png") }
    #expect(pictures.count == job.pictures, "\(files)")
    #expect(Set(files).count == files.count)
    for file in pictures {
      let bytes = try Data(contentsOf: URL(filePath: file))
      #expect(bytes.starts(with: [0x89, 0x50, 0x4e, 0x47]) && bytes.count > 1000, "\(file)")
    }
    #expect(Set(folder.names) == Set(files.map { URL(filePath: $0).lastPathComponent }))
  }

  @Test func theJobsThatHelpNamesAreTheseJobs() async throws {
    let help = try await Program.tool("martlet-train").run(["--help"]).output
    let lines = help.components(separatedBy: "SUBCOMMANDS:").last?.split(separator: "\n") ?? []
    let named = lines.filter { $0.hasPrefix("  ") }.compactMap { $0.split(separator: " ").first.map(String.init) }
      .filter { $0.first?.isLowercase == true && $0 == $0.lowercased() }
    #expect(Set(Self.jobs.map(\.name)).isSubset(of: Set(named)))
  }

  @Test func descentFindsWhatTheClosedFormFinds() async throws {
    let folder = try TemporaryFolder()
    let plane = try await run(Self.jobs[0], folder).json
    let w = try #require(plane["w"] as? [Double]), b = try #require(plane["b"] as? Double)
    #expect(abs(w[0] - 2) < 0.01 && abs(w[1] + 3.4) < 0.01 && abs(b - 4.2) < 0.01, "\(w), \(b)")

    let descent = try await run(try #require(Self.jobs.last), folder).json
    let found = ["w", "b", "exactW", "exactB"].compactMap { descent[$0] as? Double }
    try #require(found.count == 4)
    #expect(abs(found[0] - found[2]) < 1e-3 && abs(found[1] - found[3]) < 1e-3, "\(found)")
  }

  @Test func weightDecayKeepsWeightsSmallAndTestLossToo() async throws {
    let folder = try TemporaryFolder()
    let job = try #require(Self.jobs.first { $0.name == "weight-decay" })
    let with = try await run(job, folder).json
    let without = try await run(
      Job(name: job.name, arguments: ["--lambda", "0"], keys: [], epochs: 100, pictures: 1), folder)
    let norms = [with, without.json].compactMap { $0["weightNorm"] as? Double }
    let losses = [with, without.json].compactMap { $0["testLoss"] as? Double }
    try #require(norms.count == 2 && losses.count == 2)
    #expect(norms[0] < norms[1] / 4 && losses[0] < losses[1] / 10, "\(norms) \(losses)")
  }

  @Test func theSubmissionHasARowForEachHouse() async throws {
    let folder = try TemporaryFolder()
    let job = try #require(Self.jobs.first { $0.name == "house-prices" })
    let result = try await run(job, folder).json
    let file = try #require(result["submission"] as? String)
    let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
    #expect(lines.first == "Id,SalePrice" && lines.count == 501)
    #expect((result["folds"] as? [[String: Double]])?.count == 5)
  }

  @Test func theGreatestSeedIsReported() async throws {
    let folder = try TemporaryFolder()
    let job = try #require(Self.jobs.first { $0.name == "linear-scratch" })
    let result = try await run(job, folder, ["--seed", "\(UInt64.max)"])
    #expect(result.output.contains("\"seed\": 18446744073709551615, "), "\(result)")
  }

  @Test func theSeedDecidesEverythingAndThreadsNothing() async throws {
    let folder = try TemporaryFolder()
    let job = try #require(Self.jobs.first { $0.name == "dropout-scratch" })
    func figures(_ extra: [String]) async throws -> String {
      var json = try await run(job, folder, extra).json
      json["seconds"] = nil
      json["seed"] = nil
      return String(decoding: try JSONSerialization.data(withJSONObject: json, options: .sortedKeys), as: UTF8.self)
    }
    let once = try await figures([])
    #expect(try await figures(["--threads", "1"]) == once)
    #expect(try await figures(["--seed", "43"]) != once)
  }

  private func run(_ job: Job, _ folder: TemporaryFolder, _ extra: [String] = []) async throws -> Program.Outcome {
    try await Program.tool("martlet-train").run(
      [job.name, "--epochs", "\(job.epochs)", "--data", Program.root.appending(path: job.data).path] + job.arguments
        + ["--output", folder.url.path, "--json"] + extra)
  }
}
