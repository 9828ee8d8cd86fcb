public import ArgumentParser
import Foundation
import Tensor

/// How every tool starts and ends: arguments in, one line on standard error and the right status out.
public enum ToolMain {
  /// Parses the arguments and runs the command; does not return if it fails, or if standard output lost a part.
  ///
  /// `classify` gives the status and the line for the errors of the modules that the tool uses, nil for others.
  public static func run(
    _ root: any ParsableCommand.Type, classify: (any Error) -> ToolError? = { _ in nil }
  ) {
    ProcessStart.prepare()
    if let fault = Parallelism.environmentFault { end(root, ToolError(.badArguments, fault)) }
    if let complaint = complaint(root, Array(CommandLine.arguments.dropFirst())) {
      end(root, ToolError(.badArguments, complaint))
    }
    do {
      var command = try root.parseAsRoot()
      try command.run()
      try requireOutput()
    } catch {
      if let failure = error as? ToolError ?? classify(error) {
        end(root, failure)
      }
      if root.exitCode(for: error) == .success {
        print(root.fullMessage(for: error))
        do { try requireOutput() } catch { end(root, error) }
        exit(0)
      }
      let isUsage = root.exitCode(for: error) == .validationFailure
      let message = root.message(for: error)
      end(root, isUsage ? ToolError(.badArguments, message + advice(message)) : ToolError(.software, message))
    }
  }

  /// How to put right what the parser of arguments refused; our own refusals say it themselves.
  private static func advice(_ message: String) -> String {
    if message.hasPrefix("Missing value for") { return " (a value that begins with - is written --option=-1)" }
    if message.contains("Please provide") || message.contains("Did you mean") { return "" }
    let openings = ["The value", "Missing expected", "Unknown option", "Unexpected argument"]
    return openings.contains(where: message.hasPrefix) || message.contains("unexpected arguments")
      ? "; --help shows what can be given" : ""
  }

  /// What is wrong with the first argument, which must name a subcommand.
  private static func complaint(_ root: any ParsableCommand.Type, _ arguments: [String]) -> String? {
    let names = root.configuration.subcommands.map { $0.configuration.commandName ?? "\($0)".lowercased() }
    if names.isEmpty || arguments.first?.hasPrefix("-") == true { return nil }
    let choice = "one of \(names.joined(separator: ", ")); --help explains them"
    guard let first = arguments.first else { return "nothing to do: give \(choice)" }
    return names.contains(first) || first == "help" ? nil : "there is no '\(first)': give \(choice)"
  }

  private static func end(_ root: any ParsableCommand.Type, _ failure: ToolError) -> Never {
    let line = failure.message.split(whereSeparator: \.isNewline).joined(separator: " ")
    say("\(root.configuration.commandName ?? "martlet"): \(line)")
    exit(failure.status.rawValue)
  }

  /// Throws if standard output did not take all that was printed.
  private static func requireOutput() throws(ToolError) {
    guard let fault = StandardStream.outputFault else { return }
    throw ToolError(.cannotWrite, "standard output: cannot be written: \(String(cString: strerror(fault)))")
  }

  /// Writes to standard output at once, control characters but for line ends written out; what it does not take, the
  /// end of the tool says.
  public static func print(_ value: some CustomStringConvertible, terminator: String = "\n") {
    StandardStream.output.write("\(value)".visibleLines + terminator)
  }

  /// Writes one line to standard error, control characters written out.
  public static func say(_ line: String) { show(line.visible + "\n") }

  /// Writes to standard output what a terminal is to obey: a picture.
  public static func draw(_ picture: String) { StandardStream.output.write(picture) }

  /// Writes a text to standard error as it is, such as a line that is drawn over itself.
  public static func show(_ text: String) { StandardStream.error.write(text) }
}
