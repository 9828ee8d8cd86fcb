/// What a file holds, by its first bytes.
package enum FileKind: String {
  case idx = "IDX"
  case npy = "NumPy array"
  case npz = "NumPy archive"
  case zip = "zip archive"
  case tar = "tar archive"
  case safetensors = "safetensors file"
  case text

  /// Looks at the beginning of a file, unpacked where it is gzipped.
  package static func of(_ file: some FileLocation) throws -> FileKind {
    let source = try FileReader(file.filePath)
    var head = [UInt8](repeating: 0, count: 512)
    let got = try head.withUnsafeMutableBytes { memory in
      if try source.isGzipped() { return try GzipReader(source).read(into: memory.baseAddress!, count: memory.count) }
      return try source.read(into: memory.baseAddress!, count: memory.count, at: 0)
    }
    func starts(_ bytes: [UInt8], at offset: Int = 0) -> Bool { head[offset...].starts(with: bytes) && got > offset }
    if starts([0x93] + Array("NUMPY".utf8)) { return .npy }
    if starts([0x50, 0x4b, 3, 4]) || starts([0x50, 0x4b, 5, 6]) {
      return file.filePath.hasSuffix(".npz") ? .npz : .zip
    }
    if starts(Array("ustar".utf8), at: 257) { return .tar }
    if got >= 4, head[0] == 0, head[1] == 0, IDX.ElementType(rawValue: head[2]) != nil { return .idx }
    if got > 8, head[8] == UInt8(ascii: "{"), head[6] == 0, head[7] == 0 { return .safetensors }
    return .text
  }
}
