package import Tensor

/// Files that get their name only when they are complete.
package enum WholeFile {
  /// Calls `body` with a file at `path`, and puts it in place. What the system has against it is a `DataError`.
  package static func write(_ path: String, _ body: (OutputFile) throws -> Void) throws {
    do {
      let file = try OutputFile(path)
      try body(file)
      try file.finish()
    } catch TensorFileError.cannotWrite(let file, let reason) {
      throw DataError.unwritable(file: file, reason: reason)
    }
  }

  /// Writes `bytes` as the whole content of the file at `path`.
  package static func write(_ bytes: [UInt8], to path: String) throws { try write(path) { try $0.append(bytes) } }
}
