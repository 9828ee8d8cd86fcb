import Foundation
import TestSupport
import Testing

/// Tools whose standard output or standard error is full, closed, or read by nobody.
@Suite struct StreamTests {
  /// Becomes the program with a standard stream that a reader has left.
  private static func unread(_ stream: Int) -> String {
    // A named pipe is opened at both ends, and the reading one is closed again.
    #"p=$(mktemp -u); mkfifo "$p"; exec 9<>"$p" 8>"$p" 9<&-; rm "$p"; exec "$0" "$@" "# + "\(stream)>&8 8>&-"
  }

  @Test(
    arguments: [
      (#"exec "$0" "$@" >/dev/full"#, "No space left on device"), (#"exec "$0" "$@" >&-"#, "Bad file descriptor"),
      (unread(1), "Broken pipe"),
    ])
  func aLostOutputIsSaid(shell: String, reason: String) async throws {
    let houses = Program.root.appending(path: "Data/houses.csv").path, folder = try TemporaryFolder()
    for (tool, arguments) in [
      ("martlet-data", ["list"]), ("martlet-data", ["info", houses]), ("martlet-plot", ["--help"]),
      ("martlet-plot", ["histogram", houses, "--columns", "SalePrice", "--terminal"]),
      ("martlet-train", ["linear-scratch", "--output", folder.url.path, "--json", "--quiet"]),
    ] {
      let result = try await Program.tool(tool).run(arguments, shell: shell)
      #expect(result.status == 73, "\(tool) \(arguments): \(result)")
      #expect(result.error.hasSuffix("\(tool): standard output: cannot be written: \(reason)\n"), "\(result)")
    }
  }

  @Test(arguments: [#"exec "$0" "$@" 2>/dev/full"#, #"exec "$0" "$@" 2>&-"#, unread(2)])
  func aTrainingGoesOnWithoutStandardError(shell: String) async throws {
    let folder = try TemporaryFolder(), file = folder.file("run").path
    let result = try await Program.tool("martlet-train").run(
      ["linear-concise", "--epochs", "5", "--output", folder.url.path, "--checkpoint", file, "--json"], shell: shell)
    #expect(result.status == 0 && result.json["job"] as? String == "linear-concise", "\(result)")
    // Nothing that was said went into a file.
    let resumed = try await Program.tool("martlet-train").run(
      ["linear-concise", "--epochs", "5", "--output", folder.url.path, "--checkpoint", file, "--resume", "--json"])
    #expect(resumed.status == 0, "\(resumed)")
  }

  @Test func allStreamsClosed() async throws {
    let folder = try TemporaryFolder()
    let result = try await Program.tool("martlet-data").run(
      ["make", "--output", folder.url.path], shell: #""$0" "$@" <&- >&- 2>&-; echo $?"#)
    #expect(result.output == "73\n", "\(result)")
    #expect(folder.names.contains("houses.csv"))
    let houses = folder.file("houses.csv"), embedded = Program.root.appending(path: "Data/houses.csv")
    #expect(try Data(contentsOf: houses) == Data(contentsOf: embedded))
  }
}
