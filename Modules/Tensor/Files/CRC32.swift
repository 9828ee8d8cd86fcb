/// The checksum of zip archives (ISO 3309), eight bytes at a time.
package struct CRC32 {
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var value = UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
      tables[byte] = value
    }
    for byte in 0..<256 {
      for table in 1..<8 {
        let last = tables[(table - 1) * 256 + byte]
        tables[table * 256 + byte] = last >> 8 ^ tables[Int(last & 255)]
      }
    }
    return tables
  }()

  private var state: UInt32 = .max
  package init() {}

  package var value: UInt32 { ~state }

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    var crc = state
    var next = 0
    Self.tables.withUnsafeBufferPointer { table in
      while bytes.count &- next >= 8 {
        let word = UInt64(littleEndian: start.loadUnaligned(fromByteOffset: next, as: UInt64.self)) ^ UInt64(crc)
        crc = 0
        for byte in 0..<8 {
          crc ^= table[(7 &- byte) &* 256 &+ Int(truncatingIfNeeded: word >> UInt64(byte &* 8) & 255)]
        }
        next &+= 8
      }
      while next < bytes.count {
        let byte = start.load(fromByteOffset: next, as: UInt8.self)
        crc = crc >> 8 ^ table[Int((crc ^ UInt32(byte)) & 255)]
        next &+= 1
      }
    }
    state = crc
  }

  package mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }
}
