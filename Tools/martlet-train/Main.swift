import ArgumentParser
import Data
import Tensor
import ToolSupport
import Train
import Viz

/// `martlet-train JOB`: the programs of the book in its order, each in a file of its own under `Jobs`.
struct MartletTrain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "martlet-train",
    abstract: "Trains the models of the book and writes their pictures.",
    subcommands: [
      LinearScratch.self, LinearConcise.self, FitLine.self, GradientDescent.self, UnderfitOverfit.self,
      WeightDecay.self, WeightDecayConcise.self, SoftmaxScratch.self, Softmax.self, MLPScratch.self, MLP.self,
      DropoutScratch.self, DropoutMLP.self, HousePrices.self,
    ])
}

@main
struct Main {
  static func main() {
    Interruption.watch()
    ToolMain.run(MartletTrain.self) { error in
      switch error {
      case let error as DataError: ToolError(error.status, error.description)
      case let error as FigureError: ToolError(error.status, error.description)
      case let error as TrainingError: ToolError(.brokenFile, error.description)
      case let error as TensorFileError: ToolError(error.status, error.description)
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

extension FigureError {
  fileprivate var status: ExitStatus {
    switch self {
    case .unknownFormat: .badArguments
    case .cannotWrite, .tooLarge: .cannotWrite
    }
  }
}

extension TensorFileError {
  fileprivate var status: ExitStatus {
    switch self {
    case .cannotWrite: .cannotWrite
    case .cannotRead: .missingFile
    case .malformed, .unsupported, .missing: .brokenFile
    }
  }
}
