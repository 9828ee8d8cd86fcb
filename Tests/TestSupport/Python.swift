import Foundation

/// The Python of the machine, for tests that compare with NumPy or PyTorch: `MARTLET_PYTHON`, or python3.
public enum Python {
  /// Whether a program that needs these modules can be run.
  public static func has(_ modules: String...) -> Bool {
    (try? run("import " + modules.joined(separator: ", "))) != nil
  }

  /// What the program prints; its arguments are in sys.argv from 1 on. Throws if it fails.
  @discardableResult
  public static func run(_ program: String, _ arguments: [String] = []) throws -> String {
    let process = Process(), output = Pipe(), errors = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let python = ProcessInfo.processInfo.environment["MARTLET_PYTHON"] ?? "python3"
    process.arguments = [python, "-c", program] + arguments
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let fault = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw PythonError(description: String(decoding: fault, as: UTF8.self)) }
    return String(decoding: text, as: UTF8.self)
  }
}

/// A Python program that failed.
public struct PythonError: Error, CustomStringConvertible {
  /// What it wrote to standard error.
  public let description: String
}
