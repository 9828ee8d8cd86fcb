import Foundation
import TestSupport
import Testing

/// Tools under limits on memory and threads, such as batch queues set. Each ends, with a result or with words.
@Suite struct LimitTests {
  private static func limited(_ kilobytes: Int) -> String { "ulimit -v \(kilobytes); " + #"exec "$0" "$@""# }

  #if os(Linux)
    @Test(arguments: [250_000, 300_000, 500_000, 2_000_000]) func martletDataNeedsNoProducts(limit: Int) async throws {
      let folder = try TemporaryFolder(), data = Program.root.appending(path: "Data")
      let result = try await Program.tool("martlet-data").run(
        [
          "encode", data.appending(path: "houses.csv").path, data.appending(path: "houses-test.csv").path, "--target",
          "SalePrice", "--drop", "Id", "--npy", folder.file("x.npy").path,
        ], shell: Self.limited(limit), within: .seconds(60))
      #expect(result.status == 0 && result.output.hasPrefix("1500 rows, "), "\(result)")
    }

    @Test(arguments: [300_000, 450_000, 600_000, 2_000_000]) func aTrainingEndsWithItsFiguresOrWithWords(
      limit: Int
    ) async throws {
      let folder = try TemporaryFolder()
      let result = try await Program.tool("martlet-train").run(
        [
          "mlp", "--epochs", "1", "--data", Program.root.appending(path: "Data/garments").path, "--output",
          folder.url.path, "--json",
        ], shell: Self.limited(limit), within: .seconds(120))
      let isTold = result.error.contains("needs 129 MiB of memory") || result.error.contains("out of memory")
      #expect(result.status == 0 || isTold, "\(result)")
      #expect(limit < 2_000_000 || result.status == 0, "\(result)")
    }

    @Test func fewerThreadsThanAskedFor() async throws {
      let folder = try TemporaryFolder()
      // Each thread takes 8 MiB for its stack, so the memory is over before the threads are.
      let result = try await Program.tool("martlet-train").run(
        [
          "mlp", "--epochs", "1", "--data", Program.root.appending(path: "Data/garments").path, "--output",
          folder.url.path, "--json", "--threads", "1024",
        ], shell: Self.limited(2_000_000), within: .seconds(120))
      #expect(result.status == 0, "\(result)")
      #expect(result.error.contains("warning: ") && result.error.contains("threads"), "\(result)")
    }
  #endif

  @Test(arguments: ["abc", "0", "-1", "1025", "1.5", "99999999999999999999"])
  func threadsThatAreNoNumber(text: String) async throws {
    let result = try await Program.tool("martlet-data").run(
      ["list"], shell: "MARTLET_THREADS=\(text) " + #"exec "$0" "$@""#)
    #expect(result.status == 64, "\(result)")
    #expect(result.error == "martlet-data: MARTLET_THREADS=\(text): 1 to 1024 are possible\n")
  }
}
