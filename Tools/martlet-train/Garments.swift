import Data
import Foundation
import ToolSupport

/// Fashion-MNIST where it is, or the small set of drawn garments that the project brings along.
struct Garments {
  let train: FashionMNIST, test: FashionMNIST

  init(_ run: JobRun) throws {
    let asked = run.options.data.map { URL(fileURLWithPath: $0, isDirectory: true) }
    if let asked, !FileManager.default.fileExists(atPath: asked.path) {
      throw ToolError(.missingFile, "--data \(asked.path): no such folder")
    }
    do {
      (train, test) = (try FashionMNIST(.train, directory: asked), try FashionMNIST(.test, directory: asked))
    } catch let error as DataError {
      guard error.isAbsence, let embedded = Self.embedded(asked) else { throw error }
      run.say("Fashion-MNIST is not here (\(error)); using the drawn garments in \(embedded.path)")
      (train, test) = (
        try FashionMNIST(.train, directory: embedded, download: false),
        try FashionMNIST(.test, directory: embedded, download: false)
      )
    }
  }

  /// The folder of the drawn garments: in the folder that was asked for, or in `Data` of the project, found from here
  /// or from where the program lies.
  private static func embedded(_ asked: URL?) -> URL? {
    var places = [asked, URL(fileURLWithPath: "Data", isDirectory: true)].compactMap { $0 }
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
    while folder.path != "/" {
      places.append(folder.appendingPathComponent("Data"))
      folder.deleteLastPathComponent()
    }
    return places.map { $0.appendingPathComponent("garments") }
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }
}

extension DataError {
  /// Whether the data are not there, rather than broken.
  fileprivate var isAbsence: Bool {
    switch self {
    case .missing, .unavailable: true
    case .unreadable, .malformed, .unwritable: false
    }
  }
}
