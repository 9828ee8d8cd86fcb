public import Foundation

/// Files that other programs wrote, beside the script that made them: Tests/Fixtures/MODULE.
public struct Fixtures: Sendable {
  private let folder: URL

  /// The fixtures of a module.
  public init(_ module: String) {
    folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fixtures/\(module)")
  }

  /// One of them.
  public func file(_ name: String) -> URL { folder.appendingPathComponent(name) }
}

/// A folder of one test's own, which is removed with it.
public final class TemporaryFolder: Sendable {
  /// Where it is.
  public let url: URL

  /// Makes the folder.
  public init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("martlet-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// A file in it, which need not be there.
  public func file(_ name: String) -> URL { url.appendingPathComponent(name) }

  /// What is in it.
  public var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted() }
}
