import Foundation
import Tensor
import TestSupport

/// Files that no writer of ours makes, byte by byte.
enum FileBytes {
  /// A `.npy` file of the first version.
  static func npy(_ type: String, _ shape: String, _ elements: [UInt8], fortran: Bool = false) -> [UInt8] {
    let descr = type.hasPrefix("[") ? type : "'\(type)'"
    let header = "{'descr': \(descr), 'fortran_order': \(fortran ? "True" : "False"), 'shape': \(shape), }\n"
    return [0x93] + Array("NUMPY".utf8) + [1, 0] + half(header.utf8.count) + Array(header.utf8) + elements
  }

  /// A safetensors file: name, type, shape, elements.
  static func safetensors(_ tensors: [(name: String, type: String, shape: [Int], elements: [UInt8])]) -> [UInt8] {
    var end = 0
    let parts = tensors.map { tensor in
      defer { end += tensor.elements.count }
      return "\"\(tensor.name)\":{\"dtype\":\"\(tensor.type)\",\"shape\":\(tensor.shape),"
        + "\"data_offsets\":[\(end),\(end + tensor.elements.count)]}"
    }
    let header = "{\(parts.joined(separator: ","))}"
    return words([UInt64(header.utf8.count)]) + Array(header.utf8) + tensors.flatMap(\.elements)
  }

  /// A zip archive without compression: the name in the directory, the name in the entry's own header, the content.
  static func zip(_ entries: [(name: String, own: String, content: [UInt8])]) -> [UInt8] {
    var bytes: [UInt8] = [], directory: [UInt8] = []
    for entry in entries {
      var checksum = CRC32()
      checksum.update(entry.content)
      let (crc, size) = (word(Int(checksum.value)), word(entry.content.count))
      let start = bytes.count
      bytes += word(0x0403_4B50) + half(20) + half(0) + half(0) + half(0) + half(33) + crc + size + size
      bytes += half(entry.own.utf8.count) + half(0) + Array(entry.own.utf8) + entry.content
      directory += word(0x0201_4B50) + half(20) + half(20) + half(0) + half(0) + half(0) + half(33) + crc + size + size
      directory += half(entry.name.utf8.count) + half(0) + half(0) + half(0) + half(0) + word(0) + word(start)
      directory += Array(entry.name.utf8)
    }
    let start = bytes.count
    let count = half(entries.count)
    return bytes + directory + word(0x0605_4B50) + half(0) + half(0) + count + count + word(directory.count)
      + word(start) + half(0)
  }

  static func words(_ values: [UInt64], isBigEndian: Bool = false) -> [UInt8] {
    values.flatMap { value in
      let bytes = (0..<8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
      return isBigEndian ? bytes.reversed() : bytes
    }
  }

  static func half(_ value: Int) -> [UInt8] { (0..<2).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
  static func word(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
}

extension TemporaryFolder {
  /// A file in it with these bytes.
  func write(_ bytes: [UInt8], _ name: String) throws -> URL {
    try Data(bytes).write(to: file(name))
    return file(name)
  }
}
