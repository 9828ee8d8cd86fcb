import ArgumentParser
import Data
import Tensor
import ToolSupport

/// The entry: parses the arguments, runs the command, and ends with the exit status that its failure stands for.
@main
struct Main {
  static func main() {
    ToolMain.run(MartletData.self) { error in
      switch error {
      case let error as DataError: ToolError(error.status, error.description)
      case let error as TensorFileError: ToolError(error.status, error.description)
      default: nil
      }
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

extension DataError {
  fileprivate var status: ExitStatus {
    switch self {
    case .malformed: .brokenFile
    case .missing, .unreadable, .unavailable: .missingFile
    case .unwritable: .cannotWrite
    }
  }
}

extension TensorFileError {
  fileprivate var status: ExitStatus {
    switch self {
    case .malformed, .unsupported, .missing: .brokenFile
    case .cannotRead: .missingFile
    case .cannotWrite: .cannotWrite
    }
  }
}
