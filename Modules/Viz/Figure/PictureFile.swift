import Tensor

/// Pictures written so that a reader never meets half of one.
enum PictureFile {
  static func write(_ bytes: [UInt8], to path: String) throws {
    do {
      let file = try OutputFile(path)
      try file.append(bytes)
      try file.finish()
    } catch TensorFileError.cannotWrite(let path, let reason) {
      throw FigureError.cannotWrite(path: path, reason: reason)
    }
  }
}
