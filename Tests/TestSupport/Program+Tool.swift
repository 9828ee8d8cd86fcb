public import Foundation

extension Program {
  /// The root of the project.
  public static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// A tool of the project, built beside the tests. It finds no data but those that `data` or its arguments name.
  ///
  /// Throws if it is not there.
  public static func tool(_ name: String, data: URL? = nil) throws -> Program {
    let folders = [
      Bundle.main.bundleURL, URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent(),
      root.appending(path: ".build/debug"),
    ]
    let places = folders.map { $0.appending(path: name).path }
    guard let place = places.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
      throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: places.joined(separator: ", ")])
    }
    return Program(path: place, environment: ["MARTLET_DATA": data?.path, "XDG_CACHE_HOME": "/nonexistent"])
  }
}
