import ArgumentParser
import Data
import Foundation
import Tensor

/// What the program ends with, by the numbers of `sysexits.h`.
enum ExitStatus: Int32 {
  case badArguments = 64
  case brokenFile = 65
  case missingFile = 66
  case notInstalled = 69
  case cannotWrite = 73

  /// Says in one line on standard error what failed, and exits; help goes to standard output with status 0.
  static func end(with error: any Error) -> Never {
    let status: ExitStatus
    switch error {
    case let error as DataError: status = of(error)
    case let error as TensorFileError: status = of(error)
    default:
      if MartletData.exitCode(for: error) == .success {
        print(MartletData.fullMessage(for: error))
        exit(0)
      }
      complain(MartletData.message(for: error) + "; 'martlet-data --help' shows what there is")
      exit(badArguments.rawValue)
    }
    complain("\(error)")
    exit(status.rawValue)
  }

  private static func of(_ error: DataError) -> ExitStatus {
    switch error {
    case .malformed: .brokenFile
    case .missing, .unreadable, .unavailable: .missingFile
    case .unwritable: .cannotWrite
    }
  }

  private static func of(_ error: TensorFileError) -> ExitStatus {
    switch error {
    case .malformed, .unsupported, .missing: .brokenFile
    case .cannotRead: .missingFile
    case .cannotWrite: .cannotWrite
    }
  }

  private static func complain(_ message: String) {
    let line = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    FileHandle.standardError.write(Foundation.Data("martlet-data: \(line)\n".utf8))
  }
}
