import Foundation
import Testing

@testable import Viz

@Suite struct PNGFileTests {
  /// The chunks of a PNG file by name.
  private func chunks(_ bytes: [UInt8]) -> [String: [UInt8]] {
    var (found, offset) = ([String: [UInt8]](), 8)
    while offset + 8 <= bytes.count {
      let length = bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
      let name = String(decoding: bytes[offset + 4..<offset + 8], as: UTF8.self)
      found[name, default: []] += bytes[offset + 8..<offset + 8 + length]
      offset += 12 + length
    }
    return found
  }

  private func sample(dpi: Double) throws -> ([UInt8], PixelBuffer) {
    let figure = Figure(width: 4, height: 3)
    figure.dpi = dpi
    figure.axes.title = "Höhe"
    figure.axes.scatter([1, 2, 3], [1, 4, 9], values: [0, 0.5, 1], size: 90)
    return (try figure.encoded(as: .png), try figure.pixels())
  }

  @Test func fileSaysItsSizeAndSoftware() throws {
    let (bytes, _) = try sample(dpi: 150)
    let chunks = chunks(bytes)
    #expect(chunks["IHDR"]?.prefix(8) == [0, 0, 2, 88, 0, 0, 1, 194])
    // 150 dots per inch are 5906 per metre.
    #expect(chunks["pHYs"] == [0, 0, 0x17, 0x12, 0, 0, 0x17, 0x12, 1])
    #expect(chunks["tEXt"].map { String(decoding: $0, as: UTF8.self) } == "Software\0Martlet")
    #expect(chunks["iTXt"].map { String(decoding: $0, as: UTF8.self).hasSuffix("Höhe") } == true)
  }

  @Test func pixelsSurviveTheFile() throws {
    let (bytes, buffer) = try sample(dpi: 100)
    let image = try #require(PNGFile.decode(bytes))
    #expect(image.width == buffer.width && image.height == buffer.height)
    let different = (0..<buffer.width * buffer.height).count { index in
      let pixel = buffer.pixels[index]
      let bytes: [UInt8] = [UInt8(pixel >> 16 & 255), UInt8(pixel >> 8 & 255), UInt8(pixel & 255), 255]
      return image.rgba[index * 4..<index * 4 + 4] != bytes[...]
    }
    #expect(different == 0)
  }

  /// Rows of every remainder of four pixels, with fewer and with more colours than a palette has.
  @Test(arguments: [1, 2, 3, 4, 5, 30, 31])
  func everyWidthSurvivesTheFile(width: Int) throws {
    for step in [1, 257] as [UInt32] {
      let buffer = try PixelBuffer(width: width, height: 300)
      for index in 0..<width * 300 {
        buffer.pixels[index] = 0xff00_0000 | (UInt32(index / width) * step * 31 + UInt32(index % 3) << 20) & 0xffffff
      }
      let image = try #require(PNGFile.decode(PNGFile.encode(buffer, dpi: 100, title: "")))
      let same = (0..<width * 300).allSatisfy { index in
        let color = image.rgba[index * 4..<index * 4 + 3].reduce(0) { $0 << 8 | UInt32($1) }
        return color == buffer.pixels[index] & 0xffffff
      }
      #expect(same && image.width == width && image.height == 300)
    }
  }

  @Test func brokenFilesAreRefused() throws {
    let (bytes, _) = try sample(dpi: 50)
    #expect(PNGFile.decode([]) == nil)
    #expect(PNGFile.decode(Array(bytes.prefix(bytes.count / 2))) == nil)
    var broken = bytes
    broken[bytes.count / 2] ^= 0x55
    #expect(PNGFile.decode(broken) == nil)
  }
}
