public import Tensor

extension Tensor {
  /// Reads an IDX file, plain or gzipped, straight into the tensor's memory.
  ///
  /// `Scalar` is the type that the file stores: `UInt8`, `Int32` (for elements of 8, 16 and 32 bits), `Float`, `Double`.
  /// Throws `DataError` for another type, a wrong length, or a checksum that differs.
  public init(idx file: some FileLocation) throws {
    try self.init(idx: FileReader(file.filePath))
  }

  /// Reads the bytes of an IDX file, plain or gzipped; `name` is what error messages call it.
  public init(idxBytes bytes: [UInt8], name: String = "idx") throws {
    try self.init(idx: MemorySource(name: name, bytes: Buffer(bytes)))
  }

  init(idx source: any ByteSource) throws {
    let reader = try SequentialReader(source)
    let header = try IDX.Header(reader)
    guard header.elementType.scalarType == Scalar.scalarType else {
      throw DataError.malformed(
        file: source.name, place: .byte(2),
        reason: "the elements are \(header.elementType), which is read as \(header.elementType.scalarType), not as "
          + "\(Scalar.scalarType)")
    }
    let bytes = header.byteCount
    if let size = reader.size, size - reader.position != bytes {
      throw DataError.malformed(
        file: source.name, place: .byte(reader.position),
        reason: "shape \(header.shape) of \(header.elementType) takes \(bytes) bytes, the file has "
          + "\(size - reader.position)")
    }
    if bytes > source.size * 32 + 1 << 20 {
      // So much may be announced by a broken header: it is believed when it has been unpacked.
      self = try Tensor.unpackedFirst(source, header, offset: reader.position)
      return
    }
    try self.init(shape: header.shape) { elements in
      try reader.read(into: IDX.start(elements, bytes), count: bytes)
      IDX.decode(UnsafeMutableRawPointer(elements.baseAddress!), count: elements.count, header.elementType)
    }
    try reader.expectEnd()
  }

  private static func unpackedFirst(_ source: any ByteSource, _ header: IDX.Header, offset: Int) throws -> Tensor {
    let expected = offset + header.byteCount
    let content = try Gzip.content(of: source, limit: expected, slack: 0)
    guard content.count == expected else {
      throw DataError.malformed(
        file: source.name, place: .byte(content.count),
        reason: "the content ends here, "
          + "\(expected - content.count) bytes early (after unpacking)")
    }
    return Tensor(shape: header.shape) { elements in
      content.withUnsafe {
        IDX.start(elements, header.byteCount).copyMemory(from: $0 + offset, byteCount: header.byteCount)
      }
      IDX.decode(UnsafeMutableRawPointer(elements.baseAddress!), count: elements.count, header.elementType)
    }
  }
}

extension IDX {
  /// Where the bytes of the file go: to the end of the memory, so that narrow elements can be widened in place.
  static func start<Scalar>(_ elements: UnsafeMutableBufferPointer<Scalar>, _ bytes: Int) -> UnsafeMutableRawPointer {
    let memory = UnsafeMutableRawBufferPointer(elements)
    return memory.baseAddress! + (memory.count - bytes)
  }

  /// Makes elements in this machine's byte order out of the big-endian bytes at the end of the memory.
  static func decode(_ memory: UnsafeMutableRawPointer, count: Int, _ type: ElementType) {
    switch type {
    case .uint8: break
    case .int8:
      let narrow = memory + count * 3
      for index in 0..<count {
        let value = narrow.load(fromByteOffset: index, as: Int8.self)
        memory.storeBytes(of: Int32(value), toByteOffset: index * 4, as: Int32.self)
      }
    case .int16:
      let narrow = memory + count * 2
      for index in 0..<count {
        let value = Int16(bigEndian: narrow.load(fromByteOffset: index * 2, as: Int16.self))
        memory.storeBytes(of: Int32(value), toByteOffset: index * 4, as: Int32.self)
      }
    case .int32, .float:
      let words = memory.assumingMemoryBound(to: UInt32.self)
      for index in 0..<count { words[index] = UInt32(bigEndian: words[index]) }
    case .double:
      let words = memory.assumingMemoryBound(to: UInt64.self)
      for index in 0..<count { words[index] = UInt64(bigEndian: words[index]) }
    }
  }
}
