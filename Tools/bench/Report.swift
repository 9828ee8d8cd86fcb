import Foundation
import Tensor

/// The table of a comparison as Markdown, a part for each module.
struct Report {
  let lines: [Comparison]
  /// The rows without a figure.
  let missing: [String]
  let filter: String?
  let rounds: Int
  let python: String

  var markdown: String {
    let command = "Tools/compare" + (filter.map { " '\($0)'" } ?? "")
    var text = """
      # Benchmarks

      Written by `\(command)` on \(Machine.date).

      - machine: \(Machine.description)
      - threads: \(Parallelism.threads) on each side
      - here: Martlet \(revision), Swift \(Machine.swift)
      - peers: \(versions)
      - environment: \(Machine.environment)

      Each row ran here and in the peer's library in turn, \(rounds) rounds, each side in a process of its own; the results
      were compared before the times. A ratio is the peer's median time divided by ours: above 1 we are faster.

      """
    for (module, lines) in modules {
      text += "\n## \(module)\n\n| row | data | ours | peer | ratio | wanted | |\n|---|---|---|---|---|---|---|\n"
      for line in lines { text += line.markdown + "\n" }
    }
    if !missing.isEmpty { text += "\nRows without a figure in this run: \(missing.joined(separator: ", ")).\n" }
    return text
  }

  /// The rows by module, in their order.
  private var modules: [(String, [Comparison])] {
    var result: [(String, [Comparison])] = []
    for line in lines {
      let module = line.row.peer.split(separator: "_").first.map { $0.prefix(1).uppercased() + $0.dropFirst() } ?? ""
      if result.last?.0 != module { result.append((module, [])) }
      result[result.count - 1].1.append(line)
    }
    return result
  }

  private var revision: String { Machine.output("/usr/bin/env", ["git", "describe", "--always", "--dirty"]) }

  private var versions: String {
    let script = """
      import importlib.metadata as m, platform
      names = ["torch", "numpy", "pandas", "polars", "pyarrow", "matplotlib", "scikit-learn", "jax"]
      found = {d.metadata["Name"].lower(): d.version for d in m.distributions()}
      print("Python " + platform.python_version(), *[f"{n} {found[n]}" for n in names if n in found], sep=", ")
      """
    return Machine.output(python, ["-c", script])
  }
}

/// What the figures were measured on.
enum Machine {
  static var date: String {
    let format = DateFormatter()
    format.dateFormat = "yyyy-MM-dd"
    return format.string(from: Date())
  }

  static var description: String {
    let info = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let model = info.split(separator: "\n").first { $0.hasPrefix("model name") }?.split(separator: ":").last
    let name = model.map { $0.trimmingCharacters(in: .whitespaces) } ?? "an unknown processor"
    return "\(name), \(ProcessInfo.processInfo.activeProcessorCount) cores, "
      + ProcessInfo.processInfo.operatingSystemVersionString
  }

  /// What is set of the variables that decide how fast either side is.
  static var environment: String {
    let names = [
      "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS",
      "MARTLET_THREADS",
    ]
    let found = names.compactMap { name in ProcessInfo.processInfo.environment[name].map { "`\(name)=\($0)`" } }
    return found.isEmpty ? "nothing that chooses loops or threads" : found.joined(separator: ", ")
  }

  static var swift: String {
    let line = output("/usr/bin/env", ["swift", "--version"]).split(separator: "\n").first { $0.contains("version") }
    return line?.split(separator: " ").drop { $0 != "version" }.dropFirst().first.map(String.init) ?? "unknown"
  }

  /// What a program prints, without the line's end; "unknown" where it cannot be run.
  static func output(_ program: String, _ arguments: [String]) -> String {
    let process = Process(), pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return "unknown" }
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    return process.terminationStatus == 0 && !trimmed.isEmpty ? trimmed : "unknown"
  }
}
