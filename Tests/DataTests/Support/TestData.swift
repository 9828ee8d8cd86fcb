import Foundation
import Testing

/// Files that tests read and write.
enum TestData {
  /// The root of the project.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The data that the project makes itself.
  static let embedded = root.appending(path: "Data")

  /// A file of a real set, where `MARTLET_DATA` has it.
  static func real(_ path: String) -> URL? {
    guard let folder = ProcessInfo.processInfo.environment["MARTLET_DATA"] else { return nil }
    let file = URL(filePath: folder).appending(path: path)
    return FileManager.default.fileExists(atPath: file.path) ? file : nil
  }

  static var hasHouses: Bool { real("kaggle-house/kaggle_house_pred_train.csv") != nil }
  static var hasFashionMNIST: Bool { real("fashion-mnist/train-images-idx3-ubyte.gz") != nil }

  /// Runs `body` with a folder that is gone afterwards.
  static func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "martlet-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  /// A folder that is there while `body` runs.
  static func withFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "martlet-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
  }
}
