import Foundation
import TestSupport
import Testing

/// What `martlet-train` says and ends with when something is wrong.
@Suite struct JobErrorTests {
  @Test(
    arguments: [
      ([], 64, "nothing to do: give one of linear-scratch,"),
      (["linaer"], 64, "there is no 'linaer': give one of linear-scratch,"),
      (["mlp", "--epochs", "x"], 64, "The value 'x' is invalid for '--epochs <epochs>'"),
      (["mlp", "--epochs", "0"], 64, "--epochs 0: at least 1 is needed"),
      (["mlp", "--epochs", "-3"], 64, ""),
      (["mlp", "--seed", "-1"], 64, ""),
      (["mlp", "--threads", "0"], 64, "--threads 0: 1 to 1024 are possible"),
      (["mlp", "--resume"], 64, "--resume: --checkpoint FILE says where to go on from"),
      (["weight-decay", "--lambda=-1"], 64, "--lambda -1.0: 0 or more is needed"),
      (["weight-decay-concise", "--lambda", "nan"], 64, "--lambda nan: 0 or more is needed"),
      (["fit-line", "--module", "x"], 64, "The value 'x' is invalid for '--module <module>'"),
      (["mlp", "--verbose"], 64, "Unknown option '--verbose'"),
      (["mlp", "--data", "/nowhere/data"], 66, "--data /nowhere/data: no such folder"),
      (["mlp", "--output", "/proc/nowhere"], 73, "--output /proc/nowhere: the folder cannot be made: /proc/nowhere: "),
      (["mlp", "--output", ""], 64, "--output: the name of a folder is needed"),
      (["mlp", "--checkpoint", ""], 64, "--checkpoint: the name of a file is needed"),
      (["mlp", "--checkpoint", "/nowhere/run"], 73, "--checkpoint /nowhere/run: there is no folder /nowhere"),
      (["mlp", "--checkpoint", "/tmp"], 73, "--checkpoint /tmp: is a folder"),
    ] as [([String], Int32, String)])
  func oneClearLineAndTheRightStatus(arguments: [String], status: Int32, message: String) async throws {
    let folder = try TemporaryFolder()
    let rest = arguments.isEmpty || arguments.contains("--output") ? [] : ["--output", folder.url.path]
    try await expect(Program.tool("martlet-train").run(arguments + rest), status, message)
  }

  @Test func aFileWhereAFolderIsNeeded() async throws {
    let folder = try TemporaryFolder(), file = folder.file("out").path
    try Data().write(to: URL(filePath: file))
    let tool = try Program.tool("martlet-train")
    let reason = "\(file) is a file, not a folder\n"
    try await expect(
      tool.run(["linear-scratch", "--output", file]), 73, "--output \(file): the folder cannot be made: \(reason)")
    try await expect(
      tool.run(["linear-scratch", "--output", "\(file)/in"]), 73,
      "--output \(file)/in: the folder cannot be made: \(reason)")
    let out = ["--output", folder.url.path]
    try await expect(
      tool.run(["linear-scratch", "--checkpoint", "\(file)/run"] + out), 73, "--checkpoint \(file)/run: \(reason)")
    try await expect(tool.run(["softmax", "--data", file] + out), 66, "--data \(file): is a file, not a folder\n")
  }

  @Test func brokenDataSayWhere() async throws {
    let folder = try TemporaryFolder()
    let garments = Program.root.appending(path: "Data/garments")
    for name in try FileManager.default.contentsOfDirectory(atPath: garments.path) {
      let bytes = try Data(contentsOf: garments.appending(path: name))
      try (name.hasPrefix("t10k-images") ? bytes.dropLast(100) : bytes).write(to: folder.file(name))
    }
    let broken = folder.file("t10k-images-idx3-ubyte.gz").path
    try await expect(
      Program.tool("martlet-train").run(["softmax", "--data", folder.url.path, "--output", folder.url.path]), 65,
      "\(broken): byte ")
  }

