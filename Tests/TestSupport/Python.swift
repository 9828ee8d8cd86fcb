public import Foundation

/// The Python of the machine, for tests that compare with NumPy, pandas or PyTorch: `MARTLET_PYTHON`, or python3.
public enum Python {
  /// Whether a program that needs these modules can be run.
  public static func has(_ modules: String...) async -> Bool {
    (try? await run("import " + modules.joined(separator: ", "))) != nil
  }

  /// What the program prints; its arguments are in sys.argv from 1 on, and it works in `folder`. Throws if it fails.
  @discardableResult
  public static func run(_ program: String, _ arguments: [String] = [], in folder: URL? = nil) async throws -> String {
    let python = Program(path: ProcessInfo.processInfo.environment["MARTLET_PYTHON"] ?? "python3")
    let result = try await python.run(
      ["-c", program] + arguments, shell: "cd '\(folder?.path ?? ".")' && exec \"$0\" \"$@\"")
    guard result.status == 0 else { throw PythonError(description: result.error) }
    return result.output
  }
}

/// A Python program that failed.
public struct PythonError: Error, CustomStringConvertible {
  /// What it wrote to standard error.
  public let description: String
}
