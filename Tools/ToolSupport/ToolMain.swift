public import ArgumentParser
import Foundation

/// How every tool starts and ends: arguments in, one line on standard error and the right status out.
public enum ToolMain {
  /// Parses the arguments and runs the command; does not return if it fails.
  ///
  /// `classify` gives the status and the line for the errors of the modules that the tool uses, nil for others.
  public static func run(
    _ root: any ParsableCommand.Type, classify: (any Error) -> ToolError? = { _ in nil }
  ) {
    if let complaint = complaint(root, Array(CommandLine.arguments.dropFirst())) {
      end(root, ToolError(.badArguments, complaint))
    }
    do {
      var command = try root.parseAsRoot()
      try command.run()
    } catch {
      if let failure = error as? ToolError ?? classify(error) {
        end(root, failure)
      }
      if root.exitCode(for: error) == .success {
        print(root.fullMessage(for: error))
        exit(0)
      }
      let isUsage = root.exitCode(for: error) == .validationFailure
      end(root, ToolError(isUsage ? .badArguments : .software, root.message(for: error)))
    }
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

  /// Writes one line to standard error.
  public static func say(_ line: String) {
    FileHandle.standardError.write(Foundation.Data("\(line)\n".utf8))
  }
}
