import ArgumentParser

/// The entry: parses the arguments, runs the command, and ends with the exit status that its failure stands for.
@main
struct Main {
  static func main() {
    do {
      var command = try MartletData.parseAsRoot()
      try command.run()
    } catch {
      ExitStatus.end(with: error)
    }
  }
}

/// `martlet-data`: data sets, files and tables at the terminal.
struct MartletData: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "martlet-data",
    abstract: "Makes, fetches, checks and looks at data.",
    subcommands: [
      List.self, Make.self, DownloadCommand.self, Info.self, Head.self, Verify.self, Encode.self,
    ])
}