  @Test(arguments: ["mlp", "linear-scratch", "house-prices"]) func brokenCheckpoints(job: String) async throws {
    let folder = try TemporaryFolder(), file = folder.file("run").path
    let data = Program.root.appending(path: job == "house-prices" ? "Data" : "Data/garments").path
    let arguments = [
      job, "--epochs", "1", "--data", data, "--output", folder.url.path, "--checkpoint", file, "--json", "--quiet",
    ]
    let tool = try Program.tool("martlet-train")
    #expect(try await tool.run(arguments).status == 0)
    var bytes = try Data(contentsOf: URL(filePath: file))

    bytes[bytes.count - 9] ^= 1
    try bytes.write(to: URL(filePath: file))
    try await expect(tool.run(arguments + ["--resume"]), 65, "\(file): is damaged: ")
    try bytes.dropLast(20).write(to: URL(filePath: file))
    try await expect(tool.run(arguments + ["--resume"]), 65, "\(file): ")
    try Data("no checkpoint".utf8).write(to: URL(filePath: file))
    try await expect(tool.run(arguments + ["--resume"]), 65, "\(file): ")
  }

  @Test func aCheckpointOfAnotherRunIsRefused() async throws {
    let folder = try TemporaryFolder(), file = folder.file("run").path
    let tool = try Program.tool("martlet-train")
    let rest = ["--output", folder.url.path, "--checkpoint", file, "--json", "--quiet"]
    #expect(try await tool.run(["linear-scratch"] + rest).status == 0)
    try await expect(
      tool.run(["weight-decay"] + rest + ["--resume"]), 65,
      "\(file): belongs to 'linear-scratch' with --seed 42, this is 'weight-decay' with --seed 42")
    try await expect(tool.run(["linear-scratch", "--seed", "7"] + rest + ["--resume"]), 65, "\(file): belongs to ")
    try await expect(tool.run(["linear-concise"] + rest + ["--resume"]), 65, "\(file): ")
    try FileManager.default.removeItem(atPath: file)
    #expect(try await tool.run(["linear-concise"] + rest).status == 0)
    try await expect(
      tool.run(["linear-concise", "--seed", "7"] + rest + ["--resume"]), 65,
      "\(file): belongs to 'linear-concise' with --seed 42, this is 'linear-concise' with --seed 7")
    let data = ["--data", Program.root.appending(path: "Data/garments").path, "--epochs", "1"]
    try await expect(
      tool.run(["mlp"] + data + rest + ["--resume"]), 65, "\(file): belongs to 'linear-concise' with --seed 42")
  }

  /// Half of the images under the same names: the run that was begun with all of them is not gone on with.
  @Test(arguments: ["softmax", "softmax-scratch"]) func otherDataAreRefused(job: String) async throws {
    let folder = try TemporaryFolder(), file = folder.file("run").path,
      garments = Program.root.appending(path: "Data/garments")
    let other = folder.url.appending(path: "garments")
    try FileManager.default.copyItem(at: garments, to: other)
    for kind in ["images-idx3", "labels-idx1"] {
      try Data(contentsOf: garments.appending(path: "t10k-\(kind)-ubyte.gz"))
        .write(to: other.appending(path: "train-\(kind)-ubyte.gz"))
    }
    let tool = try Program.tool("martlet-train")
    func arguments(_ data: URL) -> [String] {
      [
        job, "--epochs", "1", "--data", data.path, "--output", folder.url.path, "--checkpoint", file, "--json",
        "--quiet",
      ]
    }
    #expect(try await tool.run(arguments(garments)).status == 0)
    let before = try Data(contentsOf: URL(filePath: file))
    try await expect(
      tool.run(arguments(other) + ["--resume"]), 65, "\(file): was made with 3000 samples, there are 500")
    #expect(try Data(contentsOf: URL(filePath: file)) == before)
  }

  private func expect(_ result: Program.Outcome, _ status: Int32, _ message: String) throws {
    #expect(result.status == status && result.output.isEmpty, "\(result)")
    #expect(result.error.hasPrefix("martlet-train: \(message)"), "\(result.error)")
    #expect(result.error.split(separator: "\n").count == 1, "\(result.error)")
  }
}
