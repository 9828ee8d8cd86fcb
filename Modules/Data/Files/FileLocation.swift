public import Foundation

/// Where a file is: a path as text, or a file URL.
public protocol FileLocation {
  /// The path in the file system.
  var filePath: String { get }
}

extension String: FileLocation {
  /// The text itself.
  public var filePath: String { self }
}

extension URL: FileLocation {
  /// The path of a file URL.
  public var filePath: String { path(percentEncoded: false) }
}
