import ArgumentParser
import Foundation
import Tensor
import ToolSupport

/// Our rows and the peers' in turn, several rounds, and the ratios of the medians.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measures rows here and in the peers' libraries, in turn (called by Tools/compare).")

  @Argument(help: "A part of the name, or a peer's script; all rows if left out.")
  var filter: String?

  @Option(help: "How often each side is measured.")
  var rounds = 5

  @Option(help: "The Python that has the peers' libraries.")
  var python: String

  @Option(help: "The folder of the peers' scripts.")
  var peers: String

  @Flag(help: "One line of JSON for each row.")
  var json = false

  @Option(help: "Also write the table to this file, as Markdown.")
  var markdown: String?

  func validate() throws {
    guard rounds > 0 else { throw ValidationError("--rounds \(rounds): at least 1 is needed") }
  }

  func run() throws {
    let rows = try Bench.rows(matching: filter)
    let progress = RowProgress(count: rows.count, rounds: rounds)
    var lines: [Comparison] = [], failures: [(row: Row, error: ToolError)] = []
    for (index, row) in rows.enumerated() {
      do throws(ToolError) {
        let comparison = try compare(row, at: index, progress)
        progress.clear()
        ToolMain.print(json ? comparison.json : comparison.line)
        lines.append(comparison)
      } catch {
        progress.clear()
        ToolMain.say("bench: \(error.message)")
        failures.append((row, error))
      }
    }
    if let markdown {
      let report = Report(
        lines: lines, missing: failures.map(\.row.name), filter: filter, rounds: rounds, python: python)
      try Data(report.markdown.utf8).write(to: URL(fileURLWithPath: markdown))
    }
    if let first = failures.first {
      let names = failures.map(\.row.name).joined(separator: ", ")
      throw ToolError(first.error.status, "\(failures.count) of \(rows.count) rows have no figure: \(names)")
    }
  }

  /// Measures both sides in turn. Throws where a side fails, or where the results differ.
  private func compare(_ row: Row, at index: Int, _ progress: RowProgress) throws(ToolError) -> Comparison {
    var ours: [Timing] = [], theirs: [Timing] = []
    for round in 0..<rounds {
      progress.show(row, at: index, round: round)
      ours.append(try measure(CommandLine.arguments[0], ["run", row.name, "--json"], row))
      theirs.append(try measure(python, ["\(peers)/\(row.peer).py", row.name], row))
    }
    let comparison = Comparison(row: row, ours: ours, theirs: theirs)
    guard comparison.agrees else {
      throw ToolError(
        .brokenFile, "\(row.name): the results differ: ours \(ours[0].check), the peer's \(theirs[0].check)")
    }
    return comparison
  }

  /// Runs one side as a process of its own and reads its line.
  private func measure(_ program: String, _ arguments: [String], _ row: Row) throws(ToolError) -> Timing {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    do { try process.run() } catch {
      throw ToolError(.notInstalled, "\(row.name): \(program) cannot be run: \(error.localizedDescription)")
    }
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let timings = text.split(separator: UInt8(ascii: "\n")).compactMap {
      try? JSONDecoder().decode(Timing.self, from: Data($0))
    }
    guard let timing = timings.first(where: { $0.row == row.name }) else {
      throw ToolError(.software, "\(row.name): \(program) gave no figure (status \(process.terminationStatus))")
    }
    return timing
  }
}

/// One row measured on both sides.
struct Comparison {
  let row: Row
  let ours: [Timing], theirs: [Timing]

  var our: Double { Self.median(ours.map(\.median)) }
  var their: Double { Self.median(theirs.map(\.median)) }
  var ratio: Double { their / our }
  /// Bytes that each side held at most, in the round where it held least.
  private var peaks: (our: Int, their: Int) { (ours.map(\.peak).min() ?? 0, theirs.map(\.peak).min() ?? 0) }
  var isHeld: Bool { ratio >= row.wanted && (!row.watchesMemory || peaks.our < peaks.their) }
  private var verdict: String { row.wanted == 0 ? "" : isHeld ? "held" : "not held" }
  private var memory: String {
    row.watchesMemory ? "memory \(peaks.our >> 20) MB, peer \(peaks.their >> 20) MB" : ""
  }
  private var wanted: String { row.wanted == 0 ? "–" : String(format: "%g", row.wanted) }

  /// Whether both sides computed the same.
  var agrees: Bool {
    let (a, b) = (ours[0].check, theirs[0].check)
    return abs(a - b) <= row.tolerance * Swift.max(abs(a), abs(b)) + 1e-4 || (a.isNaN && b.isNaN)
  }

  private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  var line: String {
    let name = row.name.padding(toLength: 34, withPad: " ", startingAt: 0)
    return "\(name) ours \(readable(our))  peer \(readable(their))  ratio \(String(format: "%.2f", ratio))  "
      + "wanted \(wanted)  \(verdict)  \(memory)"
  }

  var markdown: String {
    "| \(row.name) | \(row.shape)\(memory.isEmpty ? "" : "; \(memory)") | \(readable(our)) | \(readable(their)) | \(String(format: "%.1f", ratio)) "
      + "| \(wanted) | \(verdict) |"
  }

  var json: String {
    JSON.object([
      ("row", .text(row.name)), ("ours", .number(our)), ("peer", .number(their)), ("ratio", .number(ratio)),
      ("wanted", .number(row.wanted)), ("held", .integer(isHeld ? 1 : 0)),
      ("peakBytes", .integer(peaks.our)), ("peerPeakBytes", .integer(peaks.their)),
    ]).description
  }
}
