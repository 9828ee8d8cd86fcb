public import Tensor
import Zlib

extension NPZ {
  /// Reads every array of a file that NumPy's `savez_compressed` wrote, or `savez`, in the order of the file.
  ///
  ///     let x: Tensor<Float> = try NPZ.load(compressed: "data.npz").tensor("x")
  ///
  /// An array that tensors do not hold, such as one of strings, is listed in `unreadable`. Throws where the archive or an
  /// array in it is malformed, or a checksum is wrong.
  public static func load(compressed file: some FileLocation) throws(TensorFileError) -> NamedTensors {
    try load(file.filePath, inflate: inflated)
  }

  /// Reads the arrays of these names, and nothing else of the file.
  ///
  /// Throws as `load(compressed:)` does, and where one of them is not there or not readable.
  public static func load(compressed file: some FileLocation, _ names: [String]) throws(TensorFileError) -> NamedTensors
  {
    try load(file.filePath, names, inflate: inflated)
  }

  /// Reads one array, and nothing else of the file.
  public static func load<Scalar: TensorScalar>(
    compressed file: some FileLocation, _ name: String, as type: Scalar.Type = Scalar.self
  ) throws(TensorFileError) -> Tensor<Scalar> {
    try load(file.filePath, [name], wanted: Scalar.scalarType, inflate: inflated).tensor(name)
  }

  /// What the arrays of a file are, in its order, without reading their elements.
  public static func entries(compressed file: some FileLocation) throws(TensorFileError) -> [TensorEntry] {
    try entries(of: file.filePath, inflate: inflated)
  }

  /// Raw deflate data (RFC 1951) of a known size, unpacked, or only the first `size` bytes; nil where they are malformed
  /// or have another size.
  ///
  /// Memory grows with what has really been unpacked.
  private static func inflated(_ deflated: [UInt8], size: Int, isWhole: Bool) -> [UInt8]? {
    var stream = z_stream()
    guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    var content: [UInt8] = []
    content.reserveCapacity(min(size, max(deflated.count * 4, 1 << 16)))
    var block = [UInt8](repeating: 0, count: 1 << 18)
    var status = Z_OK
    deflated.withUnsafeBufferPointer { source in
      stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
      var left = source.count
      while status == Z_OK {
        let step = min(left, 1 << 30)
        stream.avail_in = UInt32(step)
        let got = block.withUnsafeMutableBufferPointer { target in
          stream.next_out = target.baseAddress
          stream.avail_out = UInt32(target.count)
          status = inflate(&stream, Z_NO_FLUSH)
          return target.count - Int(stream.avail_out)
        }
        left -= step - Int(stream.avail_in)
        content.append(contentsOf: block[..<got])
        if !isWhole, content.count >= size { return }
        if content.count > size || (got == 0 && left == 0 && status == Z_OK) { status = Z_DATA_ERROR }
      }
    }
    if !isWhole, content.count >= size { return Array(content[..<size]) }
    return status == Z_STREAM_END && content.count == size ? content : nil
  }
}
