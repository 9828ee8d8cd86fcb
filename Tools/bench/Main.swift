import ArgumentParser
import Foundation
import ToolSupport

/// `bench`: measures, row by row, and compares with the field's usual libraries.
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Measures the project's operations, and compares them with the peers'.",
    subcommands: [List.self, Run.self, Compare.self, Programs.self])

  /// Every row, by module.
  static let rows = tensorRows + autogradRows + trainRows + dataRows + vizRows

  static func rows(matching filter: String?) throws -> [Row] {
    guard let filter else { return rows }
    if let exact = rows.first(where: { $0.name == filter }) { return [exact] }
    let found = rows.filter { $0.name.localizedCaseInsensitiveContains(filter) || $0.peer == filter }
    if found.isEmpty { throw ToolError(.badArguments, "no row's name contains '\(filter)'; bench list shows them") }
    return found
  }
}

struct List: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Lists the rows.")

  func run() {
    for row in Bench.rows { ToolMain.print("\(row.peer): \(row.name) — \(row.shape)") }
  }
}

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Measures the rows whose name contains a text.")

  @Argument(help: "A part of the name; all rows if left out.")
  var filter: String?

  @Flag(help: "One line of JSON for each row.")
  var json = false

  func run() throws {
    for row in try Bench.rows(matching: filter) {
      let timing = Harness.time(row)
      if json {
        ToolMain.print(String(decoding: try JSONEncoder().encode(timing), as: UTF8.self))
      } else {
        ToolMain.print(
          "\(row.name), \(row.shape): \(readable(timing.median)) "
            + "(\(readable(timing.low)) to \(readable(timing.high)), \(timing.samples) samples)")
      }
    }
  }
}

@main
struct Main {
  static func main() { ToolMain.run(Bench.self) }
}
