import ArgumentParser
import Data
import Tensor
import ToolSupport
import Viz

/// `martlet-plot CHART FILE …`: pictures of what is in files, one command for each chart under `Commands`.
struct MartletPlot: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "martlet-plot",
    abstract: "Draws what is in CSV, .npy and JSON files, as PNG, SVG, PDF or on the terminal.",
    subcommands: [
      ScatterCommand.self, LineCommand.self, FitCommand.self, LossCommand.self, HistogramCommand.self, BarCommand.self,
      BoxCommand.self, HeatMapCommand.self, ImagesCommand.self, SurfaceCommand.self, ContourCommand.self,
      PointsCommand.self, GalleryCommand.self,
    ])
}

@main
struct Main {
  static func main() {
    ToolMain.run(MartletPlot.self) { error in
      switch error {
      case let error as DataError: ToolError(error.status, error.description)
      case let error as TensorFileError: ToolError(error.status, error.description)
      case let error as FigureError: ToolError(error.status, error.description)
      default: nil
      }
    }
  }
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
    case .cannotRead: .missingFile
    case .cannotWrite: .cannotWrite
    case .malformed, .unsupported, .missing: .brokenFile
    }
  }
}

extension FigureError {
  fileprivate var status: ExitStatus {
    switch self {
    case .unknownFormat, .tooLarge: .badArguments
    case .cannotWrite: .cannotWrite
    }
  }
}
