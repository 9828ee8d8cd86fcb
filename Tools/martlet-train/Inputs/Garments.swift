import Data
import Foundation
import ToolSupport

/// Fashion-MNIST where it is, or the small set of drawn garments that the project brings along.
struct Garments {
  let train: FashionMNIST, test: FashionMNIST

  init(_ run: JobRun) throws {
    let asked = try run.dataFolder()
    do {
      (train, test) = (try FashionMNIST(.train, directory: asked), try FashionMNIST(.test, directory: asked))
    } catch let error as DataError {
      guard error.isAbsence, let embedded = JobRun.embedded("garments", asked) else { throw error }
      run.warn("Fashion-MNIST is \(error.absence); using the drawn garments in \(embedded.path)")
      (train, test) = (
        try FashionMNIST(.train, directory: embedded, download: false),
        try FashionMNIST(.test, directory: embedded, download: false)
      )
    }
  }
}

extension JobRun {
  /// The folder of `--data`, which must be there.
  func dataFolder() throws -> URL? {
    guard let data = options.data else { return nil }
    let folder = URL(fileURLWithPath: data, isDirectory: true)
    guard let isFolder = Self.isFolder(folder.path) else {
      throw ToolError(.missingFile, "--data \(folder.path): no such folder")
    }
    if !isFolder { throw ToolError(.missingFile, "--data \(folder.path): is a file, not a folder") }
    return folder
  }

  /// What the project brings along: in the folder that was asked for, or in `Data` of the project, found from here or
  /// from where the program lies. The folder of that name, or the folder that holds the file.
  static func embedded(_ name: String, _ asked: URL?) -> URL? {
    var places = [asked, URL(fileURLWithPath: "Data", isDirectory: true)].compactMap { $0 }
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
    while folder.path != "/" {
      places.append(folder.appendingPathComponent("Data"))
      folder.deleteLastPathComponent()
    }
    let place = places.first { FileManager.default.fileExists(atPath: $0.appendingPathComponent(name).path) }
    return name.contains(".") ? place : place?.appendingPathComponent(name)
  }
}

extension DataError {
  /// What is said before something else is used instead.
  var absence: String {
    let folders = DataFolder.searched().map(\.path).joined(separator: " or ")
    if case .unavailable = self { return "not in \(folders), and cannot be downloaded" }
    return "not in \(folders)"
  }

  /// Whether the data are not there, rather than broken.
  var isAbsence: Bool {
    switch self {
    case .missing, .unavailable: true
    case .unreadable, .malformed, .unwritable: false
    }
  }
}
