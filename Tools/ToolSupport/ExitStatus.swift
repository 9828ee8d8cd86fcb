/// What a program ends with, by the numbers of `sysexits.h`, and 128 + n after signal n.
public enum ExitStatus: Int32, Sendable {
  /// The arguments are wrong.
  case badArguments = 64
  /// A file is broken.
  case brokenFile = 65
  /// A file is missing.
  case missingFile = 66
  /// Something went wrong inside.
  case software = 70
  /// Something that has to be installed is not.
  case notInstalled = 69
  /// The output cannot be written.
  case cannotWrite = 73
  /// Stopped from the keyboard (SIGINT).
  case interrupted = 130
  /// Asked to end (SIGTERM).
  case terminated = 143
}

/// A failure that has its exit status and its one line.
public struct ToolError: Error {
  /// What the program ends with.
  public let status: ExitStatus
  /// What is wrong and how to put it right.
  public let message: String

  /// A failure.
  public init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }
}
