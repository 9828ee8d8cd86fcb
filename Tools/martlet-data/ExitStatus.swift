import ArgumentParser
import Data
import Foundation

/// What the program ends with, by the numbers of `sysexits.h`.
enum ExitStatus: Int32 {
  case badArguments = 64
  case brokenFile = 65
  case missingFile = 66
  case notInstalled = 69
  case cannotWrite = 73

  /// Says in one line on standard error what failed, and exits; help goes to standard output with status 0.
  static func end(with error: any Error) -> Never {
    if let error = error as? DataError {
      complain(error.description)
      exit(of(error).rawValue)
    }
    if MartletData.exitCode(for: error) == .success {
      print(MartletData.fullMessage(for: error))
      exit(0)
    }
    complain(MartletData.message(for: error))
    exit(badArguments.rawValue)
  }

  private static func of(_ error: DataError) -> ExitStatus {
    switch error {
    case .malformed: .brokenFile
    case .missing, .unreadable, .unavailable: .missingFile
    case .unwritable: .cannotWrite
    }
  }

  private static func complain(_ message: String) {
    let line = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    FileHandle.standardError.write(Foundation.Data("martlet-data: \(line)\n".utf8))
  }
}
