public import Foundation

/// A program of the project, built beside the tests.
public struct BuiltTool: Sendable {
  private let path: String

  /// What a run ended with and wrote.
  public struct Outcome: Sendable {
    /// The exit status; 128 + the signal's number where a signal ended it.
    public let status: Int32
    /// Standard output.
    public let output: String
    /// Standard error.
    public let error: String
    /// The last line of standard output as JSON.
    public var json: [String: Any] {
      let line = output.split(separator: "\n").last ?? ""
      return ((try? JSONSerialization.jsonObject(with: Foundation.Data(line.utf8))) as? [String: Any]) ?? [:]
    }
  }

  /// The root of the project.
  public static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The program of this name. Throws if it is not there.
  public init(_ name: String) throws {
    let folders = [
      Bundle.main.bundleURL, URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent(),
      Self.root.appending(path: ".build/debug"),
    ]
    let places = folders.map { $0.appending(path: name).path }
    guard let place = places.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
      throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: places.joined(separator: ", ")])
    }
    path = place
  }

  /// Runs it to its end, or until a line on standard error begins with `mark`, on which it gets the signal.
  ///
  /// It finds no data but those that the arguments name.
  public func run(_ arguments: [String], on mark: String? = nil, send signal: Int32 = SIGTERM) throws -> Outcome {
    let process = Process(), output = Pipe(), error = Pipe()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    var environment = ProcessInfo.processInfo.environment
    environment["MARTLET_DATA"] = nil
    environment["XDG_CACHE_HOME"] = "/nonexistent"
    process.environment = environment
    process.standardOutput = output
    process.standardError = error
    process.standardInput = FileHandle.nullDevice
    try process.run()
    var said = Foundation.Data(), isSent = mark == nil
    while case let part = error.fileHandleForReading.availableData, !part.isEmpty {
      said += part
      if !isSent, let mark, String(decoding: said, as: UTF8.self).contains(mark) {
        kill(process.processIdentifier, signal)
        isSent = true
      }
    }
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let status = process.terminationStatus
    return Outcome(
      status: process.terminationReason == .uncaughtSignal ? 128 + status : status,
      output: String(decoding: text, as: UTF8.self), error: String(decoding: said, as: UTF8.self))
  }
}
