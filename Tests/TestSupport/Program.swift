public import Foundation
import Subprocess
import Synchronization

/// A program that a test runs to its end.
///
/// It inherits no descriptor but the three standard ones, both of its streams are read while it runs, and it is the first
/// of a process group of its own, which is killed when its time is over: nothing it started can hold the test.
public struct Program: Sendable {
  let path: String
  var environment: [String: String?] = [:]

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

  /// A program that had to be killed because it did not end.
  public struct Overdue: Error, CustomStringConvertible {
    /// What was run, for how long, and what it said until then.
    public let description: String
  }

  /// Runs it with these arguments, or until standard error holds `mark`, on which it gets `signal`.
  ///
  /// `shell` is what `sh` does to become the program, such as `ulimit -v 300000; exec "$0" "$@"` or
  /// `exec "$0" "$@" 2>&-`. Throws ``Overdue`` if it has not ended after `limit`.
  public func run(
    _ arguments: [String], shell: String = #"exec "$0" "$@""#, on mark: String? = nil, send signal: Int32 = SIGTERM,
    within limit: Duration = .seconds(300)
  ) async throws -> Outcome {
    let group = Atomic<Int32>(0), isOverdue = Atomic(false)
    let timer = Task {
      try await Task.sleep(for: limit)
      isOverdue.store(true, ordering: .relaxed)
      let number = group.load(ordering: .relaxed)
      if number > 0 { kill(-number, SIGKILL) }
    }
    defer { timer.cancel() }
    var options = PlatformOptions()
    options.processGroupID = 0
    let result = try await Subprocess.run(
      .name("sh"), arguments: Arguments(["-c", shell, path] + arguments),
      environment: .inherit.updating(
        Dictionary(uniqueKeysWithValues: environment.map { (Environment.Key(rawValue: $0.key)!, $0.value) })),
      platformOptions: options, input: .none, output: .bytes(limit: 1 << 28), error: .sequence
    ) { execution in
      group.store(execution.processIdentifier.value, ordering: .relaxed)
      var said: [UInt8] = [], isSent = mark == nil
      for try await part in execution.standardError {
        part.withUnsafeBytes { said += $0 }
        if !isSent, let mark, String(decoding: said, as: UTF8.self).contains(mark) {
          kill(execution.processIdentifier.value, signal)
          isSent = true
        }
      }
      return String(decoding: said, as: UTF8.self)
    }
    if isOverdue.load(ordering: .relaxed) {
      throw Overdue(
        description: "\(path) \(arguments.joined(separator: " ")): did not end within \(limit); it said: "
          + result.closureResult)
    }
    let status: Int32 =
      switch result.terminationStatus {
      case .exited(let code): code
      case .signaled(let number): 128 + number
      }
    return Outcome(
      status: status, output: String(decoding: result.standardOutput, as: UTF8.self), error: result.closureResult)
  }
}
