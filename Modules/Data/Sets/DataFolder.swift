public import Foundation

/// Where the files of known data sets are looked for.
public enum DataFolder {
  /// The user's own folder for downloaded data: `$XDG_CACHE_HOME/martlet` or `~/.cache/martlet`, on macOS
  /// `~/Library/Caches/martlet`.
  public static var cache: URL {
    let environment = ProcessInfo.processInfo.environment
    if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") {
      return URL(filePath: folder).appending(path: "martlet")
    }
    #if os(macOS)
      return URL.cachesDirectory.appending(path: "martlet")
    #else
      return URL.homeDirectory.appending(path: ".cache/martlet")
    #endif
  }

  /// The folders in which a set is looked for, first one first: `directory`, `$MARTLET_DATA`, the cache.
  public static func searched(_ directory: URL? = nil) -> [URL] {
    let environment = ProcessInfo.processInfo.environment["MARTLET_DATA"].flatMap { $0.isEmpty ? nil : $0 }
    return [directory, environment.map { URL(filePath: $0) }].compactMap { $0 } + [cache]
  }

  /// The file of a set, where there is one: `set/name` in one of the folders, or `name` itself in `directory`.
  public static func locate(_ name: String, of set: String, directory: URL? = nil) -> URL? {
    let own = directory.map { [$0.appending(path: name)] } ?? []
    return (own + searched(directory).map { $0.appending(path: set).appending(path: name) }).first {
      FileManager.default.fileExists(atPath: $0.filePath)
    }
  }
}
