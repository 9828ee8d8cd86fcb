import Foundation

/// The folder that a tool writes into.
public enum OutputFolder {
  /// Makes the folder, and those above it, where they are not there yet.
  ///
  /// Throws with what stands in the way; `option` is how the folder was given, for the message.
  public static func make(_ path: String, option: String = "--output") throws(ToolError) {
    if path.isEmpty { throw ToolError(.badArguments, "\(option): the name of a folder is needed") }
    var folder = path.hasPrefix("/") ? "/" : ""
    for name in path.split(separator: "/") {
      folder += folder.isEmpty || folder.hasSuffix("/") ? name : "/\(name)"
      if mkdir(folder, 0o777) == 0 { continue }
      let code = errno
      var status = stat()
      let isThere = stat(folder, &status) == 0
      if isThere, status.st_mode & S_IFMT == S_IFDIR { continue }
      let reason = isThere ? "\(folder) is a file, not a folder" : "\(folder): \(String(cString: strerror(code)))"
      throw ToolError(.cannotWrite, "\(option) \(path): the folder cannot be made: \(reason)")
    }
    if access(path, W_OK) != 0 { throw ToolError(.cannotWrite, "\(option) \(path): the folder cannot be written to") }
  }
}
